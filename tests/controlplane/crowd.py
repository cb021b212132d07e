"""Many firms, as rows of `public` only: no schema, no role, no file. Always the same.

One firm in forty has something wrong with it; which one it is tells its number.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from provisioning.backup.models import Backup, BackupState, Drill, DrillState
from provisioning.models import Run, RunKind, RunState, StepRecord, StepState
from provisioning.steps import registry
from provisioning.usage.models import Usage
from tenants.accounts.models import User
from tenants.audit.models import Entry
from tenants.audit.recording import SYSTEM
from tenants.database import template
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Domain, Firm, FirmState, Plan
from tenants.outbox.models import Delivery, Event
from tenants.rollouts.models import (
    FirmRollout,
    FirmRolloutState,
    Rollout,
    RolloutState,
)

FIRST = (
    "Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens",
    "Wouters", "De Smet", "Lambert", "Dubois", "Dupont", "Martin", "Leroy", "Simon",
    "Laurent", "Renard", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Vos",
    "Schneider", "Weber", "Wagner", "Becker", "Hoffmann", "Koch", "Richter", "Klein",
)  # fmt: skip
KINDS = ("Advocaten", "& Partners", "& Zonen", "Avocats", "Rechtsanwälte", "Legal")
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
MEGA = 10**6


@dataclass(frozen=True)
class Crowd:
    """What was made."""

    firms: list[Firm]
    rollout: Rollout


def make(count: int, *, at: datetime, operator: User | None = None) -> Crowd:
    """Make so many firms, with all that operators' pages show. In `public`."""
    random = Random(7)
    firms = [_firm(number, at, random) for number in range(count)]
    _plans(firms)
    ages = [each.created_at for each in firms]
    Firm.objects.bulk_create(firms)
    for each, created_at in zip(firms, ages, strict=True):
        each.created_at = created_at  # auto_now_add has written over it
    Firm.objects.bulk_update(firms, ["created_at"])
    Domain.objects.bulk_create(
        Domain(domain=host, tenant=each, is_primary=host == each.primary_host)
        for each in firms
        for host in {each.primary_host, f"{each.slug}.localhost"}
    )
    Usage.objects.bulk_create(_usage(n, firm, at) for n, firm in enumerate(firms))
    Claim.objects.bulk_create(_claims(firms, at))
    Certificate.objects.bulk_create(_certificates(firms, at))
    _runs(firms, at, operator)
    _backups(firms, at)
    _events(at)
    Entry.objects.bulk_create(_log(firms, at, operator))
    return Crowd(firms, _rollout(firms, at))


def _firm(number: int, at: datetime, random: Random) -> Firm:
    name = f"{FIRST[number % 32]} {KINDS[(number // 32) % 6]}"
    if number >= 192:
        name += f" {number // 192 + 1}"
    slug = f"firm{number:05}"
    is_own = number % 3 == 0
    host = f"portal.{slug}.example" if is_own else f"{slug}.localhost"
    state, reason, erase_at = _state(number, at)
    age = timedelta(days=random.triangular(0, 700, 60))
    return Firm(
        name=name, slug=slug, state=state, state_reason=reason, erase_at=erase_at,
        state_changed_at=at - 3 * DAY, primary_host=host,
        created_at=at - (age + 2 * DAY if state != FirmState.PROVISIONING else HOUR),
        release="" if state == FirmState.PROVISIONING
        else ("0" * 64 if number % 40 == 5 else template.release()),
        schema_name=f"t_crowd{number:05}", country=("BE", "NL", "DE")[number % 3],
        language=("nl", "fr", "de")[number % 3],
    )  # fmt: skip


def _state(number: int, at: datetime) -> tuple[FirmState, str, datetime | None]:
    kind = number % 100
    if kind == 90:
        return FirmState.SUSPENDED, "Three invoices are unpaid", None
    if kind == 91:
        return FirmState.CLOSING, "The practice has ended", at + 20 * DAY
    if kind in {92, 93}:
        return FirmState.PROVISIONING, "", None
    return FirmState.ACTIVE, "", None


def _plans(firms: list[Firm]) -> None:
    names = ("Solo", 2, 5_000 * MEGA, 1), ("Office", 15, 100_000 * MEGA, 3), ("House", None, None, None)  # noqa: E501  # fmt: skip
    plans = [
        Plan.objects.get_or_create(
            name=name,
            defaults={
                "staff_limit": staff, "storage_limit_bytes": size,
                "domain_limit": domains, "position": position,
            },
        )[0]
        for position, (name, staff, size, domains) in enumerate(names)
    ]  # fmt: skip
    for number, firm in enumerate(firms):
        firm.plan = plans[number % 3]


