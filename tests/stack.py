"""pytest plugin: real PostgreSQL and Valkey, and a database for each worker.

The first process starts both servers and prepares one database: migrated, with two
firms of equal primary keys. Each worker of xdist gets a copy of it, and connects with
the login `app`, as the web process does.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from infra.embedded.stack import StackAddress, TemporaryStack

TEMPLATE_DATABASE = "tablinum_template"
ADDRESS = "TABLINUM_TEST_STACK"
ROOT = Path(__file__).resolve().parents[1]

_started: list[TemporaryStack] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Have everything ready before Django reads its settings."""
    if ADDRESS not in os.environ:
        _start()
    _give_database(os.environ.get("PYTEST_XDIST_WORKER", "main"))
    return (yield)


def pytest_unconfigure() -> None:
    """Stop what this process started."""
    while _started:
        _started.pop().stop()


def address() -> StackAddress:
    """The servers of this run."""
    return StackAddress.load(os.environ[ADDRESS])


def database() -> str:
    """The database of this process."""
    return "tablinum_" + os.environ.get("PYTEST_XDIST_WORKER", "main")


def renew_database() -> None:
    """A fresh copy, after a test that really committed."""
    address().copy_database(TEMPLATE_DATABASE, database())


def _start() -> None:
    stack = TemporaryStack()
    stack.start()
    _started.append(stack)
    os.environ[ADDRESS] = stack.address.dump()
    stack.prepare_database(TEMPLATE_DATABASE)
    subprocess.run(
        [sys.executable, "-m", "tests.prepare"],
        env=_environment(stack.address, "owner", TEMPLATE_DATABASE),
        cwd=ROOT,
        check=True,
    )


def _give_database(worker: str) -> None:
    address().copy_database(TEMPLATE_DATABASE, f"tablinum_{worker}")
    os.environ.update(_environment(address(), "app", f"tablinum_{worker}"))


def _environment(stack: StackAddress, login: str, name: str) -> dict[str, str]:
    return {
        **os.environ,
        **stack.environment(login=login, database=name),
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "TABLINUM_ENVIRONMENT": "test",
        "TABLINUM_PLATFORM_HOST": "localhost",
        "TABLINUM_PUBLIC_PORT": "",
        "TABLINUM_HTTPS": "0",
        "TABLINUM_SMTP_URL": "smtp://127.0.0.1:9",
        "TABLINUM_MAIL_FROM": "Tablinum <no-reply@localhost>",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'platform'}",
    }
