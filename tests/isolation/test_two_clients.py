"""Two clients of one firm: Tom sees nothing of what is Sofie's."""

from __future__ import annotations

import pytest

from portal.cases.models import Case
from portal.documents.models import Document
from portal.people.models import Contact
from tenants import scope
from tests.permissions import table
from tests.permissions.fronts import FirmFront

LINES = table.lines(table.FIRM)
SOFIES = "onlysofies5e"


@pytest.fixture
def front(fronts: dict[str, FirmFront]) -> FirmFront:
    """Peeters & Partners, where a word of its own is in all that is Sofie's."""
    found = fronts["peeters"]
    cast, own = found.house.cast, found.house.own
    with scope.scope(found.house.firm):
        cases = Case.objects.filter(pk__in=[cast.sale.pk, own.case])
        for number, case in enumerate(cases):
            case.title = case.client_title = case.area = f"{SOFIES} {number}"
            case.reference = f"{SOFIES}/{number}"
            case.save()
        Document.objects.filter(case__in=cases).update(title=SOFIES, file_name=SOFIES)
        Contact.objects.filter(parties__case__in=cases).update(name=SOFIES)
    return found


def test_tom_sees_nothing_of_what_is_sofies(front: FirmFront) -> None:
    answers = {line: front.ask(line, "tom").everything for line in LINES}

    keys = [str(front.house.cast.sale.pk), str(front.house.cast.deed.pk)]
    assert [line for line, found in answers.items() if SOFIES.encode() in found] == []
    assert [
        line
        for line, found in answers.items()
        if line.thing == "-" and any(key.encode() in found for key in keys)
    ] == []


def test_sofie_sees_it(front: FirmFront) -> None:
    read = [line for line in LINES if line.answers["sofie"] == "200"]

    shown = {
        line.name
        for line in read
        if SOFIES.encode() in front.ask(line, "sofie").everything
    }

    assert shown == {
        "portal:home",
        "portal:cases:list",
        "portal:cases:detail",
        "portal:history:case",
        "portal:documents:list",
        "portal:documents:file",
    }
