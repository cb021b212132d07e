"""What there is, counted before anything is removed: the record tells of it.

Counting while removing would forget what a killed driver had removed already.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import connection
from psycopg import sql

from provisioning.backup.models import Backup
from provisioning.models import Run, RunKind
from tenants import scope
from tenants.domains.models import Claim
from tenants.models import Domain, Firm
from tenants.storage import erasing

KEPT = "inventory"


def do(run: Run) -> None:
    """Count, once in a run."""
    if KEPT in run.parameters:
        return
    firm = run.firm
    files = erasing.held(settings.FILES, firm.pk)
    with scope.as_owner(firm.schema_name):
        tables, rows = _tables_and_rows(firm.schema_name)
    with scope.public():
        hosts = _hosts(firm)
        run.parameters[KEPT] = {
            "firm": {"id": str(firm.pk), "name": firm.name, "address": firm.slug},
            "closing": _closing(firm),
            "hosts": hosts,
            "removed": {
                "tables": tables,
                "rows": rows,
                "files": files.files,
                "versions": files.versions,
                "backups": Backup.objects.filter(firm=firm).count(),
                "backup_files": erasing.held(settings.BACKUPS, firm.pk).versions,
                "domains": len(hosts),
            },
        }


def of(run: Run) -> dict[str, Any]:
    """What was counted."""
    return dict(run.parameters[KEPT])


def _tables_and_rows(schema: str) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_tables WHERE schemaname = %s", [schema]
        )
        tables = [row[0] for row in cursor.fetchall()]
        if not tables:
            return 0, 0
        one = sql.SQL("SELECT count(*) FROM {}")
        every = sql.SQL(" UNION ALL ").join(
            one.format(sql.Identifier(schema, table)) for table in tables
        )
        cursor.execute(every.as_string(None))
        return len(tables), sum(row[0] for row in cursor.fetchall())


def _hosts(firm: Firm) -> list[str]:
    """All that the edge may have served, or been asked to."""
    answered = Domain.objects.filter(tenant=firm).values_list("domain", flat=True)
    claimed = Claim.objects.filter(firm=firm).values_list("host", flat=True)
    return sorted({*answered, *claimed})


def _closing(firm: Firm) -> dict[str, str]:
    """Who asked for the end, when and why."""
    closings = Run.objects.filter(firm=firm, kind=RunKind.CLOSING)
    run = closings.order_by("-created_at").first()
    return _asked(run) if run else {}


def _asked(run: Run) -> dict[str, str]:
    return {
        "at": run.created_at.isoformat(),
        "by": run.requested_by,
        "why": run.reason,
    }
