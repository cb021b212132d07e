"""Backups of each firm, and the drills."""

from __future__ import annotations

from datetime import datetime, timedelta

from provisioning.backup.models import Backup, BackupState, Drill, DrillState
from tenants.models import Firm, FirmState
from tests.controlplane.crowd.ages import DAY, HOUR, MEGA


def make(firms: list[Firm], at: datetime) -> None:
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
