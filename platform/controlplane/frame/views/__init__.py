"""One file for each page of getting in and out, and of one's own account."""
