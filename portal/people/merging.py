"""Two contacts that are one: what differs, what moves, and what would be lost."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

from portal.people import belongings
from portal.people.models import Contact

# What one of the two has may fill a gap of the other; where both differ, one chooses.
FIELDS = (
    "kind", "name", "email", "phone", "language", "street", "postal_code", "city",
    "country", "enterprise_number", "vat_number", "external_id",
)  # fmt: skip
ACCOUNT = "account"
WINNER, LOSER = "winner", "loser"


@dataclass(frozen=True, kw_only=True)
class Difference:
    """A field in which both say something else."""

    name: str
    label: str
    winner: str
    loser: str


@dataclass(frozen=True, kw_only=True)
class Moving:
    """How much of something comes to the contact that stays."""

    label: str | Promise
    count: int


def differences(winner: Contact, loser: Contact) -> list[Difference]:
    """The fields for which one has to choose."""
    return [
        Difference(
            name=name,
            label=str(Contact._meta.get_field(name).verbose_name),  # type: ignore[union-attr]
            winner=shown(winner, name),
            loser=shown(loser, name),
        )
        for name in FIELDS
        if _differ(getattr(winner, name), getattr(loser, name))
    ]


def movings(loser: Contact) -> list[Moving]:
    """What the contact that disappears has."""
    found = (
        Moving(label=each.label, count=each.count(loser))
        for each in belongings.known().values()
    )
    return [each for each in found if each.count]


def needs_account_choice(winner: Contact, loser: Contact) -> bool:
    """Whether both sign in: only one of the two accounts can stay."""
    return winner.user_id is not None and loser.user_id is not None


def shown(contact: Contact, name: str) -> str:
    """A field as people read it."""
    if name == "phone":
        return contact.shown_phone
    if name == "enterprise_number":
        return contact.shown_enterprise_number
    label = getattr(contact, f"get_{name}_display", None)
    return str(label() if label else getattr(contact, name))


def _differ(mine: str, theirs: str) -> bool:
    return bool(mine and theirs and mine != theirs)
