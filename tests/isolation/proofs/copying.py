"""Rows of one firm, put into another one with their keys: a restore gone wrong."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model

from tenants import scope
from tests.permissions.house import House

AnyModel = TypeVar("AnyModel", bound=Model)


def copy(row: AnyModel, *, there: House) -> None:
    """The same row there, unless it is there: people have the same keys."""
    fields = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
    }
    with scope.scope(there.firm):
        model = type(row)
        if not model._default_manager.filter(pk=row.pk).exists():
            model(**fields).save(force_insert=True)
