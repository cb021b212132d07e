"""The one family of refusals whose words are meant for the person."""

from __future__ import annotations


class DomainError(Exception):
    """A rule of the business says no. `message` is fit for the person who asked.

    A middleware turns it into a message on the page, the API into a 409.
    """

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
