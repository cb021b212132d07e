"""No form is taken from another site: each needs our token."""

from __future__ import annotations

import pytest

from tests.permissions import table
from tests.permissions.answers import WAYS as LOCATIONS
from tests.permissions.fronts import FirmFront, Front, PlatformFront
from tests.permissions.table import WITHOUT_CSRF, Line

REFUSED = 403
WAYS = set(LOCATIONS.values())
FIRM, PLATFORM = table.lines(table.FIRM), table.lines(table.PLATFORM)


@pytest.mark.parametrize("who", FIRM[0].answers)
def test_a_firm_takes_no_form_without_our_token(
    who: str, firm_front: FirmFront
) -> None:
    assert taken(firm_front, FIRM, who) == WITHOUT_CSRF


@pytest.mark.parametrize("who", PLATFORM[0].answers)
def test_the_platform_takes_no_form_without_our_token(
    who: str, platform_front: PlatformFront
) -> None:
    assert taken(platform_front, PLATFORM, who) == set()


def taken(front: Front, lines: list[Line], who: str) -> set[str]:
    """The addresses at which this person's form passes without a token."""
    answers = {
        line.name: front.ask(line, who, csrf=True).status
        for line in lines
        if line.method == "POST" and (who in line.admitted or line.answers[who] in WAYS)
    }
    return {name for name, status in answers.items() if status != REFUSED}
