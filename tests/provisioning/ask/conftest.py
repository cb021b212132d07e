"""A database of its own, which is really committed to, and the index over it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import psycopg
import pytest
import uuid_utils.compat

from provisioning.ask.budget import Limits
from provisioning.ask.index import Index
from provisioning.ask.known import Known
from provisioning.ask.oracle import Answer, Oracle
from provisioning.ask.registered import registered_domain
from tests import firms, stack

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
PLATFORM = "localhost"


class Rows:
    """The platform's tables, changed past Django, as another process would."""

    def __init__(self, dsn: str) -> None:
        self.connection = psycopg.connect(dsn, autocommit=True)

    def domain(self, host: str, firm: UUID = firms.PEETERS) -> str:
        """A host that a firm proved to be its own."""
        self._insert(
            "tenants_domain", domain=host, tenant_id=firm, is_primary=False,
            created_at=NOW,
        )  # fmt: skip
        return host

    def certificate(self, host: str, state: str = "active", **columns: Any) -> str:
        """A host with a row of its certificate; active for 60 days more."""
        not_after = NOW + timedelta(days=60) if state == "active" else None
        given = {
            "host": host, "registered_domain": registered_domain(host), "state": state,
            "issuer": "", "serial": "", "reason": "", "failures": 0,
            "not_after": not_after, **columns,
        }  # fmt: skip
        self._insert("tenants_domains_certificate", **given)
        return host

    def state_of_firm(self, state: str) -> None:
        """Change the state of Peeters & Partners."""
        erase_at = NOW if state == "closing" else None
        self.connection.execute(
            "UPDATE tenants_firm SET state = %s, erase_at = %s WHERE id = %s",
            [state, erase_at, firms.PEETERS],
        )

    def remove(self, host: str) -> None:
        """The host is given back."""
        self.connection.execute("DELETE FROM tenants_domain WHERE domain = %s", [host])

    def ordered_at(self, host: str) -> datetime | None:
        """When it was ordered last."""
        found = self.connection.execute(
            "SELECT ordered_at FROM tenants_domains_certificate WHERE host = %s", [host]
        ).fetchone()
        return found and found[0]

    def clear(self) -> None:
        """As it was at the start."""
        self.connection.execute("DELETE FROM tenants_domains_certificate")
        self.connection.execute(
            "DELETE FROM tenants_domain WHERE created_at = %s", [NOW]
        )
        self.state_of_firm("active")

    def _insert(self, table: str, **columns: Any) -> None:
        values = {"id": uuid_utils.compat.uuid7(), **columns}
        marks = ", ".join(f"%({name})s" for name in values)
        self.connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({marks})", values
        )


class Clock:
    """Stands still until it is moved."""

    now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def database() -> Iterator[str]:
    """The name of a copy of the tests' database."""
    name = f"{stack.database()}_ask"
    stack.address().copy_database(stack.TEMPLATE_DATABASE, name)
    yield name
    stack.address().drop_database(name)


@pytest.fixture
def rows(database: str) -> Iterator[Rows]:
    found = Rows(stack.address().superuser_dsn(database))
    yield found
    found.clear()
    found.connection.close()


@pytest.fixture
def index(database: str) -> Iterator[Index]:
    found = Index(stack.address().dsn("app", database))
    yield found
    found.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def oracle(index: Index, clock: Clock) -> Oracle:
    """With small budgets: 3 orders for a domain, 5 for all."""
    known = Known(lambda: index.known(PLATFORM))
    return Oracle(
        index, known, PLATFORM, Limits(orders_per_domain=3, orders=5), clock=clock
    )


def told(answer: Answer) -> tuple[int, str]:
    return int(answer.status), answer.reason
