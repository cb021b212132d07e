"""A firm that is made while a release is brought out has the newest tables."""

from __future__ import annotations

import pytest

from tenants import scope
from tenants.database import template
from tenants.database.template import NoTemplate
from tenants.models import FirmTemplate
from tests.tenants.rollouts import next_release
from tests.tenants.rollouts.next_release import MOTTO


def test_an_older_process_takes_the_newest_template() -> None:
    with scope.public():
        FirmTemplate.objects.create(release="tomorrow", statements=["SELECT 1"])

        found = template.newest()

    assert (found.release, found.statements) == ("tomorrow", ("SELECT 1",))


def test_a_newer_process_waits_for_bootstrap() -> None:
    next_release.add(MOTTO)

    with scope.public(), pytest.raises(NoTemplate):
        template.newest()
