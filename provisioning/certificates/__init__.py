"""What the edge serves for each host: learned by a handshake, warmed, forgotten."""
