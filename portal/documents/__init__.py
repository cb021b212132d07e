"""Documents of a case: upload, share, download."""
