"""All that is known of one firm, as its page shows it. Read from `public` alone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404

from controlplane.fleet import rows
from controlplane.frame import words
from controlplane.status import charts, notes, timeline
from controlplane.status.charts import Meter
from controlplane.status.notes import Note
from controlplane.status.timeline import Timeline
from provisioning import transitions
from provisioning.backup.models import Backup, Drill
from provisioning.models import Run, RunKind
from provisioning.usage.models import Usage
from tenants.audit.models import Entry
from tenants.database import template
from tenants.domains.models import Certificate, Claim
from tenants.models import Firm

RUNS, BACKUPS, ENTRIES = 8, 7, 12


@dataclass(frozen=True, slots=True)
class Address:
    """One host of the firm: DNS and certificate are two things."""

    host: str
    claim: Claim | None
    certificate: Certificate | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the operators' log, as one would say it."""

    at: datetime
    action: str
    actor: str
    reason: str


@dataclass(frozen=True, slots=True)
class File:
    """The firm's page. `firm` carries what `rows.annotate` fetched."""

    firm: Any
    notes: list[Note]
    timelines: list[Timeline]
    addresses: list[Address]
    backups: list[Backup]
    last_drill: Drill | None
    entries: list[Line]
    usage: Usage | None
    people: Meter
    storage: Meter
    domains: Meter
    is_current: bool
    may: dict[str, bool]

    @property
    def is_moving(self) -> bool:
        """Whether a run is under way, so that the page looks again."""
        return timeline.is_any_moving(self.timelines)


def find(pk: UUID) -> Firm:
    """A firm with its plan and usage. Raises Http404."""
    found = Firm.objects.select_related("plan", "usage").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def read(pk: UUID, at: datetime) -> File:
    """Everything, in eleven queries. Raises Http404."""
    found = Firm.objects.select_related("plan", "usage").filter(pk=pk)
    firm = rows.annotate(found).first()
    if firm is None:
        raise Http404
    claims = list(Claim.objects.filter(firm=firm).open().order_by("host"))
    usage, plan = getattr(firm, "usage", None), firm.plan
    runs = Run.objects.with_steps().filter(firm=firm).order_by("-created_at")
    drills = Drill.objects.select_related("backup").filter(backup__firm=firm)
    log = Entry.objects.filter(target_type="tenants.firm", target_id=firm.pk)
    return File(
        firm=firm,
        notes=notes.of(firm, notes.facts(at, firms=[pk]).get(pk), at),
        timelines=[timeline.of(run) for run in runs[:RUNS]],
        addresses=_addresses(firm, claims),
        backups=list(
            Backup.objects.filter(firm=firm).order_by("-started_at")[:BACKUPS]
        ),
        last_drill=drills.order_by("-started_at").first(),
        entries=[_line(each) for each in log.order_by("-at")[:ENTRIES]],
        usage=usage,
        people=charts.Meter(usage.staff if usage else 0, plan and plan.staff_limit),
        storage=charts.Meter(
            usage.storage_bytes if usage else 0, plan and plan.storage_limit_bytes
        ),
        domains=charts.Meter(len(claims), plan and plan.domain_limit),
        is_current=firm.release == template.release(),
        may=_may(firm),
    )


def _addresses(firm: Firm, claims: list[Claim]) -> list[Address]:
    """The firm's hosts by name: those with a claim, with a certificate, or both."""
    by_claim = {claim.host: claim for claim in claims}
    by_certificate = {each.host: each for each in Certificate.objects.filter(firm=firm)}
    hosts = {*by_claim, *by_certificate, *filter(None, [firm.primary_host])}
    return [
        Address(host, by_claim.get(host), by_certificate.get(host))
        for host in sorted(hosts)
    ]


def _line(entry: Entry) -> Line:
    reason = str(entry.details.get("reason") or "")
    return Line(entry.at, words.action(entry.action), entry.actor_name, reason)


def _may(firm: Firm) -> dict[str, bool]:
    """Which kinds of run the firm's state allows: what the page offers."""
    if firm.state not in {state for states in _STATES for state in states}:
        return dict.fromkeys(RunKind.values, False)
    return {kind: transitions.may_start(kind, firm) for kind in RunKind}


_STATES = tuple(transitions.MAY_START_IN.values())
