"""The firm's own rules of access: what clients see, from where, how one signs in."""
