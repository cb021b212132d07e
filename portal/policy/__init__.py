"""What the firm demands of those who get in, and what it shows its clients."""
