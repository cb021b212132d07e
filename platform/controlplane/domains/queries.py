"""Addresses of all firms: those that a firm claims, and all that have a certificate.

DNS and certificate are two states of one host. What has a claim is listed by it, what
has only a certificate (the platform's own names) by that.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, Value
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from controlplane.status import attention, queries
from controlplane.status.statement import Statement
from tenants.domains.models import (
    ENDED,
    Certificate,
    CertificateState,
    Claim,
    ClaimState,
)
from tenants.models import Firm

EXPIRING = timedelta(days=30)
UNDER_WAY = (CertificateState.WAITING, CertificateState.ISSUING)
OPEN = ~Q(state__in=ENDED)
NOTHING = Q(pk__in=[])
ACTIVE, FAILING = CertificateState.ACTIVE, CertificateState.FAILING
DARK_OR_LIVE = (ClaimState.VERIFIED, ClaimState.SUSPENDED)

# What is shown of them.
NAME = "firm__name"
CLAIM = ("host", "firm", "state", "report", "checked_at", "wrong_since")
CERTIFICATE = ("host", "firm", "state", "reason", "issuer", "not_after")

TABS: Mapping[str, str | Promise] = {
    "attention": _("Needs attention"),
    "waiting": _("Waiting"),
    "expiring": _("Ends within 30 days"),
    "failing": _("Certificate fails"),
    "wrong": _("DNS is wrong"),
    "all": _("All"),
}


@dataclass(frozen=True, slots=True)
class Address:
    """One host: whose it is, what DNS says, and its certificate."""

    host: str
    firm: Firm | None
    claim: Claim | None
    certificate: Certificate | None


def counts(at: datetime) -> dict[str, int]:
    """How many addresses each tab has; three queries.

    What is as it should be is only counted: the rest is few, and sorted out here.
    """
    watched = _UNUSUAL.rows(at)
    failing = {host for host, state, _end in watched if state == FAILING}
    near = [(host, end) for host, state, end in watched if state == ACTIVE and end]
    soon = {host for host, end in near if end <= at + attention.EXPIRY_NEAR}
    issuing = {host for host, state, _end in watched if state in UNDER_WAY}
    wrong: set[str] = set()
    waiting: set[str] = set()
    for host, state, since in _CLAIMS_TO_WATCH.rows(at):
        is_wrong = state == ClaimState.SUSPENDED or since is not None
        (wrong if is_wrong and state in DARK_OR_LIVE else waiting).add(host)
    return {
        "attention": len(failing | soon | wrong),
        "waiting": len(waiting | issuing),
        "expiring": len(near),
        "failing": len(failing),
        "wrong": len(wrong),
        "all": sum(count for _what, count in _ALL.rows(at)),
    }


def hosts(tab: str, text: str, at: datetime) -> QuerySet[Any]:
    """(host, key, is a claim) of the addresses of a tab, by name."""
    claims = Claim.objects.filter(OPEN, _claims(tab, at))
    others = _without_claim().filter(_certificates(tab, at))
    if text:
        wanted = Q(host__icontains=text.lower()) | Q(firm__name__icontains=text)
        claims, others = claims.filter(wanted), others.filter(wanted)
    named: QuerySet[Any] = claims.annotate(is_claim=Value(value=True)).values_list(
        "host", "pk", "is_claim"
    )
    return named.union(
        others.annotate(is_claim=Value(value=False)).values_list(
            "host", "pk", "is_claim"
        ),
        all=True,
    ).order_by("host", "pk")


def addresses(rows: Iterable[tuple[str, UUID, bool]]) -> list[Address]:
    """The addresses of these rows of `hosts`, in their order; two queries."""
    rows = list(rows)
    keys = [key for _host, key, is_claim in rows if is_claim]
    claims = Claim.objects.select_related("firm").only(*CLAIM, NAME).in_bulk(keys)
    names = [host for host, _key, _is_claim in rows]
    certificates = {
        each.host: each
        for each in Certificate.objects.filter(host__in=names)
        .select_related("firm")
        .only(*CERTIFICATE, NAME)
    }
    return [
        _address(host, claims.get(key) if is_claim else None, certificates.get(host))
        for host, key, is_claim in rows
    ]


def _address(host: str, claim: Claim | None, found: Certificate | None) -> Address:
    """A certificate belongs to a claim only when it is the same firm's."""
    if claim and found and found.firm_id != claim.firm_id:
        found = None
    firm = claim.firm if claim else (found.firm if found else None)
    return Address(host, firm, claim, found)


def _without_claim() -> QuerySet[Certificate]:
    return Certificate.objects.exclude(
        host__in=Claim.objects.filter(OPEN).values("host")
    )


def _claims_to_watch(_at: datetime) -> QuerySet[Any, Any]:
    unusual = ~Q(state=ClaimState.VERIFIED) | Q(wrong_since__isnull=False)
    found = Claim.objects.filter(OPEN, unusual)
    return found.values_list("host", "state", "wrong_since")


def _unusual(at: datetime) -> QuerySet[Any, Any]:
    watched = ~Q(state=ACTIVE) | Q(not_after__lte=at + EXPIRING)
    found = Certificate.objects.filter(watched)
    return found.values_list("host", "state", "not_after")


def _all(_at: datetime) -> QuerySet[Any, Any]:
    claims = queries.counted("claims", Claim.objects.filter(OPEN))
    return claims.union(queries.counted("others", _without_claim()), all=True)


_CLAIMS_TO_WATCH, _UNUSUAL = Statement(_claims_to_watch), Statement(_unusual)
_ALL = Statement(_all)


def _certificates(tab: str, at: datetime) -> Q:
    """The certificates of a tab."""
    return {
        "attention": attention.bad_certificates(at),
        "waiting": Q(state__in=UNDER_WAY),
        "expiring": Q(state=CertificateState.ACTIVE, not_after__lte=at + EXPIRING),
        "failing": Q(state=CertificateState.FAILING),
        "wrong": NOTHING,
        "all": Q(pk__isnull=False),
    }[tab]


def _claims(tab: str, at: datetime) -> Q:
    """The open claims of a tab: by their own state, or by their host's certificate."""
    found = Certificate.objects.filter(_certificates(tab, at))
    by_certificate = Q(host__in=found.values("host"))
    return (
        OPEN
        & {
            "attention": attention.wrong_claims() | by_certificate,
            "waiting": Q(state__in=(ClaimState.WAITING, ClaimState.OWNED))
            | by_certificate,
            "expiring": by_certificate,
            "failing": by_certificate,
            "wrong": attention.wrong_claims(),
            "all": Q(pk__isnull=False),
        }[tab]
    )
