"""The desk's pages about contacts."""
