"""One file for each thing that proves a person."""
