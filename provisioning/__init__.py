"""From "signed up" to "working", and back: runs, their steps, and the demo's data."""
