"""Receives the demo's mail over SMTP and shows it. Nothing leaves the machine."""
