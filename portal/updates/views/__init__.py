"""Pages about updates: writing, promising, what is due, and the client's list."""
