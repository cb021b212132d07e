"""Addresses that a hurried reader takes for one another: `peeters` and `pee-ter5`.

The skeleton of an address is what is left when letters that look alike are written as
one. Two firms never have addresses with the same skeleton. It follows the idea of
Unicode TS 39, section 4 (confusable detection), for the few characters of a slug.
"""

from __future__ import annotations

from django.db.models import CharField, Func

ALIKE = "015i"
SEEN_AS = "olsl"
PAIRS = (("rn", "m"), ("vv", "w"))
UNSEEN = "-"

_SINGLE = str.maketrans(ALIKE, SEEN_AS, UNSEEN)


def skeleton(slug: str) -> str:
    """The slug as a hurried reader sees it."""
    seen = slug.translate(_SINGLE)
    for pair, letter in PAIRS:
        seen = seen.replace(pair, letter)
    return seen


class Skeleton(Func):
    """The same in SQL, of one expression. PostgreSQL's `translate` drops characters
    that have no counterpart, as ours does with the hyphen."""

    arity = 1
    output_field = CharField()
    template = (
        "replace(replace(translate(%(expressions)s,"
        f" '{ALIKE}{UNSEEN}', '{SEEN_AS}'),"
        + " '{}', '{}'), '{}', '{}')".format(*PAIRS[0], *PAIRS[1])
    )
