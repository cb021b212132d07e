"""The answer: yes or no, and why."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Protocol
from uuid import UUID

from provisioning.ask import budget
from provisioning.ask.budget import Limits
from provisioning.ask.index import AwayError, Row
from provisioning.ask.known import Known
from provisioning.ask.registered import is_address, registered_domain
from tenants.domains.names import normalise

# Firms whose host shows something: their portal, or a page that says that it is closed.
SERVED = frozenset({"active", "suspended", "closing"})
SECONDS_AWAY = 1.0  # the database is not asked again before, so that no answer hangs


@dataclass(frozen=True, slots=True)
class Answer:
    """What the edge gets: any status but 200 is a no."""

    status: HTTPStatus
    reason: str


class Database(Protocol):
    """What is asked of the index."""

    def look_up(self, host: str) -> Row: ...  # noqa: D102

    def order(  # noqa: D102
        self,
        host: str,
        registered: str,
        *,
        firm: UUID | None,
        now: datetime,
        limits: Limits,
    ) -> str | None: ...


def yes(reason: str) -> Answer:
    """Allow it."""
    return Answer(HTTPStatus.OK, f"yes: {reason}")


def no(status: HTTPStatus, reason: str) -> Answer:
    """Refuse it."""
    return Answer(status, f"no: {reason}")


class Oracle:
    """Answers for names; safe for threads."""

    def __init__(
        self,
        index: Database,
        known: Known,
        platform_host: str,
        limits: Limits,
        *,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self._index = index
        self.known = known
        self._platform_host = platform_host
        self._limits = limits
        self._clock = clock
        self._away_until = 0.0

    @property
    def is_database_away(self) -> bool:
        """Whether the last question to it failed a moment ago."""
        return time.monotonic() < self._away_until

    def answer(self, asked: str) -> Answer:
        """May the edge have a certificate for this name?"""
        host = normalise(asked)
        if host is None:
            return no(HTTPStatus.FORBIDDEN, "not a host name")
        if is_address(host):
            return no(HTTPStatus.FORBIDDEN, "an IP address")
        if self.is_database_away:
            return self._from_memory(host)
        try:
            return self._from_database(host)
        except AwayError:
            self._away_until = time.monotonic() + SECONDS_AWAY
            return self._from_memory(host)

    def _from_memory(self, host: str) -> Answer:
        if host in self.known:
            return yes("it has a certificate; the database is away")
        return no(HTTPStatus.SERVICE_UNAVAILABLE, "new, and the database is away")

    def _from_database(self, host: str) -> Answer:
        row, now = self._index.look_up(host), self._clock()
        if row.firm_state not in SERVED and host != self._platform_host:
            self.known.forget(host)
            return no(HTTPStatus.NOT_FOUND, _nobody(row))
        if row.not_after and row.not_after > now and row.state == "active":
            self.known.learn(host)
            return yes(f"active until {row.not_after:%Y-%m-%d}")
        if row.state == "issuing" and budget.is_under_way(row.ordered_at, now):
            return yes("being issued")
        if row.retry_at and row.retry_at > now:
            return no(
                HTTPStatus.TOO_MANY_REQUESTS,
                f"it failed; not before {row.retry_at:%Y-%m-%d %H:%M} UTC",
            )
        return self._order(host, row, now)

    def _order(self, host: str, row: Row, now: datetime) -> Answer:
        why = self._index.order(
            host, registered_domain(host), firm=row.firm, now=now, limits=self._limits
        )
        if why:
            return no(HTTPStatus.TOO_MANY_REQUESTS, why)
        return yes("a new order")


def _nobody(row: Row) -> str:
    if row.firm_state is None:
        return "nobody has this name"
    return f"the firm is {row.firm_state}"
