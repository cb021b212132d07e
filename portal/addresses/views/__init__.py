"""Pages of the desk about addresses."""
