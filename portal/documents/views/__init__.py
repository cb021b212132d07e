"""Pages and downloads of documents, one file for each face."""
