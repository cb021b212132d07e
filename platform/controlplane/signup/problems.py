"""Why a sign-up cannot go on, in words for the person."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from django.utils.translation import gettext as _

from tenants.errors import DomainError

if TYPE_CHECKING:
    from controlplane.signup.models import SignUp
    from controlplane.signup.queries import Verdict

PER_DAY = 5


class LinkProblem(DomainError):  # noqa: N818  (reads as what happened)
    """The link of the mail cannot be used. `kind` is what the page asks about."""

    kind: ClassVar[str]
    status: ClassVar[int]

    def __init__(self) -> None:
        super().__init__(_("This link cannot be used."))


class LinkUnknown(LinkProblem):
    """We never sent it, or it was cut on the way."""

    kind = "unknown"
    status = 404


class LinkUsed(LinkProblem):
    """It was confirmed already, perhaps in another browser."""

    kind = "used"
    status = 410


class LinkExpired(LinkProblem):
    """Nobody used it in time."""

    kind = "expired"
    status = 410


class AddressTaken(DomainError):  # noqa: N818  (reads as what happened)
    """The address cannot be had (any more)."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict.message)
        self.verdict = verdict


class TooManySignUps(DomainError):  # noqa: N818  (reads as what happened)
    """Somebody sends mail after mail to the same person."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "We sent %(n)d links to this e-mail address in the last 24 hours. "
                "Use one of them, or come back tomorrow."
            )
            % {"n": PER_DAY}
        )


def refuse_spent(sign_up: SignUp, *, at: datetime) -> None:
    """Raise LinkUsed or LinkExpired unless the link still counts."""
    if sign_up.confirmed_at is not None:
        raise LinkUsed
    if sign_up.expires_at <= at:
        raise LinkExpired
