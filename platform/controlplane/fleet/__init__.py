"""The fleet and one firm of it, as operators see and steer them."""
