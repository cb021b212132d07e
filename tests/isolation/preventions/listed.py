"""All sabotages, and the rows of docs/security.md that have none, with the reason."""

from __future__ import annotations

from tests.isolation.preventions import (  # noqa: F401  (each adds its own)
    addresses,
    databases,
    doors,
    keeping,
    keys,
    looking,
    people,
    scopes,
    telling,
)
from tests.isolation.preventions.sabotage import SABOTAGES, Sabotage

__all__ = ["CHEAPEST", "NOTHING", "REASONS", "SABOTAGES", "named"]

# Tried in each run of the suite: a database or two, and a few statements.
CHEAPEST = (
    "firms_inside_firms",
    "ciphertexts_name_no_owner",
    "the_first_address_counts",
)

# Takes out nothing, so nobody may notice: the judge is no yes-man.
NOTHING = Sabotage(
    way_in="",
    name="nothing_at_all",
    what="Nothing at all",
    tests=("tests/tenants/test_scope.py::test_public_has_no_firm",),
    take_out=lambda hands: None,
)

# The way in, as in the table, and why its prevention cannot be taken out by a patch.
REASONS: dict[str, str] = {
    "mails, messages to workers and outbox rows that tell content": (
        "it stands in many templates and calls, in no one place; instead, "
        "test_a_word_in_each_place_is_found plants words, and the search finds them"
    ),
    "a decoder of PDF or images that a hostile file crashes, fills or takes over": (
        "the limits are set in a process of its own, which no patch in ours reaches"
    ),
}


def named(name: str) -> Sabotage:
    """The sabotage of this name."""
    return next(each for each in [*SABOTAGES, NOTHING] if each.name == name)
