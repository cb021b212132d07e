"""What the firm has from the platform: a plan, a copy of its data, the way out."""
