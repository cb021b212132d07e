"""A wave on its way: every firm is tried, the blocked ones again after a pause."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from time import perf_counter, sleep
from uuid import UUID

from django.db import Error

from tenants import scope
from tenants.database.fleet import firm
from tenants.models import Firm
from tenants.rollouts.crew import Crew
from tenants.rollouts.waves import Part

log = logging.getLogger(__name__)

# lock_not_available, deadlock_detected, serialization_failure
BLOCKED = {"55P03", "40P01", "40001"}
ATTEMPTS = 5
FIRST_PAUSE = 0.5  # seconds; each one is twice as long as the one before

Report = Callable[["Outcome"], None]


@dataclass(frozen=True)
class Outcome:
    """How it went for one firm; `error` is empty when it is at the release now."""

    firm_id: UUID
    slug: str
    attempts: int
    milliseconds: int
    error: str = ""
    is_unlike: bool = False  # it has other tables than the plan is for


@dataclass(frozen=True)
class Migrating:
    """How firms are migrated to `release`, `jobs` of them at a time."""

    release: str
    lock_ms: int
    jobs: int
    report: Report

    def wave(self, parts: Iterable[Part]) -> list[Outcome]:
        """Bring these firms to the release. No firm holds up another one."""
        waiting, outcomes = list(parts), []
        for attempt in range(1, ATTEMPTS + 1):
            is_last = attempt == ATTEMPTS
            blocked = []
            for part, outcome in self._each(waiting, attempt):
                if outcome is None and not is_last:
                    blocked.append(part)
                    continue
                ended = outcome or self._ended(part, attempt, 0, _STAYED_BLOCKED)
                outcomes.append(ended)
                self.report(ended)
            if not (waiting := blocked):
                break
            sleep(FIRST_PAUSE * 2 ** (attempt - 1))
        return outcomes

    def _each(
        self, parts: list[Part], attempt: int
    ) -> Iterator[tuple[Part, Outcome | None]]:
        def one(part: Part) -> tuple[Part, Outcome | None]:
            return part, self._one(part, attempt)

        return Crew(self.jobs, one).each(parts)

    def _one(self, part: Part, attempt: int) -> Outcome | None:
        """One firm; None when somebody's lock was in the way."""
        began, error, is_unlike = perf_counter(), "", False
        try:
            firm.migrate(
                part.member.target, part.plan,
                release=self.release, lock_ms=self.lock_ms,
            )  # fmt: skip
        except firm.Changed as change:
            error = "" if self._is_there(part) else str(change)
            is_unlike = bool(error) and isinstance(change, firm.Unlike)
        except Exception as failure:  # whatever it is, the others go on
            if _is_blocked(failure):
                return None
            log.warning("%s was not migrated", part.member.slug, exc_info=True)
            error = f"{type(failure).__name__}: {failure}"
        ended = self._ended(part, attempt, perf_counter() - began, error)
        return replace(ended, is_unlike=is_unlike)

    def _is_there(self, part: Part) -> bool:
        """Whether another `migrate_fleet` was quicker."""
        with scope.public():
            return Firm.objects.filter(pk=part.member.id, release=self.release).exists()

    def _ended(self, part: Part, attempt: int, seconds: float, error: str) -> Outcome:
        member, milliseconds = part.member, round(seconds * 1000)
        return Outcome(member.id, member.slug, attempt, milliseconds, error)


_STAYED_BLOCKED = "Somebody's lock was in the way each time. Run migrate_fleet again."


def _is_blocked(failure: Exception) -> bool:
    cause = failure.__cause__ if isinstance(failure, Error) else None
    return getattr(cause, "sqlstate", None) in BLOCKED
