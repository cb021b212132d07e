"""Reading: documents as page images, who opened them, many of them in one archive."""
