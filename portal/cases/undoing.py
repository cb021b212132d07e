"""Taking back that somebody was taken out of a case: what stood there, in the address.

The button sends it to where parties are added, so it can do nothing that its reader
could not do by hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest

from portal.cases.models import Party
from portal.cases.party_forms import as_typed
from portal.people.models import Contact
from tenants.accounts.models import User


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """Who was taken out, and the fields that bring him back."""

    name: str
    fields: dict[str, str]


def address(party: Party) -> str:
    """The query that remembers this party."""
    typed = {name: value or "" for name, value in as_typed(party).items()}
    return urlencode({"removed": party.contact_id, **typed})


def removed(request: HttpRequest, user: User) -> Removed | None:
    """Who was taken out just now, if he is still a contact."""
    try:
        key = UUID(request.GET.get("removed", ""))
    except ValueError:
        return None
    contact = Contact.objects.visible_to(user).filter(pk=key).first()
    if contact is None:
        return None
    names = ("role", "access", "access_from")
    fields = {name: request.GET.get(name, "") for name in names}
    return Removed(name=contact.name, fields={"contact": str(contact.pk), **fields})
