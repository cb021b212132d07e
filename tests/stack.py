"""pytest plugin: real PostgreSQL and Valkey, and a place of its own for each worker.

The first process starts both servers and prepares one database: migrated, with two
firms of equal primary keys. Each worker of xdist is a platform of its own: it gets a
copy of the database and of the keys, empty folders, and another Valkey, because the
cache, the queues, the locks and the news of one platform must not reach another's. It
connects with the login `app`, as the web process does.
"""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path

import django
import pytest
from redis import Redis

from infra.embedded.account import server_account
from infra.embedded.ports import free_port
from infra.embedded.stack import StackAddress, TemporaryStack
from infra.embedded.supervisor import Supervisor
from infra.embedded.valkey import Valkey

TEMPLATE_DATABASE = "tablinum_template"
SERVERS = "TABLINUM_TEST_STACK"  # what the first process tells the others
BINDINGS = b"_kombu.binding"  # a sender declares its queues once, and not again
ROOT = Path(__file__).resolve().parents[1]

_started: list[TemporaryStack | Supervisor] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """Have everything ready before Django reads its settings."""
    if SERVERS not in os.environ:
        _start()
    os.environ.update(_environment(address(), "app", database()))
    renew_database()
    return (yield)


def pytest_unconfigure() -> None:
    """Stop what this process started. Threads that listened need not say so."""
    logging.disable()
    while _started:
        _started.pop().stop()


@contextmanager
def served() -> Iterator[None]:
    """The same for a process that is no pytest, such as a bench; then Django is ready.

    The processes that it starts share the servers.
    """
    if SERVERS not in os.environ:
        _start()
    try:
        os.environ.update(_environment(address(), "app", database()))
        renew_database()
        django.setup()
        yield
    finally:
        pytest_unconfigure()


def address() -> StackAddress:
    """The servers and folders of this process; a copy, which may be changed."""
    return replace(_place())


@cache
def _place() -> StackAddress:
    shared = StackAddress.load(os.environ[SERVERS])
    worker = os.environ.get("PYTEST_XDIST_WORKER")
    return _own_place(shared, worker) if worker else shared


def database() -> str:
    """The database of this process."""
    return "tablinum_" + os.environ.get("PYTEST_XDIST_WORKER", "main")


def renew_database() -> None:
    """A fresh copy, after a test that really committed."""
    address().copy_database(TEMPLATE_DATABASE, database())


def empty_valkey() -> None:
    """No test finds what another one cached, counted, locked or sent."""
    _valkey(1).flushdb()
    broker = _valkey(0)
    keys = broker.scan_iter(count=1000)
    if left := [key for key in keys if not key.startswith(BINDINGS)]:
        broker.delete(*left)


@cache
def _valkey(number: int) -> Redis:
    return Redis.from_url(address().valkey_url(number))


def _start() -> None:
    stack = TemporaryStack()
    stack.start()
    _started.append(stack)
    os.environ[SERVERS] = stack.address.dump()
    stack.prepare_database(TEMPLATE_DATABASE)
    subprocess.run(
        [sys.executable, "-m", "tests.prepare"],
        env=_environment(stack.address, "owner", TEMPLATE_DATABASE),
        cwd=ROOT,
        check=True,
    )


def _own_place(shared: StackAddress, worker: str) -> StackAddress:
    """A worker's: PostgreSQL, with its roles, is the one thing that all share."""
    place = replace(
        shared, directory=shared.directory / worker, valkey_port=free_port()
    )
    shutil.copytree(shared.directory / "keys", place.directory / "keys")
    supervisor = Supervisor(
        logs=place.directory / "logs", records=place.directory / "run"
    )
    _started.append(supervisor)
    supervisor.prepare()
    server = Valkey(
        place.directory / "valkey",
        port=place.valkey_port,
        is_durable=False,
        account=server_account(),
        password=place.vault.valkey,
    )
    server.prepare()
    supervisor.start(server.program())
    return place


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
