"""The environment of a peer's process."""

from __future__ import annotations

from infra.embedded.stack import Stack
from tests.bench.provision_peers import environment as provision

STOCK_SETTINGS = "tests.bench.migrate_peers.stock_settings"


def environment(stack: Stack, database: str, *, is_stock: bool) -> dict[str, str]:
    """All peers log in as `owner`; stock on the backend that it comes with."""
    settings = STOCK_SETTINGS if is_stock else "config.settings"
    return provision.environment(stack, database, settings=settings)
