"""Who has to wait after too many failures: an account, or a network.

django-axes keeps the failures, in the schema of the scope, so that no firm's failures
count at another. Of a try only two things are kept: a digest of the address that was
typed, made with the firm's own key (people type passwords into that field), and where
the try came from. An address that nobody has is counted like any other; that somebody
must wait therefore says nothing about who has an account.

While somebody waits, nothing is counted: whoever goes on trying does not make the owner
of the account wait for longer. And a browser in which the account signed in before
counts for itself (portal/access/known.py): strangers do not make it wait at all.
"""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from ipaddress import IPv6Address, IPv6Network
from typing import Any

from axes.handlers.database import AxesDatabaseHandler
from axes.models import AccessAttempt
from django.db import IntegrityError, transaction
from django.db.models import F, Max, QuerySet, Sum
from django.http import HttpRequest
from django.utils import timezone

from portal.access import known
from tenants import audit, crypto, origin
from tenants.accounts.models import User, normalise_email

ACCOUNT_LIMIT = 8
NETWORK_LIMIT = 60  # higher: a whole office may come from one address
COOL_OFF = timedelta(minutes=15)
IPV6_PREFIX = 64

Attempts = QuerySet[AccessAttempt]


def waits_until(email: str, *, at: datetime) -> datetime | None:
    """Until when nobody gets in here with this address from this network, if so."""
    recent = AccessAttempt.objects.filter(attempt_time__gt=at - COOL_OFF)
    ends = (
        _end_of(recent.filter(**_counted_as(email)), limit=ACCOUNT_LIMIT),
        _end_of(recent.filter(ip_address=network()), limit=NETWORK_LIMIT),
    )
    return max((end for end in ends if end is not None), default=None)


def account_waits_until(user: User, *, at: datetime) -> datetime | None:
    """Until when this person has to wait: a stranger's browser, or one of his own."""
    recent = AccessAttempt.objects.filter(attempt_time__gt=at - COOL_OFF)
    mine = recent.filter(username=name_of(user.email))
    browsers = mine.values_list("user_agent", flat=True).distinct()
    ends = (
        _end_of(mine.filter(user_agent=each), limit=ACCOUNT_LIMIT) for each in browsers
    )
    return max((end for end in ends if end is not None), default=None)


def count(email: str, *, at: datetime) -> None:
    """Add a failure, unless this address or network has to wait already.

    The one that makes it wait is in the log, once.
    """
    if waits_until(email, at=at) is not None:
        return
    _add(email, at=at)
    if waits_until(email, at=at) is not None:
        user = User.objects.filter(email=normalise_email(email)).first()
        audit.record("access.locked_out", user, by=None, at=at)


def forget_here(email: str) -> int:
    """Let this account try anew in this browser; what strangers did still counts."""
    return int(AccessAttempt.objects.filter(**_counted_as(email)).delete()[0])


def forget(email: str) -> int:
    """Let this account try anew anywhere; networks still have their other failures."""
    tries = AccessAttempt.objects.filter(username=name_of(email))
    return int(tries.delete()[0])


def forget_old(*, at: datetime) -> int:
    """Remove what does not count any more."""
    old = AccessAttempt.objects.filter(attempt_time__lte=at - COOL_OFF)
    return int(old.delete()[0])


def name_of(email: str) -> str:
    """What stands for this address: nobody without the firm's key can tell which."""
    typed = normalise_email(email).encode(errors="surrogatepass")
    return hmac.new(crypto.derive("lockout"), typed, hashlib.sha256).hexdigest()


class Handler(AxesDatabaseHandler):  # type: ignore[misc]
    """Counts for django-axes what its signals tell, by the rules of this file.

    Its own handler would keep what was typed, one limit for accounts and networks, and
    would let somebody who signs in clear the failures of his whole network.
    """

    def is_locked(
        self, request: HttpRequest, credentials: dict[str, Any] | None = None
    ) -> bool:
        """Whether nobody gets in here with this address."""
        email = (credentials or {}).get("username") or ""
        return waits_until(email, at=timezone.now()) is not None

    def user_login_failed(
        self,
        sender: Any,
        credentials: dict[str, Any],
        request: HttpRequest | None = None,
        **kwargs: Any,
    ) -> None:
        """Count the failure."""
        count(credentials.get("username") or "", at=timezone.now())

    def user_logged_in(
        self, sender: Any, request: HttpRequest, user: User, **kwargs: Any
    ) -> None:
        """All steps were passed: failures in this browser are over, and it is known."""
        forget_here(user.email)
        if not user.is_guest:
            known.note(request, name_of(user.email))

    def user_logged_out(
        self, sender: Any, request: HttpRequest, user: User | None, **kwargs: Any
    ) -> None:
        """Says nothing about failures."""


def _counted_as(email: str) -> dict[str, str]:
    """Where failures of this address in this browser stand. The column that would keep
    what the browser calls itself says which known browser it is."""
    name = name_of(email)
    return {"username": name, "user_agent": known.browser_of(name)}


def _add(email: str, *, at: datetime) -> None:
    here = AccessAttempt.objects.filter(ip_address=network(), **_counted_as(email))
    here.filter(attempt_time__lte=at - COOL_OFF).delete()
    if _add_to(here, at=at):
        return
    try:
        with transaction.atomic():
            _first(email, at=at)
    except IntegrityError:  # somebody tried from here at the same moment
        _add_to(here, at=at)


def network() -> str | None:
    """The network of this request, None when unknown: who has one address of IPv6 has
    the 2**64 beside it too."""
    address = origin.current().address
    if isinstance(address, IPv6Address):
        return str(IPv6Network((address, IPV6_PREFIX), strict=False).network_address)
    return str(address) if address else None


def _end_of(attempts: Attempts, *, limit: int) -> datetime | None:
    found = attempts.aggregate(
        failures=Sum("failures_since_start"), last=Max("attempt_time")
    )
    if (found["failures"] or 0) < limit:
        return None
    end: datetime = found["last"] + COOL_OFF
    return end


def _add_to(attempts: Attempts, *, at: datetime) -> int:
    more = F("failures_since_start") + 1
    return attempts.update(failures_since_start=more, attempt_time=at)


def _first(email: str, *, at: datetime) -> None:
    attempt = AccessAttempt.objects.create(
        **_counted_as(email), ip_address=network(), failures_since_start=1
    )
    AccessAttempt.objects.filter(pk=attempt.pk).update(attempt_time=at)
