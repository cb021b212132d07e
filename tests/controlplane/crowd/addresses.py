"""The firms' own addresses, and the certificates of all hosts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Domain, Firm, FirmState
from tests.controlplane.crowd.ages import DAY, HOUR


def make(firms: list[Firm], at: datetime) -> None:
    """Hosts that answer, claims in all states, and certificates."""
    Domain.objects.bulk_create(
        Domain(domain=host, tenant=each, is_primary=host == each.primary_host)
        for each in firms
        for host in {each.primary_host, f"{each.slug}.localhost"}
    )
    Claim.objects.bulk_create(_claims(firms, at))
    Certificate.objects.bulk_create(_certificates(firms, at))


def _claims(firms: list[Firm], at: datetime) -> Iterator[Claim]:
    for number, firm in enumerate(firms):
        if number % 3:
            continue
        state, wrong = ClaimState.VERIFIED, None
        if number % 120 == 3:
            wrong = at - 4 * DAY
        if number % 120 == 6:
            state, wrong = ClaimState.SUSPENDED, at - 15 * DAY
        yield Claim(
            firm=firm, host=firm.primary_host, token=f"tablinum-{number}", state=state,
            created_at=firm.created_at, verified_at=firm.created_at, wrong_since=wrong,
            checked_at=at - HOUR * (number % 100), next_check_at=at + DAY,
            report=_report(wrong),
        )  # fmt: skip
        if number % 60 == 12:
            yield Claim(
                firm=firm, host=f"clients.{firm.slug}.example", token=f"new-{number}",
                created_at=at - DAY, next_check_at=at + HOUR, checked_at=at - HOUR,
            )  # fmt: skip


def _report(wrong: datetime | None) -> dict[str, object]:
    if wrong is None:
        return {}
    return {
        "at": wrong.isoformat(),
        "ownership": {"state": "ok", "cause": "", "found": [], "asked": "9.9.9.9"},
        "address": {
            "state": "problem", "cause": "cname_elsewhere",
            "found": ["old-site.example"], "asked": "9.9.9.9",
        },
        "caa": {"state": "ok", "cause": "", "found": [], "asked": "9.9.9.9"},
    }  # fmt: skip


def _certificates(firms: list[Firm], at: datetime) -> Iterator[Certificate]:
    for number, firm in enumerate(firms):
        if firm.state == FirmState.PROVISIONING:
            continue
        yield Certificate(
            firm=firm, host=firm.primary_host, registered_domain=f"{firm.slug}.example",
            not_before=at - 30 * DAY, probed_at=at - HOUR * (number % 24),
            next_probe_at=at + HOUR, issuer="Let's Encrypt R11", serial=f"{number:x}",
            **_certificate(number, at),
        )  # fmt: skip


def _certificate(number: int, at: datetime) -> dict[str, object]:
    if number % 120 == 18:
        reason = "CAA forbids the issuer letsencrypt.org"
        return {"state": CertificateState.FAILING, "reason": reason, "failures": 3,
                "not_after": at + 5 * DAY}  # fmt: skip
    days = 9 if number % 120 == 21 else 31 + number % 59
    if number % 20 == 7:
        days = 25
    return {"state": CertificateState.ACTIVE, "not_after": at + days * DAY}
