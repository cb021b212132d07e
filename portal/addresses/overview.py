"""How one address stands, as its page tells it: records, steps, and when to look again.

DNS and certificate are two states; each step is waiting, running, done or a problem.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.conf import settings
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from portal.addresses import causes, records
from portal.addresses.causes import Cause
from portal.addresses.models import Address, AddressState
from portal.addresses.records import Record
from tenants.domains import checking, suffixes
from tenants.domains.checking import Part
from tenants.domains.models import CertificateState
from tenants.domains.verdicts import SUSPENDED_AFTER
from tenants.models import Firm

WAITING, RUNNING, DONE, PROBLEM = "waiting", "running", "done", "problem"
SECONDS_BETWEEN_LOOKS = 10
SECONDS_WHILE_ASKED = 2
PROVEN = (AddressState.OWNED, AddressState.VERIFIED, AddressState.SUSPENDED)


@dataclass(frozen=True, kw_only=True)
class Step:
    """One stage: its state, and what is wrong with it where something is."""

    key: str
    state: str
    part: Part = field(default_factory=Part)
    cause: Cause | None = None


class Overview:
    """An address of this firm, at one moment."""

    def __init__(self, address: Address, firm: Firm, *, at: datetime) -> None:
        self.address, self.firm, self.at = address, firm, at
        self.platform_host = f"{firm.slug}.{settings.PLATFORM_HOST}"
        self.zone = suffixes.registered_domain(address.host) or address.host
        self.is_apex = suffixes.is_apex(address.host)
        self.has_alias = self.is_apex and not settings.EDGE_ADDRESSES
        self.edge_host = settings.EDGE_HOST

    @property
    def is_primary(self) -> bool:
        """Whether the firm's links are built from it."""
        return self.firm.primary_host == self.address.host

    @property
    def is_set_up(self) -> bool:
        """Whether there are records to show."""
        return bool(self.address.token) and not self.address.is_gone

    @property
    def is_watched(self) -> bool:
        """Whether the page should look again by itself."""
        return not self.address.is_gone and not self.is_settled

    @property
    def is_settled(self) -> bool:
        """Whether all is right and nothing is on its way."""
        address = self.address
        return (
            address.is_live
            and not address.wrong_since
            and not address.is_being_checked
            and not address.is_leaving
            and address.certificate_state != CertificateState.FAILING
        )

    @property
    def seconds(self) -> int:
        """How long until the page looks again."""
        is_soon = self.address.is_being_checked or self.address.is_leaving
        return SECONDS_WHILE_ASKED if is_soon else SECONDS_BETWEEN_LOOKS

    @cached_property
    def records(self) -> list[Record]:
        """What belongs into DNS."""
        return records.of(self.address)

    @cached_property
    def steps(self) -> list[Step]:
        """The stages, in order."""
        return [self.ownership, self.pointing, self.certificate, self.live]

    @cached_property
    def ownership(self) -> Step:
        """The firm's proof that the name is its own."""
        return self._dns_step(checking.OWNERSHIP)

    @cached_property
    def pointing(self) -> Step:
        """The name leads to us."""
        return self._dns_step(checking.ADDRESS)

    @cached_property
    def caa(self) -> Step:
        """The authority may issue a certificate."""
        return self._dns_step(checking.CAA)

    @cached_property
    def certificate(self) -> Step:
        """A certificate for the name; CAA is in its way first."""
        state = {
            CertificateState.ACTIVE: DONE,
            CertificateState.FAILING: PROBLEM,
        }.get(CertificateState(self.address.certificate_state), WAITING)
        if self.caa.state == PROBLEM and state != DONE:
            state = PROBLEM
        elif state == WAITING and self.is_issuing:
            state = RUNNING
        return Step(
            key="certificate", state=state, part=self.caa.part, cause=self.caa.cause
        )

    @cached_property
    def live(self) -> Step:
        """People reach the portal there."""
        return Step(key="live", state=DONE if self.address.is_live else WAITING)

    @property
    def is_issuing(self) -> bool:
        """Whether the edge may be getting a certificate right now."""
        return self.address.state == AddressState.VERIFIED and settings.HTTPS

    @property
    def dns(self) -> tuple[str, str]:
        """The state of DNS in a word, and its colour."""
        parts = (self.ownership, self.pointing, self.caa)
        if self.address.state == AddressState.SUSPENDED:
            return "bad", _("Suspended")
        if any(step.state == PROBLEM for step in parts):
            return "bad", _("Problem")
        if all(step.state == DONE for step in parts):
            return "ok", _("Right")
        if self.address.wrong_since:
            return "bad", _("Record gone")
        return "", _("Waiting")

    @property
    def tls(self) -> tuple[str, str]:
        """The state of the certificate in a word, and its colour."""
        if self.address.certificate_state == CertificateState.ACTIVE:
            return "ok", _("Active")
        if self.address.certificate_state == CertificateState.FAILING:
            return "bad", _("Failing")
        return ("brand", _("Being issued")) if self.is_issuing else ("", _("Waiting"))

    @property
    def suspends_at(self) -> datetime | None:
        """When the address goes dark if DNS stays wrong."""
        wrong_since = self.address.wrong_since
        return wrong_since + SUSPENDED_AFTER if wrong_since else None

    def _dns_step(self, name: str) -> Step:
        part = checking.part_of(self.address.report, name)
        cause = causes.of(part, self.address.host, is_apex=self.is_apex)
        state = {checking.OK: DONE, checking.PROBLEM: PROBLEM}.get(part.state, WAITING)
        return Step(key=name, state=state, part=part, cause=cause)
