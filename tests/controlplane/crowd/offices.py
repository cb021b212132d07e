"""The firms themselves, their plans, and how much they hold."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from provisioning.usage.models import Usage
from tenants.database import template
from tenants.models import Firm, FirmState, Plan
from tests.controlplane.crowd.ages import DAY, HOUR, MEGA

FIRST = (
    "Peeters", "Janssens", "Maes", "Jacobs", "Mertens", "Willems", "Claes", "Goossens",
    "Wouters", "De Smet", "Lambert", "Dubois", "Dupont", "Martin", "Leroy", "Simon",
    "Laurent", "Renard", "Bakker", "Visser", "Smit", "Meijer", "Mulder", "Vos",
    "Schneider", "Weber", "Wagner", "Becker", "Hoffmann", "Koch", "Richter", "Klein",
)  # fmt: skip
KINDS = ("Advocaten", "& Partners", "& Zonen", "Avocats", "Rechtsanwälte", "Legal")


def make(count: int, at: datetime) -> list[Firm]:
    """The rows of so many firms, with a plan and figures."""
    random = Random(7)
    firms = [_firm(number, at, random) for number in range(count)]
    _give_plans(firms)
    ages = [each.created_at for each in firms]
    Firm.objects.bulk_create(firms)
    for each, created_at in zip(firms, ages, strict=True):
        each.created_at = created_at  # auto_now_add has written over it
    Firm.objects.bulk_update(firms, ["created_at"])
    Usage.objects.bulk_create(_usage(n, firm, at) for n, firm in enumerate(firms))
    return firms


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


def _give_plans(firms: list[Firm]) -> None:
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
