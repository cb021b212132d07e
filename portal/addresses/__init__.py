"""Addresses of the firm's own: what it wants, and what the platform says of them."""
