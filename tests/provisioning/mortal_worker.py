"""The provisioning worker. With DIES_AT it dies by SIGKILL at that step."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from typing import Any

from celery.signals import worker_init

from config.celery import app as celery

__all__ = ["celery"]

DIES_AT = "TABLINUM_TEST_DIES_AT"


@worker_init.connect
def _prepare_to_die(**_kwargs: Any) -> None:
    from provisioning.steps import registry  # noqa: PLC0415  (needs loaded apps)

    registry.PLANS = {  # type: ignore[misc]
        kind: tuple(
            replace(step, do=_die) if step.name == os.environ.get(DIES_AT) else step
            for step in plan
        )
        for kind, plan in registry.PLANS.items()
    }


def _die(_run: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
