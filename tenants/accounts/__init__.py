"""People who sign in: a firm's staff and clients in its schema, operators in public."""
