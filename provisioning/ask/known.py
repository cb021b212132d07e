"""The names that have a certificate, in memory: they go on without the database."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from threading import Lock, Thread

from provisioning.ask.index import AwayError

REFRESH = 60.0  # seconds

log = logging.getLogger("ask")


class Known:
    """A set of names, read anew every minute and kept while that is not possible."""

    def __init__(self, read: Callable[[], set[str]]) -> None:
        self._read = read
        self._names: set[str] = set()
        self._lock = Lock()

    def __contains__(self, host: str) -> bool:
        return host in self._names

    def __len__(self) -> int:
        return len(self._names)

    def learn(self, host: str) -> None:
        """The database just said that it has a certificate."""
        if host not in self._names:
            with self._lock:
                self._names.add(host)

    def forget(self, host: str) -> None:
        """The database just said that nobody has it: do not say yes in an outage."""
        if host in self._names:
            with self._lock:
                self._names.discard(host)

    def refresh(self) -> None:
        """Read all of them; keep the old ones when the database is away."""
        try:
            found = self._read()
        except AwayError:
            return
        with self._lock:
            self._names = found

    def keep_fresh(self) -> None:
        """Read them now, and again every minute in a thread of its own."""
        self.refresh()
        Thread(target=self._refresh_for_ever, daemon=True).start()

    def _refresh_for_ever(self) -> None:
        while True:
            time.sleep(REFRESH)
            self.refresh()
