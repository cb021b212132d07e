"""What of the fleet is shown: the tabs, the search and the filters of the address."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Count, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from controlplane.fleet import columns
from controlplane.status import attention
from controlplane.status.attention import Cause
from controlplane.status.statement import Statement, keys
from provisioning.backup.models import Backup, BackupState
from tenants.database import template
from tenants.domains.models import Certificate, CertificateState
from tenants.models import Domain, Firm, FirmState, Plan

LATER = timedelta(days=30)
ANY = ("", _("Any"))

SETTING_UP = (FirmState.REQUESTED, FirmState.PROVISIONING)
TABS = {
    "attention": _("Needs attention"),
    "all": _("All"),
    "provisioning": _("Being set up"),
    "suspended": _("Suspended"),
    "closing": _("Closing"),
}


class Filter(forms.Form):
    """The filters beside the search; each one empty means any."""

    plan = forms.ModelChoiceField(
        Plan.objects.none(), required=False, label=_("Plan"), empty_label=_("Any")
    )
    release = forms.ChoiceField(
        label=_("Schema"),
        required=False,
        choices=[ANY, ("current", _("Current")), ("behind", _("Behind the release"))],
    )
    certificate = forms.ChoiceField(
        label=_("Certificate"),
        required=False,
        choices=[
            ANY,
            ("active", _("Active")),
            ("expiring", _("Ends within 30 days")),
            ("failing", _("Failing")),
            ("none", _("None yet")),
        ],
    )
    backup = forms.ChoiceField(
        label=_("Last backup"),
        required=False,
        choices=[
            ANY,
            ("fresh", _("Within 26 hours")),
            ("late", _("Older than 26 hours")),
            ("none", _("None yet")),
        ],
    )
    activity = forms.ChoiceField(
        label=_("Last activity"),
        required=False,
        choices=[
            ANY,
            ("week", _("Within 7 days")),
            ("quiet", _("None for 30 days")),
            ("never", _("Never")),
        ],
    )
    sort = forms.ChoiceField(
        label=_("Sort by"), required=False, choices=columns.choices
    )

    def __init__(self, data: object) -> None:
        super().__init__(data)  # type: ignore[arg-type]
        self.fields["plan"].queryset = Plan.objects.all()  # type: ignore[attr-defined]

    def selects(self) -> list[tuple[forms.BoundField, list[Any]]]:
        """Each filter with its choices, which are read from the database once."""
        return [(field, list(_choices(field))) for field in self]

    def chosen(self) -> int:
        """How many filters are set."""
        self.is_valid()
        names = set(self.fields) - {"sort"}
        return sum(bool(self.cleaned_data.get(name)) for name in names)

    def passing(self, firms: QuerySet[Firm], at: datetime) -> QuerySet[Firm]:
        """Those that pass all filters; one that makes no sense lets everything pass."""
        self.is_valid()
        asked = self.cleaned_data
        if asked.get("plan"):
            firms = firms.filter(plan=asked["plan"])
        for name, choose in _CHOOSERS.items():
            if asked.get(name):
                firms = firms.filter(choose(asked[name], at))
        return firms


def _choices(field: forms.BoundField) -> Iterator[Any]:
    return iter(field.field.choices)  # type: ignore[attr-defined]


def tab_of(wish: str, *, is_search: bool) -> str:
    """The tab of an address. A search from the top of a page looks everywhere."""
    if wish in TABS:
        return wish
    return "all" if is_search else "attention"


def in_tab(firms: QuerySet[Firm], tab: str, unwell: Collection[UUID]) -> QuerySet[Firm]:
    """The firms of a tab. An erased firm is found in none but by its filter's `all`."""
    return firms.filter(_tab(tab, unwell))


@dataclass(frozen=True, slots=True)
class Counts:
    """How many firms there are, by state and by what needs a person."""

    active: int
    tabs: dict[str, int]
    causes: Counter[str]
    unwell: frozenset[UUID]  # the firms that need a person


