"""Every state in which an address can be, put into the firm in force."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from portal.addresses.models import Address
from tenants.domains.checking import Part, Report
from tests.tenants.domains import reports

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
HOST = "portal.peeters-partners.be"
TOKEN = "tablinum-7hq2m4xk9c3vw5zt2d6rb8npy4se"
ASKED = "192.0.2.53"

OWNED = {"state": "owned", "token": TOKEN}
VERIFIED = {"state": "verified", "token": TOKEN, "verified_at": NOW}
ACTIVE = {
    **VERIFIED,
    "is_live": True,
    "certificate_state": "active",
    "certificate_issuer": "Let's Encrypt",
    "certificate_until": NOW + timedelta(days=74),
}
ENDED = {"ended_at": NOW, "token": TOKEN}
OLD_A = Part(state="problem", cause="old_a", found=("185.12.80.4",), asked=ASKED)
OLD_AAAA = Part(state="problem", cause="old_aaaa", found=("2001:db8::1",), asked=ASKED)
FORBIDDEN = Part(
    state="problem",
    cause="caa_forbids",
    found=('peeters-partners.be 0 issue "digicert.com"',),
    asked=ASKED,
)
OTHER_TEXT = Part(
    state="problem", cause="other_text", found=("v=spf1 -all",), asked=ASKED
)
SILENT = Part(cause="server_failed", asked=ASKED)

STATES: dict[str, dict[str, Any]] = {
    "requested": {"state": "requested"},
    "waiting": {"state": "waiting", "token": TOKEN, "report": reports.NOTHING},
    "text-problem": {
        "state": "waiting", "token": TOKEN, "report": reports.report(OTHER_TEXT),
    },
    "address-problem": {**OWNED, "report": reports.report(address=OLD_A)},
    "aaaa-problem": {**OWNED, "report": reports.report(address=OLD_AAAA)},
    "caa-problem": {**OWNED, "report": reports.report(caa=FORBIDDEN)},
    "no-answer": {
        "state": "waiting", "token": TOKEN,
        "report": reports.report(SILENT, SILENT, SILENT),
    },
    "issuing": {**VERIFIED, "report": reports.RIGHT, "certificate_state": "issuing"},
    "failing": {
        **VERIFIED, "report": reports.RIGHT, "certificate_state": "failing",
        "certificate_reason": "The edge has no certificate for this name.",
    },
    "active": {**ACTIVE, "report": reports.RIGHT},
    "gone-wrong": {
        **ACTIVE, "report": reports.report(address=OLD_A),
        "wrong_since": NOW - timedelta(days=2),
    },
    "suspended": {
        **VERIFIED, "state": "suspended", "report": reports.report(address=OLD_A),
        "wrong_since": NOW - timedelta(days=15),
    },
    "lost": {**ENDED, "state": "lost", "end_reason": "proven_elsewhere"},
    "released": {**ENDED, "state": "released", "end_reason": "removed"},
    "given-up": {**ENDED, "state": "released", "end_reason": "never_proven"},
    "refused": {
        **ENDED, "state": "refused", "token": "",
        "refusal": "Another firm here has proved that this address is its own. If it "
        "is yours, write to us.",
    },
}  # fmt: skip


def put(state: str, *, host: str = HOST, **fields: Any) -> Address:
    """Make an address that is in this state."""
    wanted: dict[str, Any] = {"created_at": NOW, **STATES[state], **fields}
    found: Report | None = wanted.pop("report", None)
    if found is not None:
        wanted["report"] = found.as_json(at=NOW)
        wanted["checked_at"] = NOW
    return Address.objects.create(host=host, **wanted)
