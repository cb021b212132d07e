"""Who may be told: asked for when the hold is over, and again before the mail goes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from portal.notifications.registry import Audience, Kind
from portal.policy import queries as policies
from portal.policy.models import Policy
from portal.security import sections
from tenants.accounts.models import User
from tenants.accounts.roles import CLIENTS, STAFF

ROLES: Mapping[Audience, Collection[str]] = {
    Audience.CLIENT: CLIENTS,
    Audience.STAFF: STAFF,
}


def told_of(kind: Kind, place: UUID) -> dict[UUID, User]:
    """The accounts that are told of this kind of news in this place, by their keys."""
    return {
        user.pk: user for user in kind.recipients(place) if _is_on_its_side(kind, user)
    }


def visible_to(user: User, subjects: Mapping[Kind, Collection[UUID]]) -> set[UUID]:
    """Those of the subjects that this person may still see: a query for each kind, and
    one for the firm's rules."""
    policy = policies.current()
    found: set[UUID] = set()
    for kind, keys in subjects.items():
        if _is_on_its_side(kind, user) and _is_open(kind, user, policy):
            found.update(kind.visible(user, keys))
    return found


def _is_on_its_side(kind: Kind, user: User) -> bool:
    return user.is_active and user.role in ROLES[kind.audience]


def _is_open(kind: Kind, user: User, policy: Policy) -> bool:
    """What the gate would say to a client who follows the link."""
    if not user.is_client:
        return True
    if kind.section is None:
        return policy.is_portal_open
    return sections.is_open(user, kind.section, policy)
