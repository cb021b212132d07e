"""Template tags of the pages about addresses."""
