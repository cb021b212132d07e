"""The page of the log, and its file."""
