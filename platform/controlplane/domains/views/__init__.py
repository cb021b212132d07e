"""Pages about addresses and certificates; one module for each thing."""
