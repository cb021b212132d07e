"""Reading and sending forms is all that our addresses know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.permissions import table
from tests.permissions.fronts import FirmFront, Front, PlatformFront
from tests.permissions.table import Line

FIRM, PLATFORM = table.lines(table.FIRM), table.lines(table.PLATFORM)
OTHER_METHODS = ("PUT", "PATCH", "DELETE")
REFUSALS = {"in", "code", "403", "404", "405"}


@pytest.mark.parametrize("who", ["nele", "sofie", "olivia"])
def test_a_firms_host_knows_no_other_method(who: str, firm_front: FirmFront) -> None:
    assert answered(firm_front, FIRM, who) == {}


@pytest.mark.parametrize("who", ["anybody", "applicant", "admin"])
def test_the_platforms_host_knows_no_other_method(
    who: str, platform_front: PlatformFront
) -> None:
    assert answered(platform_front, PLATFORM, who) == {}


def answered(front: Front, lines: list[Line], who: str) -> dict[str, str]:
    """Where another method gets something, on pages that this person reads."""
    asked = [
        replace(line, method=method)
        for line in lines
        if line.method == "GET" and line.answers[who] == "200"
        for method in OTHER_METHODS
    ]
    found = {str(line): front.ask(line, who).mark for line in asked}
    return {line: mark for line, mark in found.items() if mark not in REFUSALS}
