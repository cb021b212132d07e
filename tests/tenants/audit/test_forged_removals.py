"""A log that lost its head rightly is whole; one that lost it wrongly is not."""

from __future__ import annotations

import random
from collections import Counter
from datetime import timedelta

import pytest

from tenants.audit.findings import Report
from tenants.audit.terms import DELAY, WITHDRAWN
from tenants.audit.verifying import verify
from tests.tenants.audit import aged, forging, logs, tampering
from tests.tenants.audit.aged import DAY, Aging
from tests.thorough import times

TIMES = times(2_000, all_of=10_000)


def test_a_log_without_its_head_is_whole_and_says_what_is_gone() -> None:
    aging = aged.make()

    report = _verify(aging)

    assert [str(each) for each in report.findings] == []
    assert (report.removed, report.rows) == (len(aging.removed), len(aging.log.table))
    assert 0 < report.removed_up_to == aging.removed_up_to < report.seals


@pytest.mark.timeout(300)
def test_tamperings_without_a_head_are_all_found() -> None:
    """Ten thousand of them in `bin/bench chance`."""
    whole, chance = aged.make(), random.Random(5)
    missed = []

    for number in range(TIMES):
        how = tampering.EVERY[number % len(tampering.EVERY)]
        spoilt = forging.copy_of(whole)
        spoilt.log = how(spoilt.log, chance)
        if _verify(spoilt).is_whole:
            missed.append(f"{number}: {how.__name__}")

    assert missed == []


@pytest.mark.timeout(300)
def test_forged_removals_are_all_found() -> None:
    """Ten thousand of them in `bin/bench chance`."""
    whole, chance = aged.make(), random.Random(6)
    done: Counter[str] = Counter()
    missed = []

    for number in range(TIMES):
        how = forging.EVERY[number % len(forging.EVERY)]
        spoilt = forging.copy_of(whole)
        how(spoilt, chance)
        done[how.__name__] += 1
        if _verify(spoilt).is_whole:
            missed.append(f"{number}: {how.__name__}")

    assert missed == []
    assert min(done.values()) >= TIMES // len(forging.EVERY)


@pytest.mark.timeout(300)
@pytest.mark.parametrize("seed", range(40))
def test_whatever_a_firm_chooses_its_log_stays_whole(seed: int) -> None:
    """A longer term counts at once, a shorter one after the delay; what is removed is
    verified before it is sealed, and after."""
    chance, aging = random.Random(seed), Aging()
    years, wish, since = 0, 0, aging.now
    for _each in range(60):
        what = chance.choice(["write", "write", "choose", "withdraw", "wait", "remove"])
        if wish and aging.now >= since + DELAY:
            years, wish = wish, 0
        if what == "write":
            aging.write(chance.randint(1, 9), every=chance.randint(1, 40) * DAY)
        elif what == "choose":
            chosen = chance.choice([1, 2, 5, 10, 0])
            aging.choose(chosen)
            is_shorter = chosen and (not years or chosen < years)
            years, wish = (years, chosen) if is_shorter else (chosen, 0)
            since = aging.now
        elif what == "withdraw":
            aging.say(WITHDRAWN)
            aging.seal()
            wish = 0
        elif what == "wait":
            aging.now += timedelta(days=chance.randint(1, 400))
        elif years:
            aging.remove(years)
            assert [str(each) for each in _verify(aging).findings] == []
            aging.seal()
        assert [str(each) for each in _verify(aging).findings] == []


def _verify(aging: Aging) -> Report:
    return verify(
        logs.CHAIN, aging.log, aging.place, at=aging.now + timedelta(minutes=1)
    )
