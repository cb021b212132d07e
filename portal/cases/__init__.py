"""Cases, their parties, and who sees them."""
