"""Commands of the fleet migration."""
