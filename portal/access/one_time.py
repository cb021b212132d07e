"""Links for those who do not get in: to a new password, or straight in.

Asking costs the same work whether an account exists or not: one look for it, a row, a
line in the log and an event. The mail is the worker's business.
"""

from __future__ import annotations

import hmac
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q

from portal.access import actions, lockout
from portal.access.models import OneTimeLink, Purpose
from portal.access.problems import LinkDead
from tenants import audit, crypto, outbox
from tenants.accounts.models import User, normalise_email
from tenants.accounts.roles import CLIENTS, GUESTS

VALID_FOR = {
    Purpose.PASSWORD: timedelta(hours=1),
    Purpose.SIGN_IN: timedelta(minutes=10),  # at most, says ASVS 5.0 (6.5.5)
}
MOST_FOR_ACCOUNT = 5  # mails in an hour
MOST_FOR_NETWORK = 40
MOST_TRIES = 5  # wrong codes


@transaction.atomic
def ask(purpose: Purpose, email: str, *, at: datetime) -> OneTimeLink:
    """Have a link sent to this address, if it has an account that may get one."""
    user = _receiver(purpose, email)
    network = lockout.network()
    link = OneTimeLink(
        user=None if _is_too_much(user, network, at=at) else user,
        purpose=purpose,
        network=network,
        created_at=at,
        expires_at=at + VALID_FOR[purpose],
    )
    link.token_digest = crypto.digest(link.token)
    link.save(force_insert=True)
    audit.record("access.link_asked", user, by=None, at=at, purpose=purpose)
    outbox.publish("access.link_asked", link=link.pk)
    return link


def link_of(token: str, purpose: Purpose, *, at: datetime) -> OneTimeLink:
    """The link with this token, while it can be used. Raises LinkDead."""
    found = (
        OneTimeLink.objects.open(at)
        .select_related("user")
        .filter(token_digest=crypto.digest(token), purpose=purpose)
        .filter(user__is_active=True)
        .first()
    )
    if found is None:
        raise LinkDead
    return found


@transaction.atomic
def set_password(link: OneTimeLink, password: str, *, at: datetime) -> User:
    """Use the link up for this password; all sessions of the person end.

    Raises LinkDead when somebody was quicker, ValidationError for a bad password.
    """
    user = _use(link, at=at)
    actions.set_password(user, password, at=at)
    lockout.forget(user.email)
    audit.record("access.password_reset", user, by=user, at=at)
    outbox.publish("access.password_reset", user=user.pk)
    return user


@transaction.atomic
def sign_in(link: OneTimeLink, *, at: datetime) -> User:
    """Use the link up, and return who may come in. Raises LinkDead."""
    return _use(link, at=at)


def sign_in_by_code(key: UUID, code: str, *, at: datetime) -> User | None:
    """The person, when these are the digits of the link that this browser asked for.

    None when they are wrong; raises LinkDead when it does not matter any more. The try
    is counted before anything is compared, so parallel guesses are counted too.
    """
    tried = OneTimeLink.objects.open(at).filter(
        pk=key, purpose=Purpose.SIGN_IN, code_tries__lt=MOST_TRIES
    )
    if not tried.update(code_tries=F("code_tries") + 1):
        raise LinkDead
    link = OneTimeLink.objects.select_related("user").get(pk=key)
    is_right = hmac.compare_digest(link.code.encode(), code.encode())
    if link.user is None or not link.user.is_active or not is_right:
        actions.note_failed_sign_in(
            link.user.email if link.user else "", at=at, factor="link_code"
        )
        return None
    return sign_in(link, at=at)


def _receiver(purpose: Purpose, email: str) -> User | None:
    """Who gets the mail. Somebody without a password has an invitation for that."""
    found = User.objects.get_queryset().active().exclude(role__in=GUESTS)
    if purpose == Purpose.SIGN_IN:
        found = found.filter(role__in=CLIENTS)
    user = found.filter(email=normalise_email(email)).first()
    return user if user is not None and user.has_usable_password() else None


def _is_too_much(user: User | None, network: str | None, *, at: datetime) -> bool:
    """Whether this account or this network asked for enough in the last hour."""
    asked = OneTimeLink.objects.counted(at).aggregate(
        account=Count("pk", filter=Q(user=user, user__isnull=False)),
        network=Count("pk", filter=Q(network=network)),
    )
    is_much = asked["account"] >= MOST_FOR_ACCOUNT
    return bool(is_much or asked["network"] >= MOST_FOR_NETWORK)


def _use(link: OneTimeLink, *, at: datetime) -> User:
    """One UPDATE decides who was first; what else was asked for stops working too.

    The account is read again: it may have been closed since, or closed and opened, and
    then it takes an invitation to get in.
    """
    people = User.objects.get_queryset().active()
    user = people.filter(pk=link.user_id).first() if link.user_id else None
    is_first = OneTimeLink.objects.open(at).filter(pk=link.pk).update(used_at=at)
    if not is_first or user is None or not user.has_usable_password():
        raise LinkDead
    audit.record("access.link_used", user, by=user, at=at, purpose=link.purpose)
    OneTimeLink.objects.open(at).filter(user=user).update(used_at=at)
    return user
