"""The page from which the firm's settings are reached."""
