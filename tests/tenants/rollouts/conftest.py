"""Both firms at today's release, and the login that may change tables."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.utils import timezone

from tenants import scope
from tenants.database import template
from tenants.models import Firm
from tenants.rollouts.rollout import FleetMigration, Result, Wish
from tests import stack
from tests.tenants.rollouts import next_release


@pytest.fixture(autouse=True)
def _as_owner(transactional_db: None) -> Iterator[None]:
    """Log in as deployments do; forget the next release afterwards."""
    login = urlsplit(stack.address().dsn("owner"))
    wanted = {"USER": login.username or "", "PASSWORD": unquote(login.password or "")}
    before = {key: connection.settings_dict[key] for key in wanted}
    connection.close()
    connection.settings_dict.update(wanted)
    load_disk = MigrationLoader.load_disk
    with scope.public():
        template.load()  # kept for this process: the end of a test empties `public`
        Firm.objects.update(release=template.release())
    yield
    next_release.forget(load_disk)
    connection.close()
    connection.settings_dict.update(before)


Migrate = Callable[..., Result]


@pytest.fixture
def migrate() -> Migrate:
    """`migrate_fleet`, without its output."""

    def run(**wish: object) -> Result:
        return FleetMigration(
            Wish(**wish),  # type: ignore[arg-type]
            clock=timezone.now,
            begin=lambda firms: None,
            report=lambda outcome: None,
        ).run()

    return run


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """`bin/manage migrate_fleet`; what it says."""

    def run(*arguments: str) -> str:
        call_command("migrate_fleet", *arguments)
        return capsys.readouterr().out

    return run
