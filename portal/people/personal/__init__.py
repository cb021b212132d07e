"""Personal data: a copy for the person, and taking it away for good."""
