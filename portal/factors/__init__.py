"""Second factors: setting them up, when they are demanded, and proving them anew."""
