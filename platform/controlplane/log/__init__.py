"""The operators' own audit log: who did what to which firm, and why."""
