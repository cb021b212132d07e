"""How far a browser has come in signing in."""

from __future__ import annotations

import time
from typing import Any

from django.http import HttpRequest
from two_factor.views.utils import LoginStorage

from tenants.accounts.models import User

PREFIX, FIRST = "sign_in", "auth"
BY_LINK = "by_link"
READING = {"GET", "HEAD"}


class Storage(LoginStorage):  # type: ignore[misc]
    """The steps, kept in the session once something was posted.

    A page that was only read writes no session: whoever asks for it a million times
    leaves no row behind.
    """

    def __init__(self, prefix: str, request: HttpRequest, *args: Any) -> None:
        self._read = dict(request.session.get(prefix_of(prefix), {}))
        super().__init__(prefix, request, *args)

    @property
    def data(self) -> dict[str, Any]:
        """What is known of the steps."""
        if self.request.method in READING:
            return self._read
        found: dict[str, Any] = self._get_data()
        return found

    @data.setter
    def data(self, value: dict[str, Any]) -> None:
        if self.request.method in READING:
            self._read = value
        else:
            self._set_data(value)


def begin_after_link(request: HttpRequest, user: User, *, backend: str) -> None:
    """Let this browser go on with the second factor: a link stood for the password."""
    storage = Storage(PREFIX, request)
    storage.reset()
    user.backend = backend
    storage.authenticated_user = user
    storage.current_step = FIRST  # the wizard takes no other one before the first
    storage.data.update({"authentication_time": int(time.time()), BY_LINK: True})


def is_after_link(request: HttpRequest) -> bool:
    """Whether this browser has come here by a link, and is at the second factor."""
    return bool(request.session.get(prefix_of(PREFIX), {}).get(BY_LINK))


def prefix_of(name: str) -> str:
    """Where the wizard keeps its steps in the session."""
    return f"wizard_{name}"
