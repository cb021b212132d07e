"""Operators inside the firm, by its own people's leave: visits, and a lost owner."""
