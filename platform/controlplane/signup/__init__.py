"""How a law firm signs up: the form, the mail, the confirmation, the progress."""
