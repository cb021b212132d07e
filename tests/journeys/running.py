"""The whole platform as its own processes, on free ports, with its own database.

PostgreSQL is that of the test run; Valkey, files, mails and the database are ours.
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any

import psycopg
from celery import Celery
from psycopg import sql
from redis import Redis

from infra.embedded.account import server_account
from infra.embedded.demo.options import Ports
from infra.embedded.demo.programs import application, mail_catcher
from infra.embedded.mailcatcher.mailbox import Mailbox as Folder
from infra.embedded.mailcatcher.mailbox import Message
from infra.embedded.ports import LOOPBACK, free_port
from infra.embedded.program import Process, Program, tail
from infra.embedded.supervisor import Supervisor
from infra.embedded.valkey import Valkey
from infra.journey.mailbox import Mailbox
from tests import stack
from tests.nameserver import NameServer

PATIENCE = 60.0  # seconds for one thing, on a busy machine
POLL = 0.1


class RunningPlatform:
    """Web, both workers, beat and a mail catcher. Start it from the main thread."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tablinum-journeys-"))
        self.database = f"{stack.database()}_journeys"
        self.ports = Ports(web=free_port(), mail=free_port(), smtp=free_port())
        self.names = NameServer()  # what the workers ask about firms' own addresses
        self.supervisor = Supervisor(
            logs=self.folder / "logs", records=self.folder / "run"
        )

    def start(self) -> None:
        """Start everything. Raises NotReadyError."""
        stack.address().copy_database(stack.TEMPLATE_DATABASE, self.database)
        shutil.copytree(stack.address().directory / "keys", self.folder / "keys")
        (self.folder / "tmp").mkdir()
        self.names.start()
        self.supervisor.prepare()
        self.supervisor.start(self._valkey())
        programs = [mail_catcher(self._place, self.ports)]
        programs += application(self._place, self.ports)
        self.supervisor.start(*map(self._with_own_database, programs))

    def stop(self) -> None:
        """Stop everything and leave nothing behind."""
        self.supervisor.stop()
        self.names.stop()
        stack.address().drop_database(self.database)
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def address(self) -> str:
        """Where the web process listens."""
        return f"{LOOPBACK}:{self.ports.web}"

    @property
    def url(self) -> str:
        """The platform's own host, as people write it."""
        return f"http://localhost:{self.ports.web}"

    @property
    def mailbox(self) -> Mailbox:
        """The mails that were caught."""
        return Mailbox(f"{LOOPBACK}:{self.ports.mail}", PATIENCE)

    def mails(self, *, to: str) -> list[Message]:
        """The mails that this person got, newest first."""
        return Folder(self.folder / "mail").messages(to=to)

    def process(self, name: str) -> Process:
        """One of the processes."""
        return next(
            each for each in self.supervisor.processes if each.program.name == name
        )

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to a process and its children."""
        pid = self.process(name).pid
        assert pid is not None
        os.killpg(pid, number)

    def kill(self, name: str) -> None:
        """Kill -9, with its children."""
        self.signal(name, signal.SIGKILL)
        wait_for(lambda: not self.process(name).is_running)

    def restart(self, name: str) -> None:
        """Start a killed process again, as its supervisor would."""
        process = self.process(name)
        process.start()
        wait_for(lambda: process.is_ready)

    def send(self, task: str) -> None:
        """Have a worker do now what beat asks it every ten seconds."""
        url = self._place.valkey_url(0)
        with Celery(broker=url, set_as_current=False) as sender:
            sender.send_task(task, queue="default", ignore_result=True)

    def dump_valkey(self) -> Path:
        """The file in which Valkey keeps what it knows."""
        with Redis.from_url(self._place.valkey_url(0)) as client:
            client.save()
            found = client.config_get("*")
        return Path(found["dir"]) / found["dbfilename"]

    def last_words(self) -> list[tuple[str, str]]:
        """The end of what each process said."""
        return [
            (each.program.name, tail(each.output()))
            for each in self.supervisor.processes
        ]

    def ask(self, schema: str, statement: str) -> list[tuple[Any, ...]]:
        """Ask, or change, a firm's tables past the application."""
        dsn = stack.address().superuser_dsn(self.database)
        with psycopg.connect(dsn, autocommit=True) as connection:
            path = sql.SQL("SET search_path TO {}").format(sql.Identifier(schema))
            connection.execute(path)
            cursor = connection.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    @cached_property
    def _place(self) -> Any:
        return replace(stack.address(), directory=self.folder, valkey_port=free_port())

    def _valkey(self) -> Program:
        server = Valkey(
            self.folder / "valkey",
            port=self._place.valkey_port,
            is_durable=False,
            account=server_account(),
            password=self._place.vault.valkey,
        )
        server.prepare()
        return server.program()

    def _with_own_database(self, program: Program) -> Program:
        """The demo's programs, with our database, and our names for DNS."""
        own = dict(program.environment)
        if url := own.get("TABLINUM_DATABASE_URL"):
            own["TABLINUM_DATABASE_URL"] = f"{url.rpartition('/')[0]}/{self.database}"
            own["TABLINUM_DNS_RESOLVERS"] = f"{LOOPBACK}:{self.names.port}"
            own["TMPDIR"] = str(self.folder / "tmp")
        return replace(program, environment=own)


def wait_for(condition: Callable[[], bool], *, seconds: float = PATIENCE) -> None:
    """Wait until it is so. Raises AssertionError when it does not come about."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"not so after {seconds:.0f} s"
        time.sleep(POLL)
