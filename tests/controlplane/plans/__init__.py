"""What a firm may use."""
