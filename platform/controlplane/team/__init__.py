"""The operators: who they are, what they may do, how they are let in and out."""
