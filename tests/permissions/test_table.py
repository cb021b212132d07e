"""Every address answers each person as the table says; every address is in it."""

from __future__ import annotations

import pytest
from django.conf import settings

from tests.isolation.rounds import Rounds
from tests.permissions import table
from tests.permissions.addresses import Address, addresses
from tests.permissions.fronts import FirmFront, Front, PlatformFront
from tests.permissions.table import Line

FIRM, PLATFORM = table.lines(table.FIRM), table.lines(table.PLATFORM)


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize("who", FIRM[0].answers)
def test_on_a_firms_host(who: str, rounds: Rounds) -> None:
    assert differences(rounds(who).marks, who) == {}


@pytest.mark.parametrize("who", PLATFORM[0].answers)
def test_on_the_platforms_host(who: str, platform_front: PlatformFront) -> None:
    found = {line: platform_front.ask(line, who).mark for line in PLATFORM}

    assert differences(found, who) == {}


def differences(found: dict[Line, str], who: str) -> dict[str, str]:
    """The lines that are answered otherwise, and how."""
    return {
        str(line): f"is {mark}, should be {line.answers[who]}"
        for line, mark in found.items()
        if mark != line.answers[who]
    }


def test_every_address_of_a_firm_is_in_the_table(firm_front: FirmFront) -> None:
    assert set(addresses(settings.FIRM_URLCONF)) == named(firm_front, FIRM)


def test_every_address_of_the_platform_is_in_the_table(
    platform_front: PlatformFront,
) -> None:
    assert set(addresses(settings.ROOT_URLCONF)) == named(platform_front, PLATFORM)


def named(front: Front, lines: list[Line]) -> set[Address]:
    """The addresses of these lines."""
    return {Address(line.name, frozenset(front.keys(line))) for line in lines}


@pytest.mark.parametrize("lines", [FIRM, PLATFORM], ids=["firm", "platform"])
def test_every_address_is_for_somebody(lines: list[Line]) -> None:
    guests = table.lines(table.GUESTS)
    admitting = {line.name for line in [*lines, *guests] if line.admitted}

    assert {line.name for line in lines} <= admitting


@pytest.mark.parametrize("lines", [FIRM, PLATFORM], ids=["firm", "platform"])
def test_every_address_is_tried_by_reading_and_by_sending(lines: list[Line]) -> None:
    tried = {(line.name, line.method) for line in lines}

    assert tried == {(line.name, each) for line in lines for each in ("GET", "POST")}
