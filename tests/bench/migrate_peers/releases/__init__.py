"""Two releases of tomorrow, which differ from today's by migrations of one app."""
