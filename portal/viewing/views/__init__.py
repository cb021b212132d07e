"""Beginning to look at the portal as a client, and stopping."""
