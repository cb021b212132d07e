"""What the database knows of a name: one indexed look-up, one short order.

Logs in as `app` and works as `control`, as the web process does on the platform's own
tables. Table and column names are those of tenants.models and tenants.domains.models.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

import uuid_utils.compat
from psycopg import Connection, OperationalError
from psycopg.errors import LockNotAvailable, QueryCanceled
from psycopg_pool import ConnectionPool, PoolTimeout

from provisioning.ask.budget import DOMAIN_WINDOW, WINDOW, Limits, Spent, refusal

# Given at connect: no round trip of its own, and a RESET ROLE comes back to it.
SESSION = (
    "-c role=control -c search_path=public -c timezone=UTC "
    "-c statement_timeout=2000 -c lock_timeout=1000"
)
PATIENCE = 1.0  # seconds for a connection

LOOK = """
    SELECT firm.id, firm.state, certificate.state, certificate.not_after,
           certificate.ordered_at, certificate.retry_at
      FROM (SELECT %(host)s::varchar AS host) AS asked
      LEFT JOIN tenants_domain AS domain ON domain.domain = asked.host
      LEFT JOIN tenants_firm AS firm ON firm.id = domain.tenant_id
      LEFT JOIN tenants_domains_certificate AS certificate
             ON certificate.host = asked.host
"""
KNOWN = """
    SELECT certificate.host
      FROM tenants_domains_certificate AS certificate
      LEFT JOIN tenants_domain AS domain ON domain.domain = certificate.host
      LEFT JOIN tenants_firm AS firm ON firm.id = domain.tenant_id
     WHERE certificate.not_after > now()
       AND (firm.state IN ('active', 'suspended', 'closing')
            OR certificate.host = %(platform)s)
"""
# One order at a time, in all processes: otherwise two would both take the last one.
LOCK = "LOCK TABLE tenants_domains_certificate IN SHARE ROW EXCLUSIVE MODE"
SPENT = """
    SELECT (SELECT count(*) FROM tenants_domains_certificate
             WHERE registered_domain = %(registered)s AND ordered_at > %(week)s),
           (SELECT count(*) FROM tenants_domains_certificate
             WHERE ordered_at > %(hours)s)
"""
ORDER = """
    INSERT INTO tenants_domains_certificate
           (id, firm_id, host, registered_domain, state, issuer, serial, reason,
            failures, ordered_at, next_probe_at)
    VALUES (%(id)s, %(firm)s, %(host)s, %(registered)s, 'issuing', '', '', '',
            0, %(now)s, %(now)s)
        ON CONFLICT (host) DO UPDATE
       SET firm_id = excluded.firm_id, state = 'issuing', reason = '',
           ordered_at = excluded.ordered_at, retry_at = NULL,
           next_probe_at = excluded.next_probe_at
"""

log = logging.getLogger("ask")


class AwayError(Exception):
    """The database does not answer."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of a name. All is None when nobody has it."""

    firm: UUID | None
    firm_state: str | None
    state: str | None
    not_after: datetime | None
    ordered_at: datetime | None
    retry_at: datetime | None


class Index:
    """The database, asked with a few connections that stay open."""

    def __init__(self, url: str) -> None:
        self._pool: ConnectionPool[Connection[tuple[Any, ...]]] = ConnectionPool(
            url,
            min_size=1,
            max_size=4,
            open=True,
            timeout=PATIENCE,
            reconnect_timeout=0,  # tries again with each question, and in between
            kwargs={"options": SESSION, "autocommit": True, "connect_timeout": 2},
        )

    def close(self) -> None:
        """Let the connections go."""
        self._pool.close()

    def look_up(self, host: str) -> Row:
        """Ask for a normalised name, in one query. Raises AwayError."""
        with self._connection() as connection:
            found = connection.execute(LOOK, {"host": host}).fetchone()
        assert found is not None  # noqa: S101  (an outer join of one row)
        return Row(*found)

    def known(self, platform_host: str) -> set[str]:
        """All names that have a certificate now. Raises AwayError."""
        with self._connection() as connection:
            rows = connection.execute(KNOWN, {"platform": platform_host}).fetchall()
        return {row[0] for row in rows}

    def order(
        self,
        host: str,
        registered: str,
        *,
        firm: UUID | None,
        now: datetime,
        limits: Limits,
    ) -> str | None:
        """Write down an order; why it may not be made, or None. Raises AwayError."""
        values = {
            "id": uuid_utils.compat.uuid7(),
            "firm": firm,
            "host": host,
            "registered": registered,
            "now": now,
            "week": now - DOMAIN_WINDOW,
            "hours": now - WINDOW,
        }
        with self._connection() as connection, connection.transaction():
            connection.execute(LOCK)
            found = connection.execute(SPENT, values).fetchone()
            assert found is not None  # noqa: S101  (counts are one row)
            spent = Spent(for_domain=found[0], for_all=found[1])
            if why := refusal(spent, limits, registered):
                return why
            connection.execute(ORDER, values)
        return None

    @contextmanager
    def _connection(self) -> Iterator[Connection[tuple[Any, ...]]]:
        try:
            with self._pool.connection() as connection:
                yield connection
        except (
            LockNotAvailable,
            QueryCanceled,
            OperationalError,
            PoolTimeout,
        ) as error:
            log.warning("the database does not answer: %s", type(error).__name__)
            raise AwayError from error
