"""Decides about firms' own addresses, in `public`, and tells the firms."""
