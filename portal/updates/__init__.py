"""What the firm tells about a case, and by when its client hears again."""
