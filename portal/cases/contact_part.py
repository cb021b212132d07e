"""The cases of a contact, on the contact's page."""

from __future__ import annotations

from typing import Any

from portal.cases.models import Case, Party
from portal.people import parts
from portal.people.models import Contact
from tenants.accounts.models import User

SHOWN = 25  # of a court or an insurer there may be hundreds


def register() -> None:
    """Show the cases of a contact."""
    parts.register(context, "cases/_of_contact.html")


def context(contact: Contact, user: User) -> dict[str, Any]:
    """The contact's parts in cases that the user may see, newest first."""
    found = Party.objects.filter(
        contact=contact, case__in=Case.objects.visible_to(user)
    )
    parties = found.select_related("case").order_by("-case__updated_at", "-pk")
    shown = list(parties[: SHOWN + 1])
    return {"parties": shown[:SHOWN], "has_more_parties": len(shown) > SHOWN}
