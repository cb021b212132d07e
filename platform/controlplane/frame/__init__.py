"""The house of the operators: the page around theirs, and the way in."""
