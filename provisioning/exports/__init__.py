"""A copy of all that a firm has here, in files that other programs can read."""
