"""The operators house: who gets in, and how."""
