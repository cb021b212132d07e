"""What ends together with an account, or when its person begins anew.

Upper features register it when the apps are ready: a secret address outlives neither.
"""

from __future__ import annotations

from collections.abc import Callable

from tenants.accounts.models import User

End = Callable[[User], None]
_ends: list[End] = []


def register(end: End) -> None:
    """Call this in the transaction in which an account ends."""
    if end not in _ends:
        _ends.append(end)


def end(user: User) -> None:
    """The account ends, or begins anew."""
    for each in _ends:
        each(user)
