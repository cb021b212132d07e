"""What a firm and its clients see, one folder per feature."""
