"""What the worker does after a change of an address."""
