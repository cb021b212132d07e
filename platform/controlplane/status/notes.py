"""Why a firm needs a person, in words: what is wrong, since when, and what is next."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Concat, JSONObject
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from controlplane.status import ages, attention
from controlplane.status.statement import Statement
from portal.ui.moments import words
from provisioning.models import Run, RunKind, RunState, StepRecord, StepState
from provisioning.steps import registry
from tenants.database import template
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import FirmState

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Note:
    """One thing to know. `is_trouble`: it needs a person; else it is only told."""

    text: str
    is_trouble: bool = True


@dataclass(slots=True)
class Facts:
    """What the notes of one firm are made of, beside its own row."""

    step: Row | None = None  # the one at which its unfinished run is
    certificate: Row | None = None  # the worst
    claim: Row | None = None  # wrong for longest
    drill: Row | None = None  # the last one that failed


def facts(at: datetime, *, firms: Collection[UUID] | None = None) -> dict[UUID, Facts]:
    """The facts of those firms that have any, of all or of these; one query.

    Only what is not as it should be is read, so a fleet that is well costs nothing.
    """
    rows = _OF_ALL.rows(at) if firms is None else _OF_SOME.rows(at, firms=firms)
    found: defaultdict[UUID, Facts] = defaultdict(Facts)
    for firm, kind, text in rows:
        data = json.loads(text)
        known = getattr(found[firm], kind)
        if known is None or data["rank"] < known["rank"]:
            setattr(found[firm], kind, data)
    return dict(found)


def _of_all(at: datetime) -> QuerySet[Any, Any]:
    return _facts(at, Q())


def _of_some(at: datetime) -> QuerySet[Any, Any]:
    return _facts(at, Q(of__in=Statement.FIRMS))


def _facts(at: datetime, wanted: Q) -> QuerySet[Any, Any]:
    of_kind: dict[str, tuple[QuerySet[Any, Any], str, JSONObject]] = {
        "step": (_steps(), "run__firm", _STEP),
        "certificate": (_certificates(at), "firm", _CERTIFICATE),
        "claim": (Claim.objects.filter(attention.wrong_claims()), "firm", _CLAIM),
        "drill": (attention.failed_drills(), "backup__firm", _DRILL),
    }
    parts: list[QuerySet[Any, Any]] = [
        rows.annotate(of=F(to_firm), kind=Value(kind, output_field=TextField()))
        .filter(wanted)
        .annotate(data=data)
        .values_list("of", "kind", "data")
        for kind, (rows, to_firm, data) in of_kind.items()
    ]
    return parts[0].union(*parts[1:], all=True)


_OF_ALL, _OF_SOME = Statement(_of_all), Statement(_of_some)


def of(firm: Any, known: Facts | None, at: datetime) -> list[Note]:
    """The notes of a firm that `rows.annotate` fetched, what needs a person first."""
    known = known or _NOTHING
    found = [
        _of_run(known.step),
        _of_certificate(known.certificate, at),
        _of_claim(known.claim),
        _of_backup(firm, at),
        _of_drill(known.drill),
        _of_release(firm),
        _of_outbox(firm, at),
        _of_end(firm),
        _of_state(firm),
    ]
    told = [note for note in found if note]
    told.sort(key=lambda note: not note.is_trouble)
    return told


_NOTHING = Facts()


# `rank`: of several rows of one kind the lowest is told.
_STEP = JSONObject(
    rank=F("position"),
    kind=F("run__kind"),
    state=F("run__state"),
    due=F("run__due_at"),
    name=F("name"),
    position=F("position"),
)
_CERTIFICATE = JSONObject(
    rank=Concat(
        Case(When(state=CertificateState.FAILING, then=Value("0")), default=Value("1")),
        F("host"),
        output_field=TextField(),
    ),
    host=F("host"),
    state=F("state"),
    reason=F("reason"),
    end=F("not_after"),
)
_CLAIM = JSONObject(
    rank=F("host"), host=F("host"), state=F("state"), since=F("wrong_since")
)
_DRILL = JSONObject(rank=F("started_at"), at=F("started_at"))


def _steps() -> QuerySet[StepRecord]:
    """Steps that are not done, of runs that are not finished."""
    unfinished = Run.objects.unfinished().values("pk")
    return StepRecord.objects.filter(run__in=unfinished).exclude(state=StepState.DONE)


def _certificates(at: datetime) -> QuerySet[Certificate]:
    bad = attention.bad_certificates(at)
    return Certificate.objects.filter(bad, firm__isnull=False)


def _of_run(step: Row | None) -> Note | None:
    if step is None:
        return None
    names = {
        "kind": RunKind(step["kind"]).label,
        "step": step_label(step["kind"], step["name"]),
        "number": step["position"],
    }
    if step["due"] is None:
        return Note(_("%(kind)s: given up at “%(step)s”") % names)
    if step["state"] == RunState.FAILED:
        names["time"] = _clock(step["due"])
        return Note(
            _("%(kind)s: failed at “%(step)s”, tried again at %(time)s") % names
        )
    return Note(_("%(kind)s: step %(number)s") % names, is_trouble=False)


def _of_certificate(found: Row | None, at: datetime) -> Note | None:
    if found is None:
        return None
    if found["state"] == CertificateState.FAILING:
        reason = found["reason"] or _("no reason is known")
        return Note(
            _("Certificate of %(host)s fails: %(reason)s")
            % {"host": found["host"], "reason": reason}
        )
    days = (_moment(found["end"]) - at) // timedelta(days=1)
    if days < 0:
        return Note(_("Certificate of %(host)s has ended") % found)
    text = ngettext(
        "Certificate of %(host)s ends in %(days)s day",
        "Certificate of %(host)s ends in %(days)s days",
        days,
    )
    return Note(text % {"host": found["host"], "days": days})


def _of_claim(found: Row | None) -> Note | None:
    if found is None:
        return None
    text = _("DNS of %(host)s is wrong since %(day)s")
    if found["state"] == ClaimState.SUSPENDED:
        text = _("%(host)s is off: DNS was wrong too long, since %(day)s")
    day = _day(_moment(found["since"])) if found["since"] else "–"
    return Note(text % {"host": found["host"], "day": day})


def _of_backup(firm: Any, at: datetime) -> Note | None:
    limit = at - attention.BACKUP_LATE
    if firm.state not in attention.KEPT or firm.created_at > limit:
        return None
    if firm.last_backup_at is None:
        return Note(_("No backup yet"))
    if firm.last_backup_at > limit:
        return None
    age = ages.since(firm.last_backup_at, at)
    return Note(_("Last backup %(age)s ago") % {"age": age})


def _of_drill(found: Row | None) -> Note | None:
    if found is None:
        return None
    return Note(_("Drill of %(day)s failed") % {"day": _day(_moment(found["at"]))})


def _of_release(firm: Any) -> Note | None:
    is_behind = firm.state in attention.KEPT and firm.release != template.release()
    return Note(_("Behind the release")) if is_behind else None


def _of_outbox(firm: Any, at: datetime) -> Note | None:
    oldest = firm.outbox_oldest_at
    if oldest is None or firm.state != FirmState.ACTIVE:
        return None
    if oldest >= at - attention.EVENT_LATE:
        return None
    return Note(_("An event waits for %(age)s") % {"age": ages.since(oldest, at)})


def _of_end(firm: Any) -> Note | None:
    if firm.state != FirmState.CLOSING:
        return None
    day = _day(firm.erase_at)
    return Note(_("Erased on %(day)s") % {"day": day}, is_trouble=False)


def _of_state(firm: Any) -> Note | None:
    """Why a firm is not open: nothing to do, but the first thing that is asked."""
    if firm.state_reason and firm.state != FirmState.ACTIVE:
        return Note(firm.state_reason, is_trouble=False)
    return None


def step_label(kind: str, name: str) -> str:
    """What people read for a step; its name when this release knows it no more."""
    try:
        return str(registry.step(kind, name).label)
    except LookupError:
        return name


def _moment(text: str) -> datetime:
    """A moment as PostgreSQL writes it in JSON: ISO 8601."""
    return datetime.fromisoformat(text)


def _clock(text: str) -> str:
    return words(localtime(_moment(text)), "H:i")


def _day(moment: datetime) -> str:
    return words(localtime(moment), pgettext("date format", "j M"))
