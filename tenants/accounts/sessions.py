"""Sessions: rows in the schema of the scope, which name the firm they belong to, the
person, and the browser."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone

from tenants import origin, scope
from tenants.accounts.models import Session, User

FIRM_KEY = "_firm"
# How long a firm may let a person stay signed in, at most. The limits of the firm end
# sessions much earlier; until then the cookie and the row must not be in their way.
LONGEST = timedelta(days=30)
SEEN_EVERY = timedelta(minutes=1)
BATCH = 5000


class SessionStore(DatabaseStore):
    """Django's database sessions, bound to the schema in which they were made.

    The row is in the firm's schema already. The name inside is for the day on which a
    row gets into another schema, by a restore for example: it is not accepted there.
    """

    row: Session | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Our own rows, which know the person and the browser."""
        return Session

    def load(self) -> dict[str, Any]:
        """The session's data; a session of another firm is an empty new one."""
        data = super().load()
        if data and data.get(FIRM_KEY) != scope.current().schema:
            self._session_key, self.row = None, None
            return {}
        return data

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Write the firm into what is kept."""
        return super().encode({**session_dict, FIRM_KEY: scope.current().schema})

    def flush(self) -> None:
        """End the session: whoever signs in next begins a new one."""
        super().flush()
        self.row = None

    def get_session_cookie_age(self) -> int:
        """In seconds: of somebody's session in a firm, or of a visitor's."""
        if scope.current().firm and self.get(SESSION_KEY):
            return int(LONGEST.total_seconds())
        return settings.SESSION_COOKIE_AGE

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """The row to save: the one that was read, or a new one under a new key.

        With a new key for the same person (a changed password) the session goes on;
        with a person in it for the first time it begins.
        """
        now, person = timezone.now(), data.get(SESSION_KEY)
        row = self._row_to_save(now)
        if str(row.user_id) != str(person):
            row.user_id = person
            row.began_at = now
            _mark_seen(row, now)
        row.session_data = self.encode(data)
        row.expire_date = self.get_expiry_date()
        self.row = row
        return row

    def seen(self, at: datetime) -> None:
        """Note that the session is in use: one UPDATE, at most once a minute."""
        if self.row is None or at - self.row.last_seen_at < SEEN_EVERY:
            return
        _mark_seen(self.row, at)
        Session.objects.filter(pk=self.row.pk).update(
            last_seen_at=at, address=self.row.address, device=self.row.device
        )

    def _get_session_from_db(self) -> Session | None:
        self.row = super()._get_session_from_db()  # type: ignore[misc]
        return self.row

    def _row_to_save(self, now: datetime) -> Session:
        key = self._get_or_create_session_key()  # type: ignore[attr-defined]
        before = self.row
        if before is not None and before.session_key == key:
            return before
        row = Session(session_key=key, began_at=now)
        _mark_seen(row, now)
        if before is not None:
            row.user_id, row.began_at = before.user_id, before.began_at
        return row


def end(user: User, *, except_for: str | None = None) -> int:
    """End the person's sessions, or all but the one with this key; how many it were."""
    sessions = Session.objects.filter(user=user)
    if except_for is not None:
        sessions = sessions.exclude(session_key=except_for)
    return sessions.delete()[0]


def forget_over(at: datetime) -> int:
    """Delete rows whose time is over, a batch of them, in the schema of the scope."""
    over = Session.objects.over(at).order_by("expire_date")
    batch = over.values_list("pk", flat=True)[:BATCH]
    return Session.objects.filter(pk__in=list(batch)).delete()[0]


def _mark_seen(row: Session, at: datetime) -> None:
    whence = origin.current()
    row.last_seen_at = at
    row.address = str(whence.address) if whence.address else None
    row.device = whence.device
