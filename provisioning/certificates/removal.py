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
    edge.remove_files(host)
    edge.reload()  # also when there was no file: a first call may have come so far only
    with scope.public():
        Certificate.objects.filter(host=host).delete()
