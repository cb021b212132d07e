"""Asking for a portal, and confirming it. Nothing exists before the confirmation."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from controlplane.signup import agreements, links, queries
from controlplane.signup.models import VALIDITY, SignUp
from controlplane.signup.problems import (
    PER_DAY,
    AddressTaken,
    TooManySignUps,
    refuse_spent,
)
from controlplane.signup.wish import Wish
from provisioning import actions as provisioning
from provisioning.models import Run
from tenants import audit, crypto, outbox
from tenants.errors import DomainError
from tenants.keys import uuid7


@transaction.atomic
def request(
    wish: Wish, *, submission: bytes, accepted_from: str | None, at: datetime
) -> SignUp:
    """Write down the wish and the acceptance of the agreements; a mail follows.

    `submission` is the digest of the form as it was sent: the same one twice is one
    sign-up and one mail. Raises TooManySignUps.
    """
    if earlier := SignUp.objects.filter(submission=submission).first():
        return earlier
    if queries.unconfirmed_today(wish.email, at=at) >= PER_DAY:
        raise TooManySignUps
    key = uuid7()
    sign_up, is_new = SignUp.objects.get_or_create(
        submission=submission,
        defaults={
            **asdict(wish),
            "id": key,
            "token_digest": crypto.digest(links.token(key)),
            "terms_version": agreements.TERMS.current,
            "processor_agreement_version": agreements.PROCESSING.current,
            "accepted_at": at,
            "accepted_from": accepted_from,
            "created_at": at,
            "expires_at": at + VALIDITY,
        },
    )
    if is_new:
        outbox.publish("signup.requested", sign_up=sign_up.pk)
    return sign_up


@transaction.atomic
def confirm(sign_up: SignUp, *, slug: str, at: datetime) -> SignUp:
    """Have the firm made, at this address. Works once.

    `slug` differs from the one that was asked for when somebody else took that.
    Raises LinkUsed, LinkExpired, AddressTaken.
    """
    mine = SignUp.objects.select_for_update().get(pk=sign_up.pk)
    refuse_spent(mine, at=at)
    verdict = queries.availability(slug)
    if not verdict.available:
        raise AddressTaken(verdict)
    mine.slug = verdict.slug
    mine.run = _request_firm(mine, at=at)
    mine.confirmed_at = at
    mine.save(update_fields=["slug", "run", "confirmed_at"])
    audit.record("signup.confirmed", mine, by=None, at=at)
    return mine


def _request_firm(sign_up: SignUp, *, at: datetime) -> Run:
    """Start the run. Somebody may have confirmed the same address at this moment."""
    try:
        return provisioning.request(
            name=sign_up.firm_name,
            slug=sign_up.slug,
            language=sign_up.language,
            country=sign_up.country,
            time_zone=sign_up.time_zone,
            owner_name=sign_up.owner_name,
            owner_email=sign_up.email,
            at=at,
        )
    except DomainError:
        verdict = queries.availability(sign_up.slug)
        if verdict.available:
            raise
        raise AddressTaken(verdict) from None
