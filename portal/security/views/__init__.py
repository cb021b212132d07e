"""Pages of the desk about the firm's rules of access."""
