"""What is wrong with a backup. None of these texts is meant for a visitor."""

from __future__ import annotations


class Damaged(RuntimeError):  # noqa: N818  (reads as what happened)
    """A file of a backup is missing, cut, changed, or was made with another key."""
