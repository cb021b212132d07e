"""What is shared with a contact, on the contact's page."""

from __future__ import annotations

from typing import Any

from portal.cases.models import Party
from portal.documents.models import Document
from portal.people import parts
from portal.people.models import Contact
from tenants.accounts.models import User

SHOWN = 10


def register() -> None:
    """Show the documents that are shared with a contact."""
    parts.register(context, "documents/_of_contact.html")


def context(contact: Contact, user: User) -> dict[str, Any]:
    """The latest documents shared in the cases in which the contact is a client, as far
    as the user may see them."""
    cases = Party.objects.clients().filter(contact=contact).values("case")
    found = Document.objects.visible_to(user).shared().filter(case__in=cases)
    return {"shared_documents": list(found.with_rows().latest_shared_first()[:SHOWN])}
