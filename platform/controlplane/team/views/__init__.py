"""The team's pages, and the way in of who is invited."""
