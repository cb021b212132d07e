"""The whole platform on one computer: `bin/demo`."""
