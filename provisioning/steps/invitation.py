"""The owner's account, and the two ways in: a mail, and the sign-up page's hand-over.

The mail waits in the firm's outbox until the firm is active.
"""

from __future__ import annotations

from django.utils import timezone

from portal.access import actions as access
from portal.access.models import Invitation
from provisioning import handover
from provisioning.models import Run
from tenants import crypto, scope
from tenants.accounts.models import User, normalise_email
from tenants.accounts.roles import Role


def do(run: Run) -> None:
    """Invite the owner, once. The token of the hand-over stays in the platform."""
    digest = crypto.digest(handover.secret(run))
    with scope.scope(run.firm):
        owner = _invited(run)
        access.prepare_handover(owner, digest, at=timezone.now())


def undo(run: Run) -> None:
    """Remove the account, and its invitations with it."""
    with scope.scope(run.firm):
        User.objects.filter(email=normalise_email(run.owner_email)).delete()


def _invited(run: Run) -> User:
    address = normalise_email(run.owner_email)
    known = Invitation.objects.filter(user__email=address).select_related("user")
    return (known.first() or _invite(run)).user


def _invite(run: Run) -> Invitation:
    return access.invite(
        email=run.owner_email,
        name=run.owner_name,
        role=Role.OWNER,
        language=run.owner_language,
        by=None,
        at=timezone.now(),
    )
