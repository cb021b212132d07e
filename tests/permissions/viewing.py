"""Somebody of the staff who looks at the portal as Sofie, at a firm's host."""

from __future__ import annotations

import contextvars

from tests.permissions.fronts import FirmFront

VIEWER = "viewer"


def begin(front: FirmFront, staff: str = "laura") -> None:
    """From now on the front knows the viewer: who has pressed the button."""
    contextvars.Context().run(_begin, front, staff)


def _begin(front: FirmFront, staff: str) -> None:
    browser = front.browsers.open(staff)
    contact = front.house.cast.sofie_contact.pk
    answer = browser.post(f"/desk/contacts/{contact}/view/")
    assert (answer.status_code, answer.url) == (302, "/")
    front.browsers._cookies[VIEWER] = browser.cookies
