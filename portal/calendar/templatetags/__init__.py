"""Words of the calendar."""
