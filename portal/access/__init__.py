"""Who gets in, and what for: sign-in, invitations, the gate and its table of roles."""
