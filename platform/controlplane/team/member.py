"""An operator as the team's pages show him."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An operator, and how far he is with getting in.

    `link_until`: until when an unused link works, or worked.
    """

    user: User
    has_factor: bool
    link_until: datetime | None
    at: datetime

    @property
    def is_waiting(self) -> bool:
        """Whether a link waits to be used."""
        return self.link_until is not None and self.link_until > self.at

    @property
    def state(self) -> tuple[str, str | Promise]:
        """The tint and the words of where this operator is."""
        if not self.user.is_active:
            return "", _("Closed")
        if not self.user.has_usable_password():
            if self.is_waiting:
                return "brand", _("Link sent")
            return "bad", _("Link expired")
        if not self.has_factor:
            return "warn", _("No second factor yet")
        return "ok", _("Active")
