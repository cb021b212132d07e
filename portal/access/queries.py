"""What can be asked of invitations."""

from __future__ import annotations

from datetime import datetime

from portal.access.models import Invitation, Kind
from portal.access.problems import (
    InvitationExpired,
    InvitationProblem,
    InvitationUnknown,
    InvitationUsed,
)
from tenants import crypto


def invitation_of(token: str, *, kind: Kind) -> Invitation:
    """The invitation with this token, open or not. Raises InvitationUnknown."""
    found = (
        Invitation.objects.select_related("user", "created_by")
        .filter(token_digest=crypto.digest(token), kind=kind, user__is_active=True)
        .first()
    )
    if found is None:
        raise InvitationUnknown
    return found


def problem_of(invitation: Invitation, *, at: datetime) -> InvitationProblem | None:
    """Why it cannot be redeemed at this moment; None when it can."""
    if invitation.redeemed_at:
        return InvitationUsed()
    if invitation.revoked_at:
        return InvitationUnknown()
    if invitation.expires_at <= at:
        return InvitationExpired()
    return None
