"""Spans of time, and bytes, in which the crowd is counted."""

from __future__ import annotations

from datetime import timedelta

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MEGA = 10**6
