"""A rollout that dies by kill -9 in the middle is finished by the next one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from uuid import UUID

import pytest

from tenants import scope
from tenants.database import template
from tenants.models import Firm
from tenants.rollouts.models import FirmRollout, Rollout
from tests import firms, stack
from tests.tenants.rollouts import looks, mortal, next_release
from tests.tenants.rollouts.conftest import Migrate


@pytest.fixture
def fleet(db: None) -> list[Firm]:
    """Five firms at today's release."""
    for number in range(3):
        key = UUID(int=firms.DEVRIES.int + 100 + number)
        firms.make(key, f"F{number}", f"f{number}", f"t_f{number}", colour="#c00000")
    with scope.public():
        Firm.objects.update(release=template.release())
        return list(Firm.objects.order_by("pk"))


@pytest.mark.parametrize(
    ("moment", "jobs"),
    [*((each, 1) for each in mortal.MOMENTS), (mortal.BEFORE_COMMIT, 2)],
)
def test_the_next_one_finishes(
    fleet: list[Firm], migrate: Migrate, moment: str, jobs: int
) -> None:
    died_of = _die(moment, 2 if moment == mortal.BEFORE_RECORD else 3, jobs)
    with scope.public():
        half_way = Firm.objects.values("release").distinct().count()
        unfinished = Rollout.objects.get().state

    next_release.publish(next_release.MOTTO, next_release.REPAINT)
    result = migrate()

    assert (died_of, half_way, unfinished) == (-signal.SIGKILL, 2, "running")
    assert result.is_good
    assert 0 < result.done < len(fleet)
    first, *others = [looks.of(each.schema_name) for each in fleet]
    assert [each == first for each in others] == [True] * 4
    assert {looks.column(each, "motto")[0][:7] for each in fleet} == {"We like"}
    with scope.public():
        assert Rollout.objects.get().state == "done"
        assert set(FirmRollout.objects.values_list("state", flat=True)) == {"done"}


def _die(moment: str, firms: int, jobs: int) -> int:
    return subprocess.run(
        [
            sys.executable, "-m", "tests.tenants.rollouts.mortal",
            moment, str(firms), str(jobs),
        ],
        env={
            **os.environ,
            "TABLINUM_DATABASE_URL": stack.address().dsn("owner", stack.database()),
        },
        cwd=stack.ROOT, check=False,
    ).returncode  # fmt: skip
