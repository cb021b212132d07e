"""Pages about the fleet and a firm; one module for each thing."""
