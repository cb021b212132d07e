"""Our own side: sign-up now; fleet, domains and operators later."""
