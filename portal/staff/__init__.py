"""The firm's own people: who they are, and what they are to the firm."""
