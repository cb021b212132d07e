"""A drill: a backup is restored aside, compared, and thrown away.

All of it happens in one transaction that is rolled back: the schema, its role and its
rows are never there for anybody else, and a drill that is killed leaves nothing. The
live firm is not touched, nor read.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone

from provisioning.backup import comparing, loading, manifest
from provisioning.backup.damage import Damaged
from provisioning.backup.manifest import Manifest
from provisioning.backup.models import Backup, Drill, DrillState
from provisioning.backup.shelf import Shelf
from tenants import scope
from tenants.crypto import CryptoError
from tenants.models import new_schema_name

LONGEST = timedelta(hours=12)
CUT_SHORT = "The drill was cut short."

log = logging.getLogger(__name__)


def hold(backup: Backup, *, at: datetime) -> Drill:
    """Try a backup out, and write down what was found. Outside of any scope.

    Never raises for what is wrong with the backup: that is its finding.
    """
    with scope.public():
        backup = Backup.objects.select_related("firm").get(pk=backup.pk)
        drill = Drill.objects.create(backup=backup, started_at=at)
    began = time.monotonic()
    report = _report(backup)
    report["seconds"] = round(time.monotonic() - began, 1)
    with scope.public():
        drill.report, drill.finished_at = report, timezone.now()
        drill.state = DrillState.FAILED if report["problems"] else DrillState.PASSED
        drill.save()
    if report["problems"]:
        log.error("drill %s failed: %s", drill.pk, "; ".join(report["problems"]))
    return drill


def end_lost(*, at: datetime) -> int:
    """Drills whose process died have failed; how many."""
    with scope.public():
        lost = Drill.objects.filter(
            state=DrillState.RUNNING, started_at__lt=at - LONGEST
        )
        return lost.update(
            state=DrillState.FAILED, finished_at=at, report={"problems": [CUT_SHORT]}
        )


def _report(backup: Backup) -> dict[str, Any]:
    report: dict[str, Any] = {
        "problems": [], "tables": 0, "rows": 0, "objects": 0,
    }  # fmt: skip
    problems: list[str] = report["problems"]
    try:
        shelf = Shelf.of(backup.firm)
        found = manifest.of(shelf, backup)
    except (Damaged, CryptoError) as error:
        problems.append(str(error))
        return report
    report["tables"], report["rows"] = len(found.tables), found.rows
    report["objects"] = len(found.objects or ())
    problems += _found(lambda: _restored(shelf, found))
    problems += _found(lambda: comparing.copies(found, shelf))
    return report


def _found(look: Callable[[], list[str]]) -> list[str]:
    """What a look finds; that it could not be taken is a finding too."""
    try:
        return look()
    except (Damaged, CryptoError, DatabaseError, LookupError, OSError) as error:
        return [f"{type(error).__name__}: {error}"]


def _restored(shelf: Shelf, found: Manifest) -> list[str]:
    """Where the restored rows differ; nothing of them is left."""
    schema = new_schema_name()
    with transaction.atomic():
        try:
            loading.make_schema(schema)
            loading.make_tables(found, schema)
            loading.load_rows(shelf, found, schema)
            return [
                *comparing.schema(found, schema),
                *comparing.documents(found, schema),
            ]
        finally:
            transaction.set_rollback(True)