def _usage(number: int, firm: Firm, at: datetime) -> Usage:
    is_new = firm.state == FirmState.PROVISIONING
    waits = 25 * timedelta(minutes=1) if number % 40 == 9 else timedelta(seconds=2)
    return Usage(
        firm=firm, measured_at=at - timedelta(minutes=4),
        staff=0 if is_new else 1 + number % 14,
        clients=0 if is_new else number * 7 % 900,
        cases=number * 3 % 400, documents=number * 31 % 4000,
        messages=number * 17 % 3000, storage_bytes=number * 37 % 6000 * MEGA,
        outbox_waiting=number % 3, outbox_oldest_at=at - waits if number % 3 else None,
        last_activity_at=None if is_new else at - HOUR * (number % 1500),
    )  # fmt: skip


def _claims(firms: list[Firm], at: datetime) -> Iterator[Claim]:
    for number, firm in enumerate(firms):
        if number % 3:
            continue
        state, wrong = ClaimState.VERIFIED, None
        if number % 120 == 3:
            wrong = at - 4 * DAY
        if number % 120 == 6:
            state, wrong = ClaimState.SUSPENDED, at - 15 * DAY
        yield Claim(
            firm=firm, host=firm.primary_host, token=f"tablinum-{number}", state=state,
            created_at=firm.created_at, verified_at=firm.created_at, wrong_since=wrong,
            checked_at=at - HOUR * (number % 100), next_check_at=at + DAY,
            report=_report(wrong),
        )  # fmt: skip
        if number % 60 == 12:
            yield Claim(
                firm=firm, host=f"clients.{firm.slug}.example", token=f"new-{number}",
                created_at=at - DAY, next_check_at=at + HOUR, checked_at=at - HOUR,
            )  # fmt: skip


def _report(wrong: datetime | None) -> dict[str, object]:
    if wrong is None:
        return {}
    return {
        "at": wrong.isoformat(),
        "ownership": {"state": "ok", "cause": "", "found": [], "asked": "9.9.9.9"},
        "address": {
            "state": "problem", "cause": "cname_elsewhere",
            "found": ["old-site.example"], "asked": "9.9.9.9",
        },
        "caa": {"state": "ok", "cause": "", "found": [], "asked": "9.9.9.9"},
    }  # fmt: skip


def _certificates(firms: list[Firm], at: datetime) -> Iterator[Certificate]:
    for number, firm in enumerate(firms):
        if firm.state == FirmState.PROVISIONING:
            continue
        yield Certificate(
            firm=firm, host=firm.primary_host, registered_domain=f"{firm.slug}.example",
            not_before=at - 30 * DAY, probed_at=at - HOUR * (number % 24),
            next_probe_at=at + HOUR, issuer="Let's Encrypt R11", serial=f"{number:x}",
            **_certificate(number, at),
        )  # fmt: skip


def _certificate(number: int, at: datetime) -> dict[str, object]:
    if number % 120 == 18:
        reason = "CAA forbids the issuer letsencrypt.org"
        return {"state": CertificateState.FAILING, "reason": reason, "failures": 3,
                "not_after": at + 5 * DAY}  # fmt: skip
    days = 9 if number % 120 == 21 else 31 + number % 59
    if number % 20 == 7:
        days = 25
    return {"state": CertificateState.ACTIVE, "not_after": at + days * DAY}


def _runs(firms: list[Firm], at: datetime, operator: User | None) -> None:
    steps = []
    runs = []
    for number, firm in enumerate(firms):
        for run, names in _runs_of(number, firm, at, operator):
            runs.append(run)
            steps += [
                _step(run, position, name, at) for position, name in enumerate(names, 1)
            ]
    Run.objects.bulk_create(runs)
    StepRecord.objects.bulk_create(steps)


def _runs_of(
    number: int, firm: Firm, at: datetime, operator: User | None
) -> Iterator[tuple[Run, list[str]]]:
    made = Run(
        firm=firm, kind=RunKind.PROVISIONING, requested_by="Sofie Maes", attempts=1,
        created_at=firm.created_at, state=RunState.DONE,
        finished_at=firm.created_at + timedelta(seconds=2), owner_name="Sofie Maes",
        owner_email="owner@example.com",
    )  # fmt: skip
    if firm.state == FirmState.PROVISIONING:
        is_stuck = number % 100 == 93
        made.state = RunState.FAILED if is_stuck else RunState.RUNNING
        made.finished_at, made.due_at = None, None if is_stuck else at
        made.error = "OperationalError: no space left on device" if is_stuck else ""
    yield made, registry.names(RunKind.PROVISIONING)
    kind = {
        FirmState.SUSPENDED: RunKind.SUSPENSION, FirmState.CLOSING: RunKind.CLOSING
    }.get(FirmState(firm.state))  # fmt: skip
    if kind:
        yield (
            Run(
                firm=firm, kind=kind, requested_by=operator.name if operator else "Jan",
                requested_by_id=operator.pk if operator else None, attempts=1,
                reason=firm.state_reason, created_at=at - 3 * DAY, state=RunState.DONE,
                finished_at=at - 3 * DAY + timedelta(seconds=1),
            ),
            registry.names(kind),
        )  # fmt: skip


