"""What a firm may use: the plans, and which firm has which."""
