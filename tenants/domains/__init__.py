"""Host names: how they are written, and which firm they lead to."""
