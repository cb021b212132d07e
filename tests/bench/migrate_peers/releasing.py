"""Which release the code of a peer is of. Both peers read the same files."""

from __future__ import annotations

from django.conf import settings

from tenants.database import template

RELEASES = "tests.bench.migrate_peers.releases"


def become(release: str) -> None:
    """From now on the migrations of this release are the code's."""
    settings.MIGRATION_MODULES = {"portal_branding": f"{RELEASES}.{release}.migrations"}
    template.release.cache_clear()
