"""In which order the fleet goes: one firm first, then more and more at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tenants.database.fleet.plan import Plan
from tenants.rollouts.fleet import Member

FIRST, GROWTH = 10, 4


@dataclass(frozen=True)
class Part:
    """A firm and the plan for it."""

    member: Member
    plan: Plan


@dataclass(frozen=True)
class Wave:
    """Firms that go together. Number 0 is the canaries'."""

    number: int
    parts: tuple[Part, ...]


def waves(parts: Sequence[Part], *, canary: str = "", size: int = 0) -> list[Wave]:
    """All parts, in waves: first a canary for each plan, then `size` firms at a time.

    The canary named by its slug stands for its plan. Otherwise it is the oldest active
    firm: it has most kinds of rows, so that what can go wrong goes wrong there, and a
    failure leaves it as it was. Without a size each wave is GROWTH times the last one.
    """
    first = _canaries(parts, canary)
    chosen = {each.member.id for each in first}
    rest = [each for each in parts if each.member.id not in chosen]
    cut = [tuple(first), *_cut(rest, size)]
    return [Wave(number, some) for number, some in enumerate(cut)]


def _canaries(parts: Sequence[Part], canary: str) -> list[Part]:
    """One for each plan, the named one at the very first."""
    found: dict[str, Part] = {}
    for each in sorted(parts, key=lambda part: _preference(part.member, canary)):
        found.setdefault(each.plan.state, each)
    return list(found.values())


def _preference(member: Member, canary: str) -> tuple[bool, bool, str]:
    return (member.slug != canary, not member.is_active, str(member.id))


def _cut(parts: Sequence[Part], size: int) -> Iterator[tuple[Part, ...]]:
    length, start = size or FIRST, 0
    while start < len(parts):
        yield tuple(parts[start : start + length])
        start += length
        length *= 1 if size else GROWTH
