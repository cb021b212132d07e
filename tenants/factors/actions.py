"""What changes how a person proves himself. Each leaves a trace in the log, and an
event by which a firm's people are told."""

from __future__ import annotations

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from tenants import audit, outbox
from tenants.accounts.models import User
from tenants.errors import DomainError
from tenants.factors import ceremony, queries, recovery
from tenants.factors.models import Authenticator, Passkey, RecoveryCode, RecoveryCodes
from tenants.factors.secret import Secret

MOST_PASSKEYS = 20


@transaction.atomic
def set_up_authenticator(
    user: User, secret: Secret, *, period: int, at: datetime
) -> Authenticator:
    """Switch an authenticator app on. The code of `period` was typed; it works no more.

    Raises DomainError when there is one already, set up in another tab.
    """
    _lock(user)
    if Authenticator.objects.filter(user=user).exists():
        raise DomainError(
            _("Your authenticator app is set up already. Sign in with it.")
        )
    device = Authenticator(user=user, name="app", last_period=period, created_at=at)
    device.seal(secret)
    device.save(force_insert=True)
    _tell("factor.authenticator_set_up", user, at=at)
    return device


@transaction.atomic
def add_passkey(
    user: User,
    answer: str,
    challenge: str,
    *,
    name: str,
    place: ceremony.Place,
    at: datetime,
) -> Passkey:
    """Keep the passkey that this answer made. Raises DomainError when it made none."""
    _lock(user)
    if Passkey.objects.filter(user=user).count() >= MOST_PASSKEYS:
        raise DomainError(_("You have many passkeys. Remove one that you do not use."))
    made = ceremony.made(answer, challenge, place=place)
    if made is None:
        raise DomainError(_("The passkey was not made. Try it once more."))
    device = Passkey(
        user=user,
        name=name,
        rp_id=place.host,
        credential_id=made.credential_id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        transports=ceremony.transports_of(answer),
        created_at=at,
    )
    _insert(device)
    _tell("factor.passkey_added", user, at=at)
    return device


@transaction.atomic
def make_codes_unless_there(user: User, *, at: datetime) -> list[str]:
    """The recovery codes that come with a first factor; none when there are some."""
    _lock(user)
    if RecoveryCodes.objects.filter(user=user).exists():
        return []
    return _new_codes(user, at=at)


@transaction.atomic
def renew_codes(user: User, *, at: datetime) -> list[str]:
    """New recovery codes, to be shown once; the earlier ones stop working.

    Raises DomainError for who has nothing that they could stand in for.
    """
    _lock(user)
    if not queries.has_any(user):
        raise DomainError(_("Set up a second factor first."))
    codes = _new_codes(user, at=at)
    _tell("factor.recovery_codes_renewed", user, at=at)
    return codes


@transaction.atomic
def remove_authenticator(user: User, *, at: datetime) -> None:
    """Switch the app off. With the last factor the recovery codes go too."""
    _lock(user)
    Authenticator.objects.filter(user=user).delete()
    _drop_lonely_codes(user)
    _tell("factor.authenticator_removed", user, at=at)


@transaction.atomic
def remove_passkey(passkey: Passkey, *, by: User, at: datetime) -> None:
    """Forget a passkey. With the last factor the recovery codes go too."""
    _lock(by)
    passkey.delete()
    _drop_lonely_codes(by)
    _tell("factor.passkey_removed", by, at=at)


@transaction.atomic
def remove_all(user: User) -> None:
    """Forget everything: who lost it begins anew. The caller writes down why."""
    for kind in queries.ALL:
        kind.objects.filter(user=user).delete()


def _tell(action: str, user: User, *, at: datetime) -> None:
    audit.record(action, user, by=user, at=at)
    outbox.publish("factor.changed", user=user.pk, action=action)


def _lock(user: User) -> None:
    """One change of a person's factors at a time."""
    User.objects.select_for_update().get(pk=user.pk)


def _insert(device: Passkey) -> None:
    try:
        with transaction.atomic():
            device.save(force_insert=True)
    except IntegrityError:
        raise DomainError(_("This passkey is kept already.")) from None


def _new_codes(user: User, *, at: datetime) -> list[str]:
    # the row stays: sessions that were proved by a code go on
    salt = recovery.new_salt()
    kept, _is_new = RecoveryCodes.objects.update_or_create(
        user=user, defaults={"name": "codes", "created_at": at, "salt": salt}
    )
    kept.unused.all().delete()
    codes = recovery.new_codes()
    RecoveryCode.objects.bulk_create(
        RecoveryCode(codes=kept, digest=recovery.digest(code, salt)) for code in codes
    )
    return codes


def _drop_lonely_codes(user: User) -> None:
    kinds = (Authenticator, Passkey)
    if not any(kind.objects.filter(user=user).exists() for kind in kinds):
        RecoveryCodes.objects.filter(user=user).delete()
