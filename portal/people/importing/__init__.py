"""Contacts from a file: reading it, checking each line, taking over all at once."""