def counts(at: datetime) -> Counts:
    """Count the whole fleet; two queries.

    The causes are counted here and not in SQL: only firms that have one are read.
    """
    by_state = Counter(dict(_BY_STATE.rows(at)))
    pairs = attention.pairs(at)
    unwell = _firms(pairs)
    return Counts(
        active=by_state[FirmState.ACTIVE],
        tabs={
            "attention": len(unwell),
            "all": by_state.total() - by_state[FirmState.ERASED],
            "provisioning": sum(by_state[state] for state in SETTING_UP),
            "suspended": by_state[FirmState.SUSPENDED],
            "closing": by_state[FirmState.CLOSING],
        },
        causes=Counter(cause for _firm, cause in pairs),
        unwell=unwell,
    )


def unwell(at: datetime) -> frozenset[UUID]:
    """The firms that need a person; one query."""
    return _firms(attention.pairs(at))


def matching(firms: QuerySet[Firm], text: str) -> QuerySet[Firm]:
    """Those whose name, address or one of whose hosts has this text."""
    if not text:
        return firms
    hosts = Domain.objects.filter(domain__icontains=text.lower()).values("tenant")
    return firms.filter(
        Q(name__icontains=text) | Q(slug__icontains=text.lower()) | Q(pk__in=hosts)
    )


def cause_labels() -> dict[str, str | Promise]:
    """What is counted below "Need attention"."""
    return {
        Cause.RUN: _("runs"),
        Cause.CERTIFICATE: _("certificates"),
        Cause.DOMAIN: _("domains"),
        Cause.BACKUP: _("backups"),
        Cause.DRILL: _("drills"),
        Cause.RELEASE: _("behind the release"),
        Cause.OUTBOX: _("queues"),
    }


def _by_state(_at: datetime) -> QuerySet[Firm, tuple[str, int]]:
    named = Firm.objects.order_by().values_list("state")
    return named.annotate(count=Count("pk"))


_BY_STATE = Statement(_by_state)


def _firms(pairs: Iterable[tuple[UUID, str]]) -> frozenset[UUID]:
    return frozenset(firm for firm, _cause in pairs)


def _tab(name: str, unwell: Collection[UUID]) -> Q:
    if name == "attention":
        return Q(pk__in=keys(unwell))
    if name == "provisioning":
        return Q(state__in=SETTING_UP)
    if name == "all":
        return ~Q(state=FirmState.ERASED)
    return Q(state=name)


def _release(wish: str, at: datetime) -> Q:
    is_current = Q(release=template.release())
    return is_current if wish == "current" else attention.behind()


def _certificate(wish: str, at: datetime) -> Q:
    kept = Certificate.objects.filter(firm__isnull=False)
    if wish == "none":
        return ~Q(pk__in=kept.filter(not_after__isnull=False).values("firm"))
    if wish == "expiring":
        ends = Q(state=CertificateState.ACTIVE, not_after__lte=at + LATER)
        return Q(pk__in=kept.filter(ends).values("firm"))
    return Q(pk__in=kept.filter(state=wish).values("firm"))


def _backup(wish: str, at: datetime) -> Q:
    done = Backup.objects.filter(state=BackupState.DONE)
    has_any = Q(pk__in=done.values("firm"))
    fresh = done.filter(finished_at__gt=at - attention.BACKUP_LATE)
    is_fresh = Q(pk__in=fresh.values("firm"))
    if wish == "none":
        return ~has_any
    return is_fresh if wish == "fresh" else has_any & ~is_fresh


def _activity(wish: str, at: datetime) -> Q:
    if wish == "week":
        return Q(usage__last_activity_at__gt=at - timedelta(days=7))
    if wish == "quiet":
        return Q(usage__last_activity_at__lte=at - LATER)
    return Q(usage__last_activity_at=None)


_CHOOSERS = {
    "release": _release,
    "certificate": _certificate,
    "backup": _backup,
    "activity": _activity,
}
