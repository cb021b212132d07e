"""Refuses a row of one firm in the hands of another."""

from __future__ import annotations

from typing import Any

from django.db.models import Model

from tenants import scope
from tenants.keys import STAMP


class ScopeRouter:
    """Compares the stamp of a row with the scope in force.

    Django asks a router before each save, delete, refresh and walk along a relation,
    and gives it the instance: the natural place for the question.
    """

    def db_for_read(self, model: type[Model], **hints: Any) -> None:
        """Refuse to follow a row of another firm."""
        _refuse_foreign(hints.get("instance"))

    def db_for_write(self, model: type[Model], **hints: Any) -> None:
        """Refuse to save or delete a row of another firm."""
        _refuse_foreign(hints.get("instance"))

    def allow_relation(self, obj1: Model, obj2: Model, **hints: Any) -> None:
        """Refuse to link rows of two firms."""
        one, other = _stamp(obj1), _stamp(obj2)
        if one and other and one != other:
            raise scope.SecondFirm("Rows of two firms cannot be linked.")


def _refuse_foreign(instance: Model | None) -> None:
    if instance is None:
        return
    here = scope.current().schema
    stamp = _stamp(instance)
    if stamp is None:
        setattr(instance._state, STAMP, here)
    elif stamp != here:
        raise scope.SecondFirm(f"This {type(instance).__name__} is another firm's row.")


def _stamp(instance: Model) -> str | None:
    return getattr(instance._state, STAMP, None)
