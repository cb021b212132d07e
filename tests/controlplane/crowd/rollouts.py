"""Three finished rollouts, and one under way."""

from __future__ import annotations

from datetime import datetime, timedelta

from tenants.database import template
from tenants.models import Firm
from tenants.rollouts.models import FirmRollout, FirmRolloutState, Rollout, RolloutState
from tests.controlplane.crowd.ages import DAY


def make(firms: list[Firm], at: datetime) -> Rollout:
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
