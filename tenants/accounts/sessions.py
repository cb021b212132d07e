"""Sessions: rows in the schema of the scope, which name the firm they belong to."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends.db import SessionStore as DatabaseStore

from tenants import scope

FIRM_KEY = "_firm"


class SessionStore(DatabaseStore):
    """Django's database sessions, bound to the schema in which they were made.

    The row is in the firm's schema already. The name inside is for the day on which a
    row gets into another schema, by a restore for example: it is not accepted there.
    """

    def load(self) -> dict[str, Any]:
        """The session's data; a session of another firm is an empty new one."""
        data = super().load()
        if data and data.get(FIRM_KEY) != scope.current().schema:
            self._session_key = None
            return {}
        return data

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Write the firm into what is kept."""
        return super().encode({**session_dict, FIRM_KEY: scope.current().schema})
