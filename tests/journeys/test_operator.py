"""From the console to the operators' pages: a desk, and a phone without scripts."""

from __future__ import annotations

import pytest

from tests.journeys import operator
from tests.journeys.conftest import NewPerson
from tests.journeys.running import RunningPlatform

pytestmark = pytest.mark.timeout(400)


@pytest.mark.parametrize(
    "browser_of", [{"locale": "en-GB"}, {"phone": True, "scripts": False}]
)
def test_the_first_operator_comes_in(
    platform: RunningPlatform,
    person: NewPerson,
    mark: str,
    browser_of: dict[str, object],
) -> None:
    jan = person(**browser_of)

    operator.come_in(jan, operator.link_for(platform, f"jan@{mark}.example"))
    operator.look_around(jan, platform)
    operator.leave(jan, platform)

    assert jan.problems == []
