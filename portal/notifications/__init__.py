"""Who is told of what: one registry of events, and the mails about them."""
