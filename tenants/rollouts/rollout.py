"""`migrate_fleet`: from the state of all firms to a fleet at one release."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from tenants import scope
from tenants.database import template
from tenants.database.fleet import plan
from tenants.database.template import NoTemplate, Template
from tenants.models import FirmTemplate
from tenants.rollouts import fleet, records
from tenants.rollouts.fleet import Group, Member
from tenants.rollouts.migrating import Migrating, Outcome, Report
from tenants.rollouts.models import Rollout
from tenants.rollouts.waves import Part, Wave, waves

JOBS = 2
LOOKS = 3  # how often it looks for firms that were made meanwhile


class NoSuchFirm(LookupError):  # noqa: N818  (reads as what happened)
    """No firm with tables has this slug."""


@dataclass(frozen=True)
class Wish:
    """What the operator asked for.

    `firm` is the slug of the only firm to migrate, `canary` of the one to begin with.
    When `is_thorough`, the tables of all firms are asked, not only `Firm.release`.
    `jobs` is how many firms are migrated at the same time, on a connection each.
    """

    firm: str = ""
    canary: str = ""
    wave_size: int = 0
    max_failures: int = 5
    lock_ms: int = 1000
    jobs: int = JOBS
    is_thorough: bool = False


@dataclass
class Result:
    """How it ended. `error` says why the rollout stopped before its end."""

    firms: int
    done: int = 0
    ahead: int = 0
    failures: list[Outcome] = field(default_factory=list)
    error: str = ""

    @property
    def is_good(self) -> bool:
        """Whether every firm is at this release, or past it."""
        return not self.failures and not self.error


def look(wish: Wish) -> tuple[list[Member], list[Member]]:
    """All firms that are meant, and those of them that may be behind. One query.

    Raises NoSuchFirm.
    """
    everyone = fleet.members()
    for slug in filter(None, (wish.firm, wish.canary)):
        if slug not in {each.slug for each in everyone}:
            raise NoSuchFirm(f"No firm with tables has the slug {slug}.")
    meant = [each for each in everyone if wish.firm in ("", each.slug)]
    if wish.is_thorough:
        return meant, meant
    return meant, [each for each in meant if each.release != template.release()]


def plans(groups: Sequence[Group]) -> Iterator[tuple[Group, plan.Plan]]:
    """A plan for each group that needs one.

    Raises NoTemplate when bootstrap did not run, and whatever is wrong with a
    migration: it is tried before any firm sees it; see plan.make.
    """
    needy = [each for each in groups if each.needs(template.release())]
    if needy:
        _require_bootstrap()
    for group in needy:
        schemas = [each.schema for each in group.members]
        template_then = _template_of(group.members[0].release)
        yield group, plan.make(group.state, group.loader, schemas, template_then)


class FleetMigration:
    """One call of `migrate_fleet`. `begin` is told of how many firms it is about."""

    def __init__(
        self,
        wish: Wish,
        *,
        clock: Callable[[], datetime],
        begin: Callable[[int], None],
        report: Report,
    ) -> None:
        self._wish, self._clock, self._begin = wish, clock, begin
        self._migrating = Migrating(template.release(), wish.lock_ms, wish.jobs, report)
        self._rollout: Rollout | None = None

    def run(self) -> Result:
        """Migrate all that is behind. With nothing to do, it is one query.

        Outside of any scope, with the login `owner`. It may be killed at any time and
        run again; two at once are harmless.
        """
        meant, behind = look(self._wish)
        result = Result(firms=len(meant))
        for looks in range(LOOKS):
            failed = {each.firm_id for each in result.failures}
            behind = [each for each in behind if each.id not in failed]
            is_thorough = looks > 0 or self._wish.is_thorough
            if not behind or result.error:
                break
            if not self._once(behind, result, is_thorough=is_thorough):
                break
            _meant, behind = look(Wish(firm=self._wish.firm))
        self._end(result)
        return result

    def _once(self, behind: list[Member], result: Result, *, is_thorough: bool) -> bool:
        """A round over these firms; whether there was anything to do.

        The first one trusts `Firm.release`. Firms that are unlike the others of their
        release find out by themselves, and wait for the next one, which asks them.
        """
        groups = fleet.groups(behind, is_thorough=is_thorough)
        lost = records.not_tried(fleet.without_tables(behind, groups))
        result.ahead = sum(len(each.members) for each in groups if each.is_ahead)
        parts = [
            Part(member, made)
            for group, made in plans(groups)
            for member in group.behind(template.release())
        ]
        if not parts and not lost:
            return False
        result.failures += lost
        self._begin(len(parts))
        self._roll(
            waves(parts, canary=self._wish.canary, size=self._wish.wave_size),
            lost, result, is_thorough=is_thorough,
        )  # fmt: skip
        return True

    def _roll(
        self, ordered: list[Wave], lost: list[Outcome], result: Result,
        *, is_thorough: bool,
    ) -> None:  # fmt: skip
        with scope.public():
            self._rollout = records.begin(template.release(), ordered, at=self._clock())
            records.wave_ended(self._rollout, 0, lost, at=self._clock())
        for wave in ordered:
            tried = self._migrating.wave(wave.parts)
            outcomes = [each for each in tried if is_thorough or not each.is_unlike]
            with scope.public():
                records.wave_ended(
                    self._rollout, wave.number, outcomes, at=self._clock()
                )
            result.done += sum(not each.error for each in outcomes)
            result.failures += [each for each in outcomes if each.error]
            if error := self._reason_to_stop(wave, outcomes, result):
                result.error = error
                return
            if wave.number == 0 and outcomes != tried:
                return  # no canary, no waves

    def _reason_to_stop(
        self, wave: Wave, outcomes: list[Outcome], result: Result
    ) -> str:
        if wave.number == 0 and any(each.error for each in outcomes):
            return "The canary failed. No other firm was touched."
        if len(result.failures) > self._wish.max_failures:
            return f"{len(result.failures)} firms failed."
        return ""

    def _end(self, result: Result) -> None:
        if self._rollout is None:
            return
        error = result.error
        if not error and result.failures:
            error = f"{len(result.failures)} firms failed."
        with scope.public():
            records.ended(self._rollout, error, at=self._clock())


def _require_bootstrap() -> None:
    with scope.public():
        if not FirmTemplate.objects.filter(release=template.release()).exists():
            raise NoTemplate("Run bin/manage bootstrap of this release first.")


def _template_of(release: str) -> Template | None:
    with scope.public():
        row = FirmTemplate.objects.filter(release=release).first()
    return Template(tuple(row.statements)) if row else None
