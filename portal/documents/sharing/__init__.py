"""Showing documents to clients, and hiding them again. See docs/documents.md."""
