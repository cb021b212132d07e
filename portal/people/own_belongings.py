"""What this feature itself keeps about a contact, besides the contact."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.people.belongings import Belonging, register
from portal.people.models import (
    Contact,
    ContactPoint,
    CopyState,
    Delegation,
    FormerContact,
    PersonalCopy,
)


def register_own() -> None:
    """Further addresses and numbers, and who looks for the contact."""
    register(
        "points",
        Belonging(
            label=_("Further addresses and numbers"),
            models=(ContactPoint,),
            count=lambda contact: ContactPoint.objects.filter(contact=contact).count(),
            move=_move_points,
            collect=_collect_points,
        ),
    )
    register(
        "delegations",
        Belonging(
            label=_("People with access for this contact"),
            models=(Delegation,),
            count=lambda contact: _in_force(contact).count(),
            move=_move_delegations,
            collect=_collect_delegations,
        ),
    )
    register(
        "former",
        Belonging(
            label=_("Earlier contacts that became this one"),
            models=(FormerContact,),
            count=lambda contact: FormerContact.objects.filter(contact=contact).count(),
            move=_move_former,
            collect=lambda _contact: (),
        ),
    )
    register(
        "copies",
        Belonging(
            label=_("Copies of the personal data"),
            models=(PersonalCopy,),
            count=lambda contact: PersonalCopy.objects.filter(contact=contact).count(),
            move=_move_copies,
            collect=lambda _contact: (),
        ),
    )


def _in_force(contact: Contact) -> Any:
    return Delegation.objects.filter(contact=contact, revoked_at=None)


def _move_points(loser: Contact, winner: Contact) -> None:
    mine = ContactPoint.objects.filter(contact=winner)
    theirs = ContactPoint.objects.filter(contact=loser)
    for means in {each.means for each in theirs}:
        values = mine.filter(means=means).values("value")
        theirs.filter(means=means, value__in=values).delete()
    theirs.update(contact=winner)


def _move_delegations(loser: Contact, winner: Contact) -> None:
    """Who looks for both keeps what the winner gave; what is over moves too."""
    users = _in_force(winner).values("user")
    _in_force(loser).filter(user__in=users).delete()
    Delegation.objects.filter(contact=loser).update(contact=winner)


def _move_former(loser: Contact, winner: Contact) -> None:
    FormerContact.objects.filter(contact=loser).update(contact=winner)


def _move_copies(loser: Contact, winner: Contact) -> None:
    """A copy that is being made would be of a contact that is gone."""
    copies = PersonalCopy.objects.filter(contact=loser)
    copies.filter(state=CopyState.WAITING).delete()
    copies.update(contact=winner)


def _collect_points(contact: Contact) -> list[dict[str, Any]]:
    rows = ContactPoint.objects.filter(contact=contact).in_order()
    return [
        {"kind": each.get_means_display(), "label": each.label, "value": each.shown}
        for each in rows
    ]


def _collect_delegations(contact: Contact) -> list[dict[str, Any]]:
    rows = Delegation.objects.filter(contact=contact).select_related("user")
    return [
        {
            "name": each.user.name,
            "email": each.user.email,
            "relation": each.get_relation_display(),
            "since": each.created_at,
            "until": each.last_day,
            "revoked": each.revoked_at,
        }
        for each in rows.order_by("created_at", "pk")
    ]
