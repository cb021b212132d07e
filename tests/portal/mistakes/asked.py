"""A form in front of somebody, and the mistakes that people make on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from infra.journey.pages import Page
from tenants.accounts.models import User
from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.access.conftest import hashed

SECRETS = ("password", "current", "answer")  # never sent back


@dataclass(frozen=True, kw_only=True)
class Stage:
    """The firm, its people, and how they come to a browser."""

    firm: Firm
    cast: Cast
    as_user: Callable[..., HostClient]

    def visitor(self) -> HostClient:
        """Somebody who is not signed in, and reads English."""
        browser = HostClient(self.firm.primary_host)
        browser.cookies[settings.LANGUAGE_COOKIE_NAME] = "en"
        return browser

    def sofie(self) -> User:
        """The client, with the password of all tests."""
        self.cast.sofie.password = hashed()
        self.cast.sofie.save()
        return self.cast.sofie


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A form that was opened: where it goes, and what would be right to send."""

    browser: HostClient
    url: str
    right: Mapping[str, Any]

    def send(self, typed: Mapping[str, Any]) -> Any:
        """Send what is right, but for what was typed instead."""
        return self.browser.post(self.url, {**self.right, **typed})


@dataclass(frozen=True, kw_only=True)
class Mistake:
    """What somebody does, and what he is told: at a field, or of the whole form.

    `meanwhile` is what happens while the form is open. `is_forged`: no page offers what
    was sent, so no page can show it again.
    """

    name: str
    told: str
    at: str = ""
    typed: Mapping[str, Any] = field(default_factory=dict)
    meanwhile: Callable[[Stage], object] = lambda stage: None
    status: int = 422
    is_forged: bool = False


@dataclass(frozen=True, kw_only=True)
class Form:
    """A page with a form, how one gets there, and the mistakes that are made on it."""

    name: str
    open: Callable[[Stage], Asked]
    mistakes: tuple[Mistake, ...]


def kept(html: str, sent: Mapping[str, Any], mistake: Mistake) -> dict[str, Any]:
    """What was sent and should stand in the form again, with what stands there."""
    found = Page(html)
    shown = {}
    for name, value in sent.items():
        is_secret = name.endswith(SECRETS)
        if is_secret or not value or (mistake.is_forged and name == mistake.at):
            continue
        form = found.form(with_field=name)
        shown[name] = form.fields.get(name) if form else None
    return shown
