"""Commands about getting in."""
