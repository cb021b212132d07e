"""What a firm asks its clients for, and what they send back."""
