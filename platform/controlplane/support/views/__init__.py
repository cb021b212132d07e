"""Pages for operators: what was asked, asking, going over, and recovery."""
