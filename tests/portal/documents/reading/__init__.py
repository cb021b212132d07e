"""Reading a document, and what the firm learns of it."""
