"""Beginning to look."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from portal.viewing import ending
from portal.viewing.models import Viewing, is_viewable
from tenants import audit
from tenants.accounts.models import User
from tenants.errors import DomainError


@transaction.atomic
def begin(client: User | None, *, by: User, at: datetime) -> Viewing:
    """Look as this client from now on; a look that this person began before ends.

    Raises DomainError for an account that does not get into the portal.
    """
    if client is None or not is_viewable(client):
        raise DomainError(_("This contact has no access to the portal."))
    viewer = User.objects.get_queryset().select_for_update().get(pk=by.pk)
    for earlier in Viewing.objects.select_related("client").filter(viewer=viewer):
        ending.end(earlier, why=ending.ANOTHER, at=at)
    viewing = Viewing.objects.create(
        viewer=viewer, client=client, began_at=at, seen_at=at
    )
    audit.record("viewing.began", client, by=by, at=at)
    return viewing
