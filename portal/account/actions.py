"""What a person changes about himself."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portal.access import actions as access
from portal.account.models import EmailChange
from tenants import audit, crypto, outbox
from tenants.accounts import sessions
from tenants.accounts.models import Session, User, normalise_email
from tenants.errors import DomainError


@transaction.atomic
def save_profile(
    user: User, *, name: str, language: str, time_zone: str, at: datetime
) -> None:
    """How the person is called, and in which language and zone we speak."""
    before = (user.name, user.language, user.time_zone)
    after = (name, language, time_zone)
    fields = ["name", "language", "time_zone"]
    changed = [
        field
        for field, old, new in zip(fields, before, after, strict=True)
        if old != new
    ]
    if not changed:
        return
    user.name, user.language, user.time_zone = after
    user.save(update_fields=changed)
    audit.record("account.saved", user, by=user, at=at, fields=changed)


@transaction.atomic
def change_password(user: User, password: str, *, session: str, at: datetime) -> None:
    """A new password; every session but the one with this key ends.

    Raises ValidationError when it does not meet the rules.
    """
    access.set_password(user, password, at=at)
    sessions.end(user, except_for=session)
    outbox.publish("account.password_changed", user=user.pk)


@transaction.atomic
def end_session(session: Session, *, by: User, at: datetime) -> None:
    """Sign one browser out."""
    session.delete()
    audit.record("account.session_ended", by, by=by, at=at, count=1)


@transaction.atomic
def end_other_sessions(user: User, *, session: str, at: datetime) -> int:
    """Sign the person out everywhere but here; how many browsers it were."""
    ended = sessions.end(user, except_for=session)
    if ended:
        audit.record("account.session_ended", user, by=user, at=at, count=ended)
    return ended


@transaction.atomic
def ask_for_email(user: User, email: str, *, at: datetime) -> EmailChange:
    """Ask the new address whether it is the person's. An earlier wish is given up.

    Whether somebody else has the address is not told here: its owner would get no link.
    """
    User.objects.select_for_update().get(pk=user.pk)
    EmailChange.objects.waiting().filter(user=user).update(ended_at=at)
    change = EmailChange(
        user=user,
        old_email=user.email,
        new_email=normalise_email(email),
        created_at=at,
    )
    change.confirm_digest = crypto.digest(change.confirm_token)
    change.undo_digest = crypto.digest(change.undo_token)
    change.save()
    audit.record("account.email_asked", user, by=user, at=at)
    outbox.publish("account.email_asked", change=change.pk)
    return change


@transaction.atomic
def confirm_email(change: EmailChange, *, at: datetime) -> None:
    """From now on the person signs in with the new address; the old one is told.

    Raises DomainError when the link was used meanwhile, or the address was taken.
    """
    open_one = EmailChange.objects.open(at).filter(pk=change.pk)
    if not open_one.update(confirmed_at=at):
        raise _gone()
    _rename(change.user, change.new_email)
    audit.record("account.email_changed", change.user, by=change.user, at=at)
    outbox.publish("account.email_confirmed", change=change.pk)
    outbox.publish("account.email_changed", user=change.user_id)


@transaction.atomic
def undo_email(change: EmailChange, *, at: datetime) -> None:
    """Back to the old address. All sessions end, and later changes with this one.

    Whoever took the account over may have changed the address again since. Raises
    DomainError when it was undone already, or somebody else has the old address now.
    """
    if not EmailChange.objects.undoable(at).filter(pk=change.pk).update(ended_at=at):
        raise _gone()
    later = EmailChange.objects.filter(
        user=change.user_id, created_at__gte=change.created_at, ended_at=None
    )
    later.update(ended_at=at)
    _rename(change.user, change.old_email)
    sessions.end(change.user)
    audit.record("account.email_restored", change.user, by=change.user, at=at)
    outbox.publish("account.email_changed", user=change.user_id)


def session_of(user: User, pk: UUID) -> Session | None:
    """One of the person's own sessions."""
    return Session.objects.filter(user=user, pk=pk).first()


def _rename(user: User, email: str) -> None:
    user.email = email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError:
        raise _gone() from None


def _gone() -> DomainError:
    return DomainError(_("This link does not work any more."))
