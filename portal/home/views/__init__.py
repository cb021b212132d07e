"""One first page for each face."""
