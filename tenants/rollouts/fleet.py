"""Which firms have tables, and which of these are behind the release that runs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db import connection

from tenants import scope
from tenants.database.fleet import applied
from tenants.database.fleet.applied import Key
from tenants.database.fleet.firm import Target
from tenants.database.fleet.loading import Loader
from tenants.models import FirmState

# A firm that is being made gets its tables in one transaction, which locks the firm's
# row before it reads the template. So a look that waits for that lock cannot miss a
# firm that an older process is just now giving older tables.
MEMBERS = """
    SELECT id, slug, schema_name, release, state FROM tenants_firm
     WHERE state IN ('active', 'suspended', 'closing')
     UNION ALL
    SELECT * FROM (
        SELECT id, slug, schema_name, release, state FROM tenants_firm
         WHERE state IN ('requested', 'provisioning') FOR SHARE) AS being_made
"""


@dataclass(frozen=True)
class Member:
    """A firm with tables, and the release that they are of, as `public` knows it."""

    id: UUID
    slug: str
    schema: str
    release: str
    state: str

    @property
    def is_active(self) -> bool:
        """Whether people work with it now."""
        return self.state == FirmState.ACTIVE

    @property
    def target(self) -> Target:
        """What the database layer needs to know of it."""
        return Target(self.id, self.schema)


@dataclass(frozen=True)
class Group:
    """Firms whose tables have the same migrations; `state` is their hash."""

    state: str
    members: tuple[Member, ...]
    missing: tuple[Key, ...]
    unknown: frozenset[Key]
    loader: Loader = field(repr=False, compare=False)

    @property
    def is_ahead(self) -> bool:
        """Whether these firms have more than this code, and nothing less."""
        return bool(self.unknown) and not self.missing

    def needs(self, release: str) -> bool:
        """Whether any of these firms is to be touched to be at this release."""
        return not self.is_ahead and bool(self.behind(release))

    def behind(self, release: str) -> list[Member]:
        """Those to be touched: all that lack migrations, or are noted wrongly."""
        return [
            each for each in self.members if self.missing or each.release != release
        ]


def members() -> list[Member]:
    """Every firm that has tables, the oldest first. One query."""
    with scope.public(), connection.cursor() as cursor:
        cursor.execute(MEMBERS)
        found = [Member(*row) for row in cursor.fetchall()]
    made = {FirmState.REQUESTED.value, FirmState.PROVISIONING.value}
    return sorted(
        (each for each in found if each.release or each.state not in made),
        key=lambda each: each.id,
    )


def groups(some: Sequence[Member], *, is_thorough: bool = True) -> list[Group]:
    """These firms by what django_migrations says in each, the largest group first.

    When not thorough, one firm of each `Firm.release` is asked, and stands for the
    others: a firm's own transaction finds out when that is wrong. No transaction comes
    to firms that are ahead, so with one of these all are asked.
    """
    with scope.as_owner():
        there = applied.with_tables()
        standing = [each for each in some if each.schema in there]
        models = standing if is_thorough else _models(standing)
        states = applied.states([each.schema for each in models])
    of_release = {each.release: states[each.schema] for each in models}
    alike: defaultdict[str, list[Member]] = defaultdict(list)
    for each in standing:
        alike[states.get(each.schema) or of_release[each.release]].append(each)
    found = [_group(state, firms) for state, firms in alike.items()]
    if not is_thorough and any(group.is_ahead for group in found):
        return groups(some)
    return sorted(found, key=lambda group: -len(group.members))


def _models(some: Iterable[Member]) -> list[Member]:
    """The first firm of each release, and all whose release is not known."""
    found: dict[object, Member] = {}
    for each in some:
        found.setdefault(each.release or each.id, each)
    return list(found.values())


def without_tables(some: Iterable[Member], found: Iterable[Group]) -> list[Member]:
    """Those that are in no group: their schema is not there, or empty."""
    grouped = {member.id for group in found for member in group.members}
    return [each for each in some if each.id not in grouped]


def _group(state: str, firms: list[Member]) -> Group:
    like = firms[0].schema
    with scope.as_owner(like):
        loader = Loader(applied.names(like))
    missing = tuple((each.app_label, each.name) for each in loader.pending())
    return Group(state, tuple(firms), missing, frozenset(loader.unknown()), loader)
