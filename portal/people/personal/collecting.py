"""All that is held about a contact, in plain values, feature by feature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.people import belongings
from portal.people.models import Contact
from tenants.audit.models import Entry

FIELDS = (
    "kind", "name", "email", "phone", "language", "street", "postal_code", "city",
    "country", "enterprise_number", "vat_number", "external_id", "notes", "created_at",
)  # fmt: skip
MOST_ENTRIES = 10_000  # of the log, the latest


@dataclass(frozen=True, kw_only=True)
class Part:
    """One kind of thing: its name for programs and for people, and its rows."""

    name: str
    label: str | Promise
    rows: Sequence[Mapping[str, Any]]


def collect(contact: Contact) -> list[Part]:
    """The contact, its account, what the features keep, and what the log says."""
    parts = [
        Part(name="contact", label=_("Contact"), rows=[_contact(contact)]),
        Part(name="account", label=_("Account"), rows=_account(contact)),
        *(
            Part(name=name, label=each.label, rows=list(each.collect(contact)))
            for name, each in belongings.known().items()
        ),
        Part(name="log", label=_("What was written down"), rows=_log(contact)),
    ]
    return [part for part in parts if part.rows]


def _contact(contact: Contact) -> dict[str, Any]:
    return {name: getattr(contact, name) for name in FIELDS}


def _account(contact: Contact) -> list[dict[str, Any]]:
    user = contact.user
    if user is None:
        return []
    fields = ("name", "email", "language", "time_zone", "is_active")
    found = {name: getattr(user, name) for name in (*fields, "joined_at", "last_login")}
    return [found]


def _log(contact: Contact) -> list[dict[str, Any]]:
    """What the person did, and what was done with the contact and its account. Who of
    the firm did it stays with the firm."""
    keys = [contact.pk, *([contact.user_id] if contact.user_id else [])]
    about = Q(target_id__in=keys)
    if contact.user_id:
        about |= Q(actor_id=contact.user_id)
    rows = Entry.objects.filter(about).order_by("-at", "-pk")[:MOST_ENTRIES]
    return [_entry(row, is_own=row.actor_id == contact.user_id) for row in rows]


def _entry(row: Entry, *, is_own: bool) -> dict[str, Any]:
    said = {"at": row.at, "action": row.action}
    if is_own and row.actor_id:
        return {**said, "address": row.address or "", "device": row.device}
    return said
