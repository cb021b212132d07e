"""When to look again, and when to try again. Plain rules."""

from __future__ import annotations

from datetime import datetime, timedelta

DAY = timedelta(days=1)
WHILE_ISSUING = timedelta(minutes=1)
WHILE_AWAY = timedelta(minutes=5)
WHILE_COOLING = timedelta(minutes=5)  # a look costs no order: `ask` says no meanwhile
FIRST_COOL_DOWN = timedelta(minutes=20)
LONGEST_COOL_DOWN = DAY
DOUBLINGS = 7  # 20 minutes, doubled so often, is more than a day


def next_look(not_before: datetime, not_after: datetime, *, at: datetime) -> datetime:
    """Daily, and four times in the life of a certificate that lives for hours.

    Caddy renews on a handshake in the last third of a certificate's life, so an idle
    host is renewed by the look itself.
    """
    return at + min(DAY, (not_after - not_before) / 4)


def cool_down(failures: int, *, at: datetime) -> datetime:
    """Not before: 20 minutes after the first failure, doubled to a day at the most.

    Let's Encrypt takes 5 failed validations of one host in an hour. Caddy makes two of
    one order, so this makes 4.
    """
    doubled = FIRST_COOL_DOWN * (1 << min(max(failures - 1, 0), DOUBLINGS))
    return at + min(doubled, LONGEST_COOL_DOWN)
