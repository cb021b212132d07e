"""Quarantine: what comes in is not given out before a scanner found it clean, where
the platform has one. See docs/documents.md."""
