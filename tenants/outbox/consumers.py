"""Who listens to which topic."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tenants.outbox.models import Event

Consumer = Callable[["Event"], None]

_by_name: dict[str, Consumer] = {}
_names_of_topic: dict[str, list[str]] = defaultdict(list)


def consumer(topic: str) -> Callable[[Consumer], Consumer]:
    """Register a function of a feature's `tasks.py` for a topic.

    It runs in a worker, in the scope and the transaction of its delivery: what it
    writes is kept exactly once, what it does outside the database (a mail) at least
    once. It gets the event and may raise; then it is tried again later.
    """

    def register(function: Consumer) -> Consumer:
        name = f"{function.__module__}.{function.__qualname__}"
        _by_name[name] = function
        if name not in _names_of_topic[topic]:
            _names_of_topic[topic].append(name)
        return function

    return register


def names_for(topic: str) -> list[str]:
    """The consumers of a topic."""
    return list(_names_of_topic.get(topic, ()))


def by_name(name: str) -> Consumer:
    """The consumer with this name. Raises LookupError when there is none any more."""
    try:
        return _by_name[name]
    except KeyError:
        raise LookupError(f"no consumer {name}") from None
