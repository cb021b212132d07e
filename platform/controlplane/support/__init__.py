"""The operators' two ways into a firm, as far as they go here: asking."""
