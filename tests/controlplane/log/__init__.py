"""The log of the operators."""
