"""Settings > Team."""
