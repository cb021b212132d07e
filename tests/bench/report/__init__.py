"""How a bench shows what it measured."""
