"""Django's ContentType cache, one for each schema.

Django keeps one dictionary per process. Two firms whose ids differ, as they may after
years of migrations, would read each other's.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import Any

from django.contrib.contenttypes.models import ContentType

from tenants import scope

SCHEMAS_KEPT = 256


class CachePerSchema(dict[str, dict[Any, ContentType]]):
    """Looks like the dictionary that Django expects, and answers for one schema."""

    def __init__(self) -> None:
        super().__init__()
        self._parts: OrderedDict[str, dict[Any, ContentType]] = OrderedDict()
        self._lock = Lock()

    def __getitem__(self, alias: str) -> dict[Any, ContentType]:
        return self._part(alias)

    def setdefault(
        self, alias: str, default: dict[Any, ContentType]
    ) -> dict[Any, ContentType]:
        """The part of the schema in force."""
        return self._part(alias)

    def clear(self) -> None:
        """Forget all parts."""
        with self._lock:
            self._parts.clear()

    def _part(self, alias: str) -> dict[Any, ContentType]:
        key = f"{alias}:{scope.current().schema}"
        with self._lock:
            part = self._parts.setdefault(key, {})
            self._parts.move_to_end(key)
            if len(self._parts) > SCHEMAS_KEPT:
                self._parts.popitem(last=False)
        return part


def keep_apart() -> None:
    """Put the cache in place: at the manager in use, and at the one of which Django
    makes a new copy whenever it learns of another model."""
    cache = CachePerSchema()
    for manager in (*ContentType._meta.local_managers, ContentType.objects):
        manager._cache = cache  # type: ignore[attr-defined]
