"""What changes who gets in."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.password_validation import validate_password
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access import invitation_codes, lockout, queries
from portal.access.models import Invitation, Kind, OneTimeLink
from portal.access.problems import InvitationUsed
from tenants import audit, crypto, limits, outbox, scope
from tenants.accounts.models import User, normalise_email
from tenants.accounts.roles import STAFF, Role
from tenants.errors import DomainError

MAIL_VALID_FOR = timedelta(days=7)
HANDOVER_VALID_FOR = timedelta(hours=1)


@transaction.atomic
def invite(
    *, email: str, name: str, role: Role, language: str, by: User | None, at: datetime
) -> Invitation:
    """Invite a person by mail, or once more; the earlier invitation stops working.

    Makes the account, without a password, when there is none for this address. `by` is
    None when the platform invites the owner. Raises DomainError when the address
    belongs to somebody who has a password already, or who is something else here, and
    when the firm's plan has no place for one more person.
    """
    user = _waiting_user(email, name=name, role=role, language=language)
    _revoke_unused(user, at=at, kind=Kind.MAIL)
    invitation = Invitation(
        user=user, created_at=at, created_by=by, expires_at=at + MAIL_VALID_FOR
    )
    invitation.token_digest = crypto.digest(invitation.token)
    invitation.code_digest = invitation_codes.digest(invitation.pk, invitation.code)
    invitation.save()
    audit.record("access.invited", user, by=by, at=at, role=role)
    outbox.publish("access.invited", invitation=invitation.pk)
    return invitation


@transaction.atomic
def prepare_handover(user: User, digest: bytes, *, at: datetime) -> Invitation:
    """Let the sign-up page send this person on to set a password, for an hour.

    The page holds the token, made with the platform's key; here only its digest is
    known. The same digest again changes nothing, so a repeated step is harmless.
    """
    known = Invitation.objects.filter(token_digest=digest, user=user).first()
    if known is not None:
        return known
    _revoke_unused(user, at=at, kind=Kind.HANDOVER)
    return Invitation.objects.create(
        user=user,
        kind=Kind.HANDOVER,
        token_digest=digest,
        created_at=at,
        expires_at=at + HANDOVER_VALID_FOR,
    )


def note_opening(invitation: Invitation, *, at: datetime) -> None:
    """Keep when the page of the link was first read: by the person, or by a program
    that looks through his mail, so it proves nothing and is not in the log."""
    unread = Invitation.objects.open(at).filter(pk=invitation.pk, opened_at=None)
    unread.update(opened_at=at)


@transaction.atomic
def redeem(token: str, *, at: datetime, kind: Kind = Kind.MAIL) -> User:
    """Use an invitation up, and return its person. Raises InvitationProblem.

    One UPDATE with all conditions decides: PostgreSQL makes parallel ones wait for the
    first and look again, so exactly one of them counts a row.
    """
    invitation = queries.invitation_of(token, kind=kind)
    is_redeemed = (
        Invitation.objects.open(at).filter(pk=invitation.pk).update(redeemed_at=at)
    )
    if not is_redeemed:
        invitation.refresh_from_db()
        raise queries.problem_of(invitation, at=at) or InvitationUsed()
    user = invitation.user
    audit.record("access.invitation_redeemed", user, by=user, at=at, kind=kind)
    return user


@transaction.atomic
def set_password(user: User, password: str, *, at: datetime) -> None:
    """Give the person this password; what could still set another one stops working.

    Every other session of the person ends with it (see User.get_session_auth_hash).
    Raises ValidationError when the password does not meet the rules of the settings.
    """
    validate_password(password, user)
    user.set_password(password)
    user.save(update_fields=["password"])
    _revoke_unused(user, at=at)
    OneTimeLink.objects.open(at).filter(user=user).update(used_at=at)
    audit.record("access.password_set", user, by=user, at=at)


@transaction.atomic
def choose_language(user: User, language: str) -> None:
    """Speak this language with the person, on pages and in mails."""
    user.language = language
    user.save(update_fields=["language"])


@transaction.atomic
def unlock(user: User, *, by: User, at: datetime) -> None:
    """Let a person who has to wait after too many failures try again at once."""
    lockout.forget(user.email)
    audit.record("access.unlocked", user, by=by, at=at)


@transaction.atomic
def note_sign_in(user: User, *, at: datetime, second_factor: bool) -> None:
    """Write down that the person signed in."""
    audit.record("access.signed_in", user, by=user, at=at, second_factor=second_factor)


@transaction.atomic
def note_failed_sign_in(email: str, *, at: datetime, factor: str) -> None:
    """Write down that somebody tried, and whose account it was.

    An address that nobody has is not kept: people type passwords into that field.
    """
    user = User.objects.filter(email=normalise_email(email)).first()
    audit.record("access.sign_in_failed", user, by=None, at=at, factor=factor)


@transaction.atomic
def note_proof(user: User, *, at: datetime, factor: str) -> None:
    """Write down that the person proved anew who he is, and by what."""
    audit.record("access.proved", user, by=user, at=at, factor=factor)


@transaction.atomic
def note_failed_proof(user: User, *, at: datetime, factor: str) -> None:
    """Write down that somebody at an open session could not."""
    audit.record("access.proof_failed", user, by=user, at=at, factor=factor)


@transaction.atomic
def note_sign_out(user: User, *, at: datetime) -> None:
    """Write down that the person signed out."""
    audit.record("access.signed_out", user, by=user, at=at)


def _waiting_user(email: str, *, name: str, role: Role, language: str) -> User:
    """The account of this address, locked, made when there is none."""
    address = normalise_email(email)
    user = User.objects.select_for_update().filter(email=address).first()
    if user is None:
        if role in STAFF:
            limits.refuse_staff(User.objects.staff().active().count())
        return _new_user(address, name=name, role=role, language=language)
    if user.has_usable_password() or user.role != role or not user.is_active:
        raise _taken()
    user.name, user.language = name, language
    user.set_unusable_password()  # another one: ends what an earlier invitation began
    user.save(update_fields=["name", "language", "password"])
    return user


def _new_user(address: str, *, name: str, role: Role, language: str) -> User:
    user = User(
        email=address,
        name=name,
        role=role,
        language=language,
        time_zone=scope.current_firm().time_zone,
    )
    user.set_unusable_password()
    try:
        with transaction.atomic():
            user.save(force_insert=True)
    except IntegrityError:  # somebody invited the same address a moment ago
        raise _taken() from None
    return user


def _taken() -> DomainError:
    return DomainError(
        _("This e-mail address already has an account here. Use another address.")
    )


def _revoke_unused(user: User, *, at: datetime, kind: Kind | None = None) -> None:
    unused = Invitation.objects.unused().filter(user=user)
    if kind is not None:
        unused = unused.filter(kind=kind)
    unused.update(revoked_at=at)
