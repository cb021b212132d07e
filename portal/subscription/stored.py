"""Which stored files are exports, for the sweep."""

from __future__ import annotations

from collections.abc import Iterator

from portal.subscription.models import Export
from tenants.storage import known


def register() -> None:
    """Let the sweep know them. They go after a while, and their rows stay."""
    known.register(
        known.Knower(
            feature="exports", folder="exports", names=names, must_be_there=False
        )
    )


def names() -> Iterator[str]:
    """Of those that were asked for."""
    yield from (row.key for row in Export.objects.only("pk"))
