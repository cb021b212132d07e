"""Pages of the desk about settings."""
