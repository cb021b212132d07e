"""Who runs the platform, and how that changes."""
