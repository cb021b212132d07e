"""Whoever looks as a client sees nothing of another firm, nor behind a wall."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import models
from django.db.models import Value
from django.db.models.functions import Concat, Left

from portal.cases.models import Case
from tenants import scope
from tests.isolation import canaries
from tests.isolation.rounds import Rounds
from tests.isolation.test_crawl import BEARER, visited_by_the_other
from tests.permissions import table, viewing
from tests.permissions.fronts import FirmFront
from tests.permissions.house import House
from tests.permissions.table import Line
from tests.permissions.viewing import VIEWER

BEFORE_THE_DESK = [
    line for line in table.lines(table.FIRM) if not line.name.startswith("desk:")
]
WALLED = "behindthewall8x"
HOPS = 3


def asked(front: FirmFront, who: str) -> dict[Line, bytes]:
    """What this person is answered where clients and visitors come. The desk refuses
    whoever looks as a client: see tests/permissions/test_viewing.py."""
    return {line: front.ask(line, who).everything for line in BEFORE_THE_DESK}


def showing(found: dict[Line, bytes], word: str) -> list[Line]:
    """Where this word is."""
    return [line for line, answer in found.items() if word.encode() in answer]


@pytest.mark.usefixtures("db")
def test_nothing_of_the_other_firm_is_shown(rounds: Rounds) -> None:
    walked = rounds(VIEWER)

    assert walked.showing(walked.other.mark) == []
    assert walked.showing(walked.house.mark) != []


def test_nor_in_the_firm_of_equal_keys(fronts: dict[str, FirmFront]) -> None:
    front = fronts["devries"]
    viewing.begin(front)

    found = asked(front, VIEWER)

    assert showing(found, front.other.mark) == []
    assert showing(found, front.house.mark) != []


def test_a_look_is_carried_to_no_other_firm(fronts: dict[str, FirmFront]) -> None:
    """Equal keys, and the cookies of who looks at the other firm."""
    viewing.begin(fronts["peeters"])
    viewing.begin(fronts["devries"])
    front = visited_by_the_other(fronts, "peeters")

    found = asked(front, VIEWER)

    assert showing(found, front.other.mark) == []
    assert {line.name for line in showing(found, front.house.mark)} <= BEARER


@pytest.mark.parametrize("who", ["bart", "olivia"])
def test_nothing_is_shown_of_a_case_behind_a_wall(
    who: str, fronts: dict[str, FirmFront]
) -> None:
    """All that hangs on Sofie's sale holds the word; Laura alone works on it."""
    front = fronts["peeters"]
    plant(front.house)
    viewing.begin(front, who)

    assert showing(asked(front, VIEWER), WALLED) == []


def test_who_is_inside_the_wall_sees_what_sofie_sees(
    fronts: dict[str, FirmFront],
) -> None:
    front = fronts["peeters"]
    plant(front.house)
    viewing.begin(front, "laura")

    sofies = showing(asked(front, "sofie"), WALLED)
    seen = {line for line in sofies if line.method == "GET"}
    assert seen
    assert set(showing(asked(front, VIEWER), WALLED)) == seen


def plant(house: House) -> None:
    """Wall the sale off, and put the word into every text that hangs on it."""
    with scope.scope(house.firm):
        sale = Case.objects.filter(pk=house.cast.sale.pk)
        sale.update(is_restricted=True)
        for model, field, _label in canaries.fields():
            for rows in _hanging_on(model, house):
                _write(rows, field)
        _write(sale, Case._meta.get_field("title"))


def _hanging_on(model: type[models.Model], house: House) -> list[Any]:
    """The rows of this model that lead to the sale by their foreign keys."""
    found = model._default_manager.all()
    return [found.filter(**{way: house.cast.sale.pk}) for way in _ways(model, HOPS)]


def _ways(model: type[models.Model], hops: int) -> list[str]:
    if hops == 0 or model is Case:
        return []
    ways = []
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is Case:
            ways.append(field.name)
        elif isinstance(target, type) and issubclass(target, models.Model):
            ways += [f"{field.name}__{way}" for way in _ways(target, hops - 1)]
    return ways


def _write(rows: Any, field: Any) -> None:
    room = (field.max_length or 1000) - len(WALLED)
    text = Left(field.name, room, output_field=models.TextField())
    rows.update(**{field.name: Concat(text, Value(WALLED))})
