"""One nullable column more."""
