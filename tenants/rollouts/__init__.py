"""A release's migrations on their way through the fleet, firm by firm."""
