"""One file for each page of getting in and out."""
