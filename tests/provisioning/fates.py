"""What is killed, and what must be so in the end: one line for each kind of run.

To have another kind killed, add `Fate(RunKind.X, begin, check)` to FATES: `begin(slug)`
gives a new run of that kind, on a firm that is ready for it; `check(run)` asserts that
the finished run left nothing undone, done twice or behind. test_killed_driver.py then
kills it at each step's boundaries and at random moments.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from time import sleep
from uuid import UUID

from django.db import connection
from django.utils import timezone

from portal.access.models import Invitation
from portal.branding.models import Brand
from provisioning import driver, queries
from provisioning.backup import restoration
from provisioning.models import ErasureRecord, Run, RunKind, RunState
from tenants import scope
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.crypto import keystore
from tenants.models import Domain, Firm, FirmState
from tenants.outbox.models import Event
from tests import firms
from tests.provisioning import belongings, orders
from tests.provisioning.backup import fate as backups

LATER = timedelta(minutes=10)  # when the sweep surely takes up what was lost


@dataclass(frozen=True)
class Fate:
    """A kind of run, how one begins, and what holds after it."""

    kind: RunKind
    begin: Callable[[str], Run]
    check: Callable[[Run], None]

    def __str__(self) -> str:
        return str(self.kind)


def converge(run: Run) -> Run:
    """What the sweep does later, again while a dead driver's lock lasts."""
    for _attempt in range(200):
        for run_id in queries.due(timezone.now() + LATER):
            driver.drive(run_id)
        if (now := orders.again(run)).finished_at:
            return now
        sleep(0.01)
    raise AssertionError(f"{run} does not converge: {orders.again(run).error}")


def check_provisioned(run: Run) -> None:
    """A whole firm, of which everything is there once."""
    assert (run.state, run.firm.is_active) == (RunState.DONE, True)
    assert orders.looks_of(run.firm) == _undisturbed()
    assert inside(run.firm) == [1, 1, 1, 2, 1]


def begin_suspension(slug: str) -> Run:
    """Of Peeters & Partners, who are open again."""
    with scope.public():
        firm = Firm.objects.get(pk=firms.PEETERS)
        Firm.objects.filter(pk=firm.pk).update(state=FirmState.ACTIVE)
    return orders.ask("suspend", firm, reason=slug)


def check_suspended(run: Run) -> None:
    """The door is closed, once, and the rest as it was."""
    assert (run.state, run.firm.state) == (RunState.DONE, FirmState.SUSPENDED)
    assert orders.looks_of(run.firm) == _undisturbed(firms.DEVRIES)
    with scope.public():
        told = Entry.objects.filter(action="firm.suspended", details__reason=run.reason)
        assert told.count() == 1


def begin_erasure(slug: str) -> Run:
    """Of a firm that is closing and has something in every place."""
    key = UUID(hashlib.sha256(slug.encode()).hexdigest()[:32])
    schema = "t_" + slug.replace("-", "_")
    firms.make(key, slug, slug, schema, colour="#1f5a4a")
    with scope.public():
        firm = Firm.objects.get(pk=key)
    belongings.collect(firm)
    with scope.public():
        now = timezone.now()
        Firm.objects.filter(pk=key).update(state=FirmState.CLOSING, erase_at=now)
    return orders.ask("erase", firm, typed=slug)


def check_erased(run: Run) -> None:
    """Nothing is found of it but the record."""
    assert (run.state, run.firm.state) == (RunState.DONE, FirmState.ERASED)
    assert belongings.traces(run.firm) == []
    with scope.public():
        record = ErasureRecord.objects.get(firm_id=run.firm_id)
    assert '"files":2' in record.statement
    assert '"backups":1' in record.statement


FATES = (
    Fate(RunKind.PROVISIONING, orders.place, check_provisioned),
    Fate(RunKind.SUSPENSION, begin_suspension, check_suspended),
    Fate(RunKind.ERASURE, begin_erasure, check_erased),
    Fate(RunKind.BACKUP, backups.begin_backup, backups.check_backed_up),
    Fate(RunKind.RESTORE, backups.begin_restore, backups.check_restored),
)


def things() -> set[str]:
    """Every schema of this database, every key, and the roles of the firms in it.

    Roles belong to the whole server, where other tests work at the same time: those are
    left out that no row of this database could have made.
    """
    keys = set(keystore.all_owners())
    return orders.firms_schemas() | keys | (_roles() & _known_names())


def _known_names() -> set[str]:
    """What firms are, were or will be called, with the schemas made beside them."""
    with scope.public():
        firms_here = list(Firm.objects.all())
        restores = list(Run.objects.filter(kind=RunKind.RESTORE))
    return {
        *(name for firm in firms_here for name in (firm.schema_name, str(firm.pk))),
        *(restoration.schema_of(run) for run in restores),
        *(str(run.parameters.get("schema_before")) for run in restores),
    }


def orphans(before: set[str]) -> list[str]:
    """What came since and belongs to no firm that is alive."""
    with scope.public():
        alive = list(Firm.objects.exclude(state=FirmState.ERASED))
    owned = {name for firm in alive for name in (firm.schema_name, str(firm.pk))}
    return sorted(things() - before - owned)


def inside(firm: Firm) -> list[int]:
    """The numbers of domains, owners, brands, ways in and mails."""
    with scope.public():
        domains = Domain.objects.filter(tenant=firm).count()
    with scope.scope(firm):
        return [
            domains,
            User.objects.count(),
            Brand.objects.count(),
            Invitation.objects.count(),
            Event.objects.filter(topic="access.invited").count(),
        ]


@cache
def _undisturbed(key: UUID = firms.PEETERS) -> dict[str, str]:
    """What a firm of the template looks like, in each fresh database the same."""
    with scope.public():
        firm = Firm.objects.get(pk=key)
    return orders.looks_of(firm)


def _roles() -> set[str]:
    with scope.as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolname ~ '^t_'")
        return {row[0] for row in cursor.fetchall()}
