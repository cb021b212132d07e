"""People in a real browser, against the real processes."""
