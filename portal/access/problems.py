"""Why an invitation cannot be used; `code` chooses the words of the page."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from tenants.errors import DomainError

GONE, NOT_FOUND = 410, 404


class InvitationProblem(DomainError):  # noqa: N818  (reads as what is wrong)
    """The invitation cannot be redeemed."""

    code: ClassVar[str]
    status: ClassVar[int] = GONE


class InvitationUsed(InvitationProblem):
    """Somebody has redeemed it already."""

    code = "used"

    def __init__(self) -> None:
        super().__init__(_("This invitation has been used already."))


class InvitationExpired(InvitationProblem):
    """Its time is over."""

    code = "expired"

    def __init__(self) -> None:
        super().__init__(_("This invitation has expired. Ask for a new one."))


class CodeRefused(DomainError):  # noqa: N818  (reads as what happened)
    """The code was wrong, or there is none: the same words for each."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This e-mail address and code do not belong together, or the code no "
                "longer works. Check both, or use the link in the mail."
            )
        )


class TooManyTries(DomainError):  # noqa: N818  (reads as what happened)
    """Somebody has to wait."""

    def __init__(self) -> None:
        super().__init__(
            _("Too many wrong codes. Wait a quarter of an hour, or use the link.")
        )


class InvitationUnknown(InvitationProblem):
    """There is none with this token, or a newer one took its place."""

    code = "unknown"
    status = NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("We do not know this invitation. Ask for a new one."))


class LinkDead(DomainError):  # noqa: N818  (reads as what is wrong)
    """A link of one use was used, is too old, or never was: the same for each."""

    status: ClassVar[int] = GONE

    def __init__(self) -> None:
        super().__init__(_("This link does not work any more. Ask for a new one."))
