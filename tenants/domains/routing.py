"""From a host name to its firm, from memory.

Each process keeps a bounded map, negative answers too, so that an unknown host costs
no query. A change of a domain or of a firm's state is published through Valkey after
the commit and empties the maps of all processes. While a process cannot hear that, it
trusts what it remembers for one second only.
"""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from threading import Lock

import redis
from django.conf import settings
from django.db import transaction
from redis.backoff import NoBackoff
from redis.retry import Retry

from tenants import scope
from tenants.domains.names import normalise
from tenants.models import Domain, Firm

CHANNEL = "tablinum:domains"
HOSTS_KEPT = 10_000
SECONDS_TRUSTED = 60.0
SECONDS_TRUSTED_WHEN_DEAF = 1.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Route:
    """Where a host leads: a firm, and whether the host is its primary one."""

    firm: Firm
    is_primary: bool


class HostMap:
    """A bounded map from host to route, safe for threads; see the module."""

    def __init__(
        self,
        find: Callable[[str], Route | None],
        *,
        is_hearing: Callable[[], bool],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._find = find
        self._is_hearing = is_hearing
        self._clock = clock
        self._known: OrderedDict[str, tuple[float, Route | None]] = OrderedDict()
        self._lock = Lock()
        self._generation = 0

    def route(self, host: str) -> Route | None:
        """The route of this host, None when no firm answers there."""
        name = normalise(host)
        if name is None:
            return None
        trusted_for = self._trusted_for()  # may start the listener, which forgets
        with self._lock:
            generation = self._generation
            remembered = self._known.get(name)
            if remembered and self._clock() - remembered[0] < trusted_for:
                self._known.move_to_end(name)
                return remembered[1]
        found = self._find(name)
        self._remember(name, found, generation)
        return found

    def forget(self) -> None:
        """Ask the database again for every host."""
        with self._lock:
            self._generation += 1
            self._known.clear()

    def _remember(self, name: str, found: Route | None, generation: int) -> None:
        with self._lock:
            if generation != self._generation:
                return  # something changed while we asked: what we found may be old
            self._known[name] = (self._clock(), found)
            self._known.move_to_end(name)
            if len(self._known) > HOSTS_KEPT:
                self._known.popitem(last=False)

    def _trusted_for(self) -> float:
        return SECONDS_TRUSTED if self._is_hearing() else SECONDS_TRUSTED_WHEN_DEAF


class Listener:
    """Hears of changes in a thread of its own, started with the first question."""

    on_change: Callable[[], None]

    def __init__(self, url: str) -> None:
        self._url = url
        self._client: redis.Redis | None = None  # closes its connections when dropped
        self._retry_at = 0.0
        self._is_alive = False
        self._lock = Lock()

    def is_hearing(self) -> bool:
        """Whether changes reach this process; starts listening when they do not."""
        if not self._is_alive:
            self._start()
        return self._is_alive

    def _start(self) -> None:
        with self._lock:
            if self._is_alive or time.monotonic() < self._retry_at:
                return
            self._retry_at = time.monotonic() + SECONDS_TRUSTED_WHEN_DEAF
            try:
                self._client = redis.Redis.from_url(
                    self._url, socket_connect_timeout=1, health_check_interval=10
                )
                pubsub = self._client.pubsub(  # type: ignore[no-untyped-call]
                    ignore_subscribe_messages=True
                )
                pubsub.subscribe(**{CHANNEL: self._heard})
                self._is_alive = True
                pubsub.run_in_thread(
                    sleep_time=1.0, daemon=True, exception_handler=self._lost
                )
            except redis.RedisError:
                self._is_alive = False
        self.on_change()

    def _heard(self, message: object) -> None:
        self.on_change()

    def _lost(self, error: BaseException, pubsub: object, thread: object) -> None:
        log.warning("no news of domains from Valkey: %s", type(error).__name__)
        self._is_alive = False
        thread.stop()  # type: ignore[attr-defined]


def find(name: str) -> Route | None:
    """Ask the database. `name` is normalised."""
    with scope.public():
        # with its plan: inside the firm's scope `public` cannot be read any more
        rows = Domain.objects.select_related("tenant__plan").filter(domain=name)
        row = rows.first()
    return row and Route(firm=row.tenant, is_primary=row.is_primary)


@cache
def hosts() -> HostMap:
    """This process's map."""
    listener = Listener(settings.VALKEY_URL)
    found = HostMap(find, is_hearing=listener.is_hearing)
    listener.on_change = found.forget
    return found


def announce() -> None:
    """After the commit, let all processes forget what they know of hosts.

    Whoever changes a domain or a firm's state calls it in the same transaction. When
    Valkey is out of reach, other processes learn of it after SECONDS_TRUSTED.
    """
    transaction.on_commit(_publish)


def _publish() -> None:
    hosts().forget()
    try:
        _publisher(settings.VALKEY_URL).publish(CHANNEL, "changed")
    except redis.RedisError as error:
        log.warning("a change of domains was not published: %s", type(error).__name__)


@cache
def _publisher(url: str) -> redis.Redis:
    """Kept open: to connect costs ten times as much as to say it.

    A connection that was lost meanwhile is made anew, once.
    """
    again = Retry(NoBackoff(), 1)
    return redis.Redis.from_url(
        url, socket_timeout=1, socket_connect_timeout=1, retry=again
    )
