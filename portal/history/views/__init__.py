"""Pages of the history, one file for each face."""
