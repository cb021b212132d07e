"""Deadlines, appointments and hearings of cases, and everybody's calendar feed."""
