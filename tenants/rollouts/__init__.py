"""A release's migrations on their way through the fleet: what was done, firm by firm."""
