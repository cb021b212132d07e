"""What people did on the page of their account: a browser in use, changed addresses."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone

from portal.account.models import EmailChange
from tenants import crypto
from tenants.accounts.models import Session, User
from tests.cast import Cast, key
from tests.portal.access.conftest import PASSWORD

LINES = """
account:home                 -          GET    in   200   200 200  200   200    in
account:home                 -          POST   in   405   405 405  405   405    in
account:profile              -          GET    in   302   302 302  302   302    in
account:profile              -          POST   in   302   302 302  302   302    in
account:password             -          GET    in   302   302 302  302   302    in
account:password             -          POST   in   302   302 302  302   302    in
account:email                -          GET    in   302   302 302  302   302    in
account:email                -          POST   in   302   302 302  302   302    in
account:email_confirmation   change     GET    200  200   200 200  200   200    200
account:email_confirmation   change     POST   200  200   200 200  200   200    200
account:email_confirmation   its_change GET    410  410   410 410  410   410    410
account:email_confirmation   its_change POST   410  410   410 410  410   410    410
account:email_undo           undo       GET    200  200   200 200  200   200    200
account:email_undo           undo       POST   200  200   200 200  200   200    200
account:email_undo           its_undo   GET    410  410   410 410  410   410    410
account:email_undo           its_undo   POST   410  410   410 410  410   410    410
account:session_removal      tab        GET    in   405   405 405  405   405    in
account:session_removal      tab        POST   in   302   404 404  404   404    in
account:others_removal       -          GET    in   405   405 405  405   405    in
account:others_removal       -          POST   in   302   302 302  302   302    in
account:still_here           -          GET    in   405   405 405  405   405    in
account:still_here           -          POST   in   200   200 200  200   200    in
"""

GUESTS = """
account:email_confirmation   change     GET    200    200
account:email_confirmation   change     POST   200    200
account:email_undo           undo       GET    200    200
account:email_undo           undo       POST   200    200
"""


def furnish(mark: str, cast: Cast) -> tuple[str, str]:
    """Sofie's other browser; the tokens of Tom's wish and of Sofie's way back."""
    now = timezone.now()
    open_tab(mark, cast.sofie)
    wish = _change("wish", cast.tom, mark)
    done = _change("done", cast.sofie, mark)
    EmailChange.objects.filter(pk=done.pk).update(confirmed_at=now)
    return wish.confirm_token, done.undo_token


def open_tab(mark: str, user: User) -> None:
    """Another browser in which somebody is signed in."""
    now = timezone.now()
    Session.objects.create(
        pk=key("tab"),
        user=user,
        session_key=f"tab-{mark}"[:40],
        session_data="",
        expire_date=now + timedelta(days=1),
        began_at=now,
        last_seen_at=now,
        device=f"Firefox {mark}",
    )


def typed(mark: str) -> dict[str, dict[str, Any]]:
    """What is sent from the forms of the page."""
    profile = {"name": f"Me {mark}", "language": "en", "time_zone": "Europe/Brussels"}
    password = f"eleven purple chairs walk over the bridge {mark}"
    return {
        "account:profile": profile,
        "account:password": {
            "current": PASSWORD,
            "password": password,
        },
        "account:email": {"current": PASSWORD, "email": f"me-{mark}@example.com"},
    }


def _change(name: str, user: User, mark: str) -> EmailChange:
    change = EmailChange(
        pk=_key(name),
        user=user,
        old_email=f"old-{name}-{mark}@example.com".lower(),
        new_email=f"new-{name}-{mark}@example.com".lower(),
        created_at=timezone.now(),
    )
    change.confirm_digest = crypto.digest(change.confirm_token)
    change.undo_digest = crypto.digest(change.undo_token)
    change.save()
    return change


def _key(name: str) -> UUID:
    return key(f"change {name}")
