"""The environment of a peer's process."""

from __future__ import annotations

import os
from pathlib import Path

from infra.embedded.stack import Stack

ROOT = Path(__file__).resolve().parents[3]
STOCK_SETTINGS = "tests.bench.provision_peers.stock_settings"


def environment(stack: Stack, peer: str, settings: str = "") -> dict[str, str]:
    """All peers log in as `owner`, each to the database that has its name."""
    ours = STOCK_SETTINGS if peer == "stock" else "config.settings"
    return {
        **os.environ,
        **stack.environment(login="owner", database=peer),
        "DJANGO_SETTINGS_MODULE": settings or ours,
        "TABLINUM_ENVIRONMENT": "production",
        "TABLINUM_PLATFORM_HOST": "localhost",
        "TABLINUM_HTTPS": "0",
        "TABLINUM_SMTP_URL": "smtp://127.0.0.1:9",
        "TABLINUM_MAIL_FROM": "Tablinum <no-reply@localhost>",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }
