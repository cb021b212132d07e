"""The pages of the firm's plan, its exports and its closing."""
