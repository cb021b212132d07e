"""Both firms of the tests, furnished in a transaction that is taken back in the end."""

from __future__ import annotations

import contextvars
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

import pytest
from django.db import connection, transaction

from tenants import scope
from tenants.domains.routing import hosts
from tenants.models import Firm
from tests import firms, stack
from tests.permissions import house as houses
from tests.permissions.house import House
from tests.portal.conftest import keep_files

MARKS = {firms.PEETERS: "qpeeters7f", firms.DEVRIES: "qdevries3c"}


@dataclass(frozen=True, kw_only=True)
class Furnished:
    """The houses, and the folder of their files. Copy both before use."""

    houses: Mapping[UUID, House]
    folder: Path


def both(
    folder: Path, prepared: Callable[[House], House] = lambda house: house
) -> Iterator[Furnished]:
    """A generator, as fixtures are: they are there until it goes on."""
    stack.empty_valkey()
    hosts().forget()
    around = transaction.atomic()
    around._from_testcase = True  # type: ignore[attr-defined]
    with around:
        with pytest.MonkeyPatch.context() as patch:
            keep_files(folder, patch)
            made = {pk: prepared(furnish(pk)) for pk in MARKS}
        yield Furnished(houses=made, folder=folder)
        transaction.set_rollback(True)
    connection.run_on_commit.clear()


def furnish(pk: UUID) -> House:
    """Everything in one of the two firms."""
    return contextvars.Context().run(_furnish, pk)


def _furnish(pk: UUID) -> House:
    with scope.public():
        firm = Firm.objects.get(pk=pk)
    return houses.furnish(firm, MARKS[pk])
