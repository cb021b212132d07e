"""A page with three queries, the same for every peer of bin/bench request."""
