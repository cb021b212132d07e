"""Three small tables. On our side they are scoped rows, elsewhere plain ones."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

Base: type[models.Model] = import_string(settings.BENCH_BASE)


class Person(Base):  # type: ignore[misc,valid-type]
    """Somebody."""

    name = models.CharField(max_length=100)


class Dossier(Base):  # type: ignore[misc,valid-type]
    """Somebody's affair."""

    title = models.CharField(max_length=100, db_index=True)
    person = models.ForeignKey(Person, models.CASCADE)


class Note(Base):  # type: ignore[misc,valid-type]
    """Something written about it."""

    text = models.CharField(max_length=200)
    dossier = models.ForeignKey(Dossier, models.CASCADE)
