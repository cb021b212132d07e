"""What firms and operators do with claims: each one transaction, in `public`.

`by` is an operator; None for what a firm wished at its desk, or the system did. Every
change ends in the event `domain.decided`, after which the firm's own row is written.
None of these asks DNS: that takes seconds, and a worker does it (see `verdicts`).
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.domains import refusals, standing
from tenants.domains.models import ENDED, PROVEN, Claim, ClaimState, EndReason, Hold
from tenants.errors import DomainError
from tenants.keys import uuid7
from tenants.models import Firm

HELD_FOR = timedelta(days=30)
TOKEN_BYTES = 20  # 160 bits


def new_token() -> str:
    """What the ownership record of one claim must say. Its case does not matter."""
    random = base64.b32encode(secrets.token_bytes(TOKEN_BYTES)).decode().lower()
    return f"tablinum-{random}"


@transaction.atomic
def claim(
    firm: Firm,
    host: str,
    *,
    by: User | None,
    at: datetime,
    key: UUID | None = None,
    becomes_primary: bool = True,
) -> Claim:
    """Say that this host is the firm's. Raises refusals.Refused.

    `key` is that of the firm's own row, where it wrote one first.
    """
    name = refusals.of_name(host)
    Firm.objects.select_for_update().get(pk=firm.pk)  # one claim at a time, for limits
    refusals.of_claim(firm, name, at=at)
    made = Claim(
        pk=key or uuid7(), firm=firm, host=name, token=new_token(), created_at=at,
        next_check_at=at, becomes_primary=becomes_primary,
    )  # fmt: skip
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise DomainError(_("You have added this address already.")) from None
    decided(made, "domain.claimed", by=by, at=at)
    outbox.publish("domain.check_wanted", claim=made.pk)
    return made


@transaction.atomic
def check(claim: Claim, *, at: datetime) -> None:
    """Have DNS asked as soon as a worker is free. Raises DomainError when it ended."""
    found = _open(claim)
    found.next_check_at = at
    found.save(update_fields=["next_check_at"])
    outbox.publish("domain.check_wanted", claim=found.pk)


@transaction.atomic
def release(claim: Claim, *, by: User | None, at: datetime) -> None:
    """Give the host back: it goes dark at once, and is held for this firm for a while.

    A host that was never proven is not held. Raises DomainError when it ended before.
    """
    end(_open(claim), EndReason.REMOVED, at=at)
    decided(claim, "domain.released", by=by, at=at)


@transaction.atomic
def cancel(claim: Claim, *, by: User | None, at: datetime) -> None:
    """Take back a claim that is not proven. Raises DomainError when it is."""
    if _open(claim).state != ClaimState.WAITING:
        raise DomainError(_("This address is proven already. Remove it instead."))
    release(claim, by=by, at=at)


@transaction.atomic
def make_primary(claim: Claim, *, by: User | None, at: datetime) -> None:
    """Build the firm's links from this host. Raises DomainError until it is live."""
    found = _open(claim)
    if not standing.is_live(found):
        raise DomainError(
            _("This address is not live yet. Wait until its certificate is active.")
        )
    firm = Firm.objects.select_for_update().get(pk=found.firm_id)
    _switch(firm, found.host, by=by, at=at)


@transaction.atomic
def use_platform_address(firm: Firm, *, by: User | None, at: datetime) -> None:
    """Build the firm's links from its address under the platform's name again."""
    locked = Firm.objects.select_for_update().get(pk=firm.pk)
    _switch(locked, standing.platform_host(locked), by=by, at=at)


@transaction.atomic
def promote(claim: Claim, *, at: datetime) -> bool:
    """Make a host primary that has just gone live, as was wished with the claim.

    Once only, and never in place of another address of the firm's own.
    """
    found = Claim.objects.select_for_update().get(pk=claim.pk)
    if not (found.becomes_primary and standing.is_live(found)):
        return False
    found.becomes_primary = False
    found.save(update_fields=["becomes_primary"])
    firm = Firm.objects.select_for_update().get(pk=found.firm_id)
    if firm.primary_host != standing.platform_host(firm):
        return False
    _switch(firm, found.host, by=None, at=at)
    return True


@transaction.atomic
def release_all(firm: Firm, *, by: User | None, at: datetime) -> None:
    """Give back every host of a firm that is being erased."""
    for each in firm.claims.open():
        release(each, by=by, at=at)


@transaction.atomic
def tell_again(firm: Firm) -> None:
    """Have the firm's own rows written anew, as after a restore of an old state."""
    for each in firm.claims.all():
        outbox.publish("domain.decided", claim=each.pk)


def end(claim: Claim, reason: EndReason, *, at: datetime) -> None:
    """Close a claim, in the caller's transaction; what it had proven is held."""
    if claim.state in PROVEN and reason != EndReason.PROVEN_ELSEWHERE:
        Hold.objects.update_or_create(
            host=claim.host, defaults={"firm_id": claim.firm_id, "until": at + HELD_FOR}
        )
    is_lost = reason == EndReason.PROVEN_ELSEWHERE
    claim.state = ClaimState.LOST if is_lost else ClaimState.RELEASED
    claim.end_reason, claim.ended_at, claim.next_check_at = reason, at, None
    claim.save()
    standing.close_host(claim)


def decided(claim: Claim, action: str, *, by: User | None, at: datetime) -> None:
    """Write a decision down, and have the firm told."""
    audit.record(action, claim, by=by, at=at, firm=str(claim.firm_id))
    outbox.publish("domain.decided", claim=claim.pk)


def _switch(firm: Firm, host: str, *, by: User | None, at: datetime) -> None:
    before = firm.primary_host
    if before == host:
        return
    standing.make_primary(firm, host)
    audit.record("domain.made_primary", firm, by=by, at=at, host=host, before=before)
    for each in firm.claims.open().filter(host__in=(before, host)):
        outbox.publish("domain.decided", claim=each.pk)


def _open(claim: Claim) -> Claim:
    """The claim as it is now, locked for the transaction."""
    found = Claim.objects.select_for_update().get(pk=claim.pk)
    if found.state in ENDED:
        raise DomainError(_("This address was removed already."))
    return found
