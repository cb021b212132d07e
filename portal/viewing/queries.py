"""What can be asked of looks, and of whom one may look as."""

from __future__ import annotations

from portal.people.models import Contact, PortalAccess
from portal.viewing.models import Viewing
from tenants.accounts.models import User

OUTSIDE = {PortalAccess.NONE, PortalAccess.REVOKED}


def of(key: str, *, viewer: User) -> Viewing | None:
    """The look with this key, when it is this person's. One query."""
    found = Viewing.objects.select_related("client").filter(pk=key, viewer=viewer)
    return found.first()


def account_of(contact: Contact) -> User | None:
    """The account of a contact who is let in, or was invited; from
    `with_portal_access()`."""
    return None if contact.portal_access in OUTSIDE else contact.user
