"""Why a firm needs a person, in words: what is wrong, since when, and what is next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from controlplane.status import ages, attention
from provisioning.models import FINISHED, RunKind, RunState, StepRecord, StepState
from provisioning.steps import registry
from tenants.database import template
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Firm, FirmState


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know. `is_trouble`: it needs a person; else it is only told."""

    text: str
    is_trouble: bool = True


def annotate(firms: QuerySet[Firm], at: datetime) -> QuerySet[Any]:
    """Fetch with each firm what the notes tell; the planner does it for a page only."""
    return firms.annotate(
        run_now=Subquery(_step_under_way().values(data=_STEP)[:1]),
        certificate_now=Subquery(_worst_certificate(at).values(data=_CERTIFICATE)[:1]),
        claim_now=Subquery(_wrong_claim().values(data=_CLAIM)[:1]),
        drill_failed_at=Subquery(
            attention.failed_drills()
            .filter(backup__firm=OuterRef("pk"))
            .order_by("-started_at")
            .values("started_at")[:1]
        ),
    )


def of(firm: Any, at: datetime) -> list[Note]:
    """The notes of a firm that `annotate` and `rows.annotate` fetched, worst first."""
    found = [
        *_of_run(firm.run_now),
        *_of_certificate(firm.certificate_now, at),
        *_of_claim(firm.claim_now),
        *_of_backup(firm, at),
        *_of_drill(firm.drill_failed_at),
        *_of_release(firm),
        *_of_outbox(firm, at),
        *_of_state(firm),
    ]
    return sorted(found, key=lambda note: not note.is_trouble)


_STEP = JSONObject(
    kind=F("run__kind"),
    state=F("run__state"),
    due=F("run__due_at"),
    name=F("name"),
    position=F("position"),
)
_CERTIFICATE = JSONObject(
    host=F("host"), state=F("state"), reason=F("reason"), end=F("not_after")
)
_CLAIM = JSONObject(host=F("host"), state=F("state"), since=F("wrong_since"))


def _step_under_way() -> QuerySet[StepRecord]:
    return (
        StepRecord.objects.filter(run__firm=OuterRef("pk"))
        .exclude(run__state__in=FINISHED)
        .exclude(state=StepState.DONE)
        .order_by("position")
    )


def _worst_certificate(at: datetime) -> QuerySet[Certificate]:
    failing_first = Case(
        When(state=CertificateState.FAILING, then=Value(0)),
        default=Value(1),
        output_field=IntegerField(),
    )
    bad = Certificate.objects.filter(
        attention.bad_certificates(at), firm=OuterRef("pk")
    )
    return bad.order_by(failing_first, "not_after", "host")


def _wrong_claim() -> QuerySet[Claim]:
    wrong = Claim.objects.filter(attention.wrong_claims(), firm=OuterRef("pk"))
    return wrong.order_by("wrong_since", "host")


def _of_run(step: dict[str, Any] | None) -> Iterator[Note]:
    if step is None:
        return
    names = {
        "kind": RunKind(step["kind"]).label,
        "step": step_label(step["kind"], step["name"]),
        "number": step["position"],
    }
    if step["due"] is None:
        yield Note(_("%(kind)s: given up at “%(step)s”") % names)
    elif step["state"] == RunState.FAILED:
        names["time"] = _clock(step["due"])
        yield Note(_("%(kind)s: failed at “%(step)s”, tried again at %(time)s") % names)
    else:
        yield Note(_("%(kind)s: step %(number)s") % names, is_trouble=False)


def _of_certificate(found: dict[str, Any] | None, at: datetime) -> Iterator[Note]:
    if found is None:
        return
    if found["state"] == CertificateState.FAILING:
        reason = found["reason"] or _("no reason is known")
        yield Note(
            _("Certificate of %(host)s fails: %(reason)s")
            % {"host": found["host"], "reason": reason}
        )
        return
    days = (_moment(found["end"]) - at) // timedelta(days=1)
    if days < 0:
        yield Note(_("Certificate of %(host)s has ended") % found)
        return
    text = ngettext(
        "Certificate of %(host)s ends in %(days)s day",
        "Certificate of %(host)s ends in %(days)s days",
        days,
    )
    yield Note(text % {"host": found["host"], "days": days})


def _of_claim(found: dict[str, Any] | None) -> Iterator[Note]:
    if found is None:
        return
    text = _("DNS of %(host)s is wrong since %(day)s")
    if found["state"] == ClaimState.SUSPENDED:
        text = _("%(host)s is off: DNS was wrong too long, since %(day)s")
    day = _day(_moment(found["since"])) if found["since"] else "–"
    yield Note(text % {"host": found["host"], "day": day})


def _of_backup(firm: Any, at: datetime) -> Iterator[Note]:
    limit = at - attention.BACKUP_LATE
    if firm.state not in attention.KEPT or firm.created_at > limit:
        return
    if firm.last_backup_at is None:
        yield Note(_("No backup yet"))
    elif firm.last_backup_at <= limit:
        age = ages.since(firm.last_backup_at, at)
        yield Note(_("Last backup %(age)s ago") % {"age": age})


def _of_drill(failed_at: datetime | None) -> Iterator[Note]:
    if failed_at:
        yield Note(_("Drill of %(day)s failed") % {"day": _day(failed_at)})


def _of_release(firm: Any) -> Iterator[Note]:
    if firm.state in attention.KEPT and firm.release != template.release():
        yield Note(_("Behind the release"))


def _of_outbox(firm: Any, at: datetime) -> Iterator[Note]:
    usage = getattr(firm, "usage", None)
    oldest = usage.outbox_oldest_at if usage else None
    is_late = oldest and oldest < at - attention.EVENT_LATE
    if is_late and firm.state == FirmState.ACTIVE:
        age = ages.since(oldest, at)
        yield Note(_("An event waits for %(age)s") % {"age": age})


def _of_state(firm: Any) -> Iterator[Note]:
    """Why a firm is not open: nothing to do, but the first thing that is asked."""
    if firm.state == FirmState.CLOSING:
        yield Note(
            _("Erased on %(day)s") % {"day": _day(firm.erase_at)}, is_trouble=False
        )
    if firm.state_reason and firm.state != FirmState.ACTIVE:
        yield Note(firm.state_reason, is_trouble=False)


def step_label(kind: str, name: str) -> str:
    """What people read for a step; its name when this release knows it no more."""
    try:
        return str(registry.step(kind, name).label)
    except LookupError:
        return name


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None:
        raise ValueError(text)
    return found


def _clock(text: str) -> str:
    return date_format(localtime(_moment(text)), "H:i")


def _day(moment: datetime) -> str:
    return date_format(localtime(moment), pgettext("date format", "j M"))
