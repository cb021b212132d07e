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


class InvitationUnknown(InvitationProblem):
    """There is none with this token, or a newer one took its place."""

    code = "unknown"
    status = NOT_FOUND

    def __init__(self) -> None:
        super().__init__(_("We do not know this invitation. Ask for a new one."))
