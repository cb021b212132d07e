"""What a firm collects in its life, and what is found of it in all the places."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import redis
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from provisioning.backup.models import Backup, Drill
from provisioning.models import Run, StepRecord
from provisioning.support.models import Recovery, Visit
from provisioning.usage.models import Usage
from tenants import scope
from tenants.accounts.models import User
from tenants.domains.models import Certificate, Claim, Hold
from tenants.models import Domain, Firm
from tenants.storage import erasing
from tests.provisioning import orders


def collect(firm: Firm) -> None:
    """Give it two files, a backup, a cache entry, an own address, a visit..."""
    with scope.scope(firm):
        for name in ("documents/a.pdf", "documents/b.pdf"):
            default_storage.save(name, ContentFile(b"%PDF"))
        cache.set("drafts", "of the firm")
    backup = Path(settings.BACKUPS.path) / str(firm.pk) / "rows" / "1"
    backup.parent.mkdir(parents=True, exist_ok=True)
    backup.write_bytes(b"sealed")
    with scope.public():
        _rows(firm)


def _rows(firm: Firm) -> None:
    now, host = timezone.now(), f"portal.{firm.slug}.be"
    Domain.objects.create(domain=host, tenant=firm, is_primary=False)
    Claim.objects.create(
        firm=firm, host=host, token="t", state="verified", created_at=now
    )
    Hold.objects.create(firm=firm, host=f"old.{firm.slug}.be", until=now)
    Certificate.objects.create(host=host, registered_domain=f"{firm.slug}.be")
    Usage.objects.create(firm=firm, staff=2, measured_at=now)
    backup = Backup.objects.create(firm=firm, state="done", started_at=now)
    Drill.objects.create(backup=backup, state="passed", started_at=now)
    sam, _new = User.objects.get_or_create(
        email="sam@tablinum.example", defaults={"name": "Sam", "role": "support"}
    )
    Visit.objects.create(
        firm=firm, operator=sam, scope="reading", reason="help", requested_at=now,
        state="granted", until=now + timedelta(hours=1),
    )  # fmt: skip
    Recovery.objects.create(
        firm=firm, owner_name="Olivia", owner_email="olivia@dumont.be", reason="lost",
        requested_by=sam, requested_at=now,
    )  # fmt: skip


def traces(firm: Firm) -> list[str]:
    """Where something of the firm is found, but for its row, its runs and records."""
    found = {
        "files": erasing.held(settings.FILES, firm.pk).versions,
        "backups": erasing.held(settings.BACKUPS, firm.pk).versions,
        "cache": len(_cache_keys(firm)),
    }
    with scope.public():
        for model in (Usage, Visit, Recovery, Backup, Claim, Hold, Domain):
            owner = "tenant" if model is Domain else "firm"
            rows = model._base_manager.filter(**{owner: firm.pk})
            found[model.__name__] = rows.count()
        hosts = Certificate.objects.filter(host__contains=f".{firm.slug}.be")
        found["certificates"] = hosts.count()
        found["people"] = _named_people(firm.pk)
    there = [name for name, number in found.items() if number]
    return [*orders.traces_of(firm), *there]


def _named_people(firm_id: UUID) -> int:
    """Runs of the firm that still name somebody."""
    runs = Run.objects.filter(firm=firm_id)
    steps = StepRecord.objects.filter(run__firm=firm_id).exclude(error="")
    return (
        runs.exclude(owner_email="", owner_name="", parameters={}).count()
        + steps.count()
    )


def _cache_keys(firm: Firm) -> list[bytes]:
    location = settings.CACHES["default"]["LOCATION"]
    with redis.Redis.from_url(location) as client:
        return [
            key for key in client.keys("*") if firm.schema_name.encode() in bytes(key)
        ]
