"""Doors of bin/manage."""
