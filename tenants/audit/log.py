"""The log of the schema in force, as the verifier reads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from tenants.audit import rows, sealing
from tenants.audit.chain import Link
from tenants.audit.models import Seal
from tenants.audit.rows import Row
from tenants.audit.terms import ABOUT_TERMS

CHUNK = 50  # seals in memory at a time: 4 MB of keys at the most


class StoredLog:
    """Reads in pieces: a log of any length takes little memory besides its keys."""

    def seals(self) -> Iterator[Link]:
        """All seals, by their numbers."""
        last = 0
        while found := list(
            Seal.objects.filter(number__gt=last).order_by("number")[:CHUNK]
        ):
            yield from map(sealing.link_of, found)
            last = found[-1].number

    def rows(self, keys: Sequence[UUID], layout: int) -> list[Row]:
        """The rows with these keys that are there."""
        return rows.of(keys, layout)

    def waiting(self) -> list[UUID]:
        """The keys of the rows that no seal names."""
        return rows.unsealed_keys()

    def about_terms(self) -> list[Row]:
        """What the log says about its own term, in the newest layout."""
        return rows.doing(ABOUT_TERMS)
