"""Django's graph of migrations, for tables whose applied migrations are known."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader

from tenants.database.fleet.applied import Key


class Loader(MigrationLoader):
    """Reads the files, and asks no database: `has_table()` reads all of pg_class."""

    def __init__(self, applied: Collection[Key]) -> None:
        self._applied: dict[Key, Any] = dict.fromkeys(applied)
        super().__init__(None)

    @property
    def applied_migrations(self) -> dict[Key, Any]:
        """What the schema has; a squashed migration counts when its parts are there."""
        return self._applied

    @applied_migrations.setter
    def applied_migrations(self, value: Any) -> None:
        """The parent assigns what it read; here it is known before."""

    def in_order(self) -> Iterator[Migration]:
        """All migrations, in the order in which Django applies them."""
        seen = set()
        for leaf in self.graph.leaf_nodes():
            for key in self.graph.forwards_plan(leaf):
                if key not in seen:
                    seen.add(key)
                    yield self.graph.nodes[key]

    def done(self) -> list[Migration]:
        """Those that the schema has, as far as this code knows them."""
        return [each for each in self.in_order() if _key(each) in self._applied]

    def pending(self) -> list[Migration]:
        """Those that it still needs."""
        return [each for each in self.in_order() if _key(each) not in self._applied]

    def unknown(self) -> set[Key]:
        """Applied ones that this code does not have: it is older than the tables."""
        replaced = {key for each in self.replacements.values() for key in each.replaces}
        return set(self._applied) - set(self.disk_migrations) - replaced

    def rows_for(self, migrations: Collection[Migration]) -> list[Key]:
        """The rows that Django's executor leaves when it has applied these."""
        rows = [key for each in migrations for key in (each.replaces or [_key(each)])]
        there = {*self._applied, *rows}
        return rows + [
            key
            for key, each in self.replacements.items()
            if key not in there and there.issuperset(each.replaces)
        ]


def _key(migration: Migration) -> Key:
    return (migration.app_label, migration.name)
