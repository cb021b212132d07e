"""Which stored files are those of contacts, for the sweep."""

from __future__ import annotations

from collections.abc import Iterator

from portal.people.models import ContactImport, PersonalCopy
from tenants.storage import known


def register() -> None:
    """Let the sweep know them. They go after a while, and their rows stay."""
    known.register(
        known.Knower(feature="contacts", folder="", names=names, must_be_there=False)
    )


def names() -> Iterator[str]:
    """Of imports, and of copies of personal data."""
    yield from (row.key for row in ContactImport.objects.only("pk"))
    yield from (row.key for row in PersonalCopy.objects.only("pk"))
