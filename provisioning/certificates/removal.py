"""A host goes: its row, its files, and what the edge remembers of it."""

from __future__ import annotations

from provisioning.certificates import edge
from tenants import scope
from tenants.domains.models import Certificate


def forget(host: str) -> None:
    """Make the platform and its edges forget the certificate of a host.

    The application answers 404 there as soon as its Domain row is gone, and `ask` says
    no; this takes away the certificate too. May be called twice, in `public()` or
    outside of any scope. Raises EdgeError when an edge is out of reach: call it again.
    """
    with scope.public():
        row = Certificate.objects.filter(host=host).first()
        was_served = edge.remove_files(host) > 0 or row is not None
        if was_served:
            edge.reload()
        if row is not None:
            row.delete()  # last: what failed before is done again
