"""What everybody has: a session with its limits, and a page about oneself."""
