"""Ten thousand random tamperings, each found by the code that verify_audit runs."""

from __future__ import annotations

import random
from collections import Counter

import pytest

from tenants.audit.findings import Report
from tenants.audit.verifying import verify
from tests.tenants.audit import logs, tampering
from tests.tenants.audit.logs import MemoryAnchor, MemoryLog

TIMES = 10_000


def test_a_log_that_nobody_touched_is_whole() -> None:
    log, place = logs.make()

    report = _verify(log, place, log)

    assert (report.rows, report.seals, report.waiting) == (32, 5, 0)
    assert report.is_whole


@pytest.mark.timeout(300)
def test_ten_thousand_random_tamperings_are_all_found() -> None:
    whole, place = logs.make()
    chance = random.Random(4)
    done: Counter[str] = Counter()
    missed: list[str] = []

    for number in range(TIMES):
        how = tampering.EVERY[number % len(tampering.EVERY)]
        tampered = how(whole.copy(), chance)
        done[how.__name__] += 1
        if _verify(tampered, place, whole).is_whole:
            missed.append(f"{number}: {how.__name__}")

    assert missed == []
    assert sum(done.values()) == TIMES
    assert min(done.values()) >= TIMES // len(tampering.EVERY)


@pytest.mark.parametrize("number", range(1, 6))
def test_an_anchor_that_is_gone_is_missed(number: int) -> None:
    log, place = logs.make()
    del place.kept[number]

    found = _verify(log, place, log).findings

    assert [str(each) for each in found] == [f"NO ANCHOR: seal {number} has no anchor"]


def test_an_anchor_that_cannot_be_read_says_so() -> None:
    log, place = logs.make()
    place.kept[3] = b"\x00 nonsense"

    found = _verify(log, place, log).findings

    assert [str(each) for each in found] == ["CHANGED: seal 3 is not the one anchored"]


def _verify(log: MemoryLog, place: MemoryAnchor, whole: MemoryLog) -> Report:
    return verify(logs.CHAIN, log, place, at=logs.end_of(whole))
