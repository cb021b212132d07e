"""Host names: how they are written, which firm they lead to, who is told of a change."""