def _step(run: Run, position: int, name: str, at: datetime) -> StepRecord:
    begun = run.created_at + timedelta(milliseconds=200 * position)
    record = StepRecord(run=run, position=position, name=name)
    if run.state == RunState.DONE or position < 5:
        record.state, record.started_at, record.attempts = StepState.DONE, begun, 1
        record.finished_at = begun + timedelta(milliseconds=140 + 30 * position)
    elif position == 5:
        record.state = StepState.RUNNING
        record.started_at, record.attempts = begun, 1
        if run.state == RunState.FAILED:
            record.state, record.attempts, record.error = StepState.FAILED, 8, run.error
    return record


def _backups(firms: list[Firm], at: datetime) -> None:
    backups = []
    for number, firm in enumerate(firms):
        if firm.state == FirmState.PROVISIONING:
            continue
        last = 40 * HOUR if number % 40 == 13 else HOUR * (1 + number % 23)
        for day in range(3):
            begun = at - last - day * DAY
            backups.append(Backup(
                firm=firm, state=BackupState.DONE, name=f"{firm.pk}/{day}",
                release=firm.release, size=(number + 1) * 37 % 6000 * MEGA,
                rows=number * 91,
                objects_count=number * 31 % 4000, started_at=begun,
                finished_at=begun + timedelta(seconds=4), sha256="0" * 64,
            ))  # fmt: skip
        if number % 40 == 13:
            backups.append(Backup(
                firm=firm, state=BackupState.FAILED, started_at=at - 2 * HOUR,
                finished_at=at - 2 * HOUR, error="OSError: the store is out of reach",
            ))  # fmt: skip
    Backup.objects.bulk_create(backups)
    done = [each for each in backups if each.state == BackupState.DONE]
    Drill.objects.bulk_create(
        Drill(
            backup=each, state=DrillState.FAILED if n == 1 else DrillState.PASSED,
            started_at=at - n * DAY, finished_at=at - n * DAY + timedelta(seconds=9),
            report={"problems": ["1 object differs: its SHA-256 is another"]}
            if n == 1 else {"problems": [], "tables": 33},
        )
        for n, each in enumerate(done[:: max(len(done) // 30, 1)])
    )  # fmt: skip


def _events(at: datetime) -> None:
    events = [
        Event(topic="provisioning.requested", payload={}, created_at=at - n * HOUR)
        for n in range(40)
    ]
    Event.objects.bulk_create(events)
    Delivery.objects.bulk_create(
        Delivery(
            event=event, consumer="provisioning.tasks.start",
            attempts=18 if n < 2 else 0,
            due_at=at if n < 4 else event.created_at,
            error="ConnectionError: refused" if n < 2 else "",
            failed_at=at if n < 2 else None,
            done_at=None if n < 4 else event.created_at,
        )
        for n, event in enumerate(events)
    )  # fmt: skip


def _log(firms: list[Firm], at: datetime, operator: User | None) -> Iterator[Entry]:
    for number, firm in enumerate(firms):
        for days in range(3):
            yield Entry(
                at=at - days * DAY, action="firm.backup.requested",
                actor_id=operator.pk if operator else None,
                actor_name=operator.name if operator else SYSTEM,
                target_type="tenants.firm", target_id=firm.pk, target_name=firm.name,
                details={"number": number},
            )  # fmt: skip


def _rollout(firms: list[Firm], at: datetime) -> Rollout:
    for age in range(3, 0, -1):
        Rollout.objects.create(
            release=f"{age}" * 64, state=RolloutState.DONE,
            started_at=at - age * 7 * DAY,
            finished_at=at - age * 7 * DAY + timedelta(seconds=50),
        )  # fmt: skip
    rollout = Rollout.objects.create(
        release=template.release(), started_at=at - timedelta(minutes=2)
    )
    FirmRollout.objects.bulk_create(
        _firm_rollout(rollout, number, firm, at) for number, firm in enumerate(firms)
    )
    return rollout


def _firm_rollout(
    rollout: Rollout, number: int, firm: Firm, at: datetime
) -> FirmRollout:
    state = FirmRolloutState.DONE
    if number % 40 == 5:
        state = FirmRolloutState.FAILED
    elif number > 700:
        state = FirmRolloutState.WAITING
    is_failed = state == FirmRolloutState.FAILED
    return FirmRollout(
        rollout=rollout, firm=firm, wave=min(number.bit_length(), 9), state=state,
        attempts=3 if is_failed else 1,
        milliseconds=2 + number % 7 if state == FirmRolloutState.DONE else None,
        finished_at=at if state == FirmRolloutState.DONE else None,
        error="LockNotAvailable: canceling statement due to lock timeout"
        if is_failed else "",
    )  # fmt: skip


def found() -> Crowd:
    """The crowd that another process made."""
    firms = list(
        Firm.objects.filter(schema_name__startswith="t_crowd").order_by("slug")
    )
    return Crowd(firms, Rollout.objects.latest("started_at"))
