"""Pages about cases, one file for each face."""
