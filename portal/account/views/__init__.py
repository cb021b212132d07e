"""One file for each part of the account page."""
