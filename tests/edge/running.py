"""The edge as in production: Caddy, ask, web; with Pebble for Let's Encrypt."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from infra.embedded.demo.options import Ports
from infra.embedded.demo.programs import application, variables
from infra.embedded.edge import Edge
from infra.embedded.ports import LOOPBACK, free_port
from infra.embedded.program import Process, Program, tail
from infra.embedded.supervisor import Supervisor
from tests import stack
from tests.edge.authority import Authority, new_dns
from tests.edge.visitor import Visitor
from tests.journeys.running import wait_for

PLATFORM_NAMES = ("localhost", "peeters.localhost", "devries.localhost")


class RunningEdge:
    """Everything on loopback and in one folder, with a database of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tablinum-edge-"))
        self.database = f"{stack.database()}_edge"
        self.web_port = free_port()
        self.dns = new_dns(self.folder)
        self.authority = Authority(
            folder=self.folder, port=free_port(), management=free_port(),
            output=lambda: self.process("pebble").output(),
        )  # fmt: skip
        self.edge = Edge(
            folder=self.folder / "caddy",
            https=free_port(), http=free_port(), admin=free_port(), ask=free_port(),
            web=self.web_port,
            options=(
                "email operations@tablinum.example",
                f"acme_ca {self.authority.directory}",
                f"acme_ca_root {self.authority.own_root}",
            ),
        )  # fmt: skip
        self.visitor = Visitor(self.edge.https, self.authority.issuing_root)
        self.supervisor = Supervisor(
            logs=self.folder / "logs", records=self.folder / "run"
        )

    def start(self) -> None:
        """Start everything. Raises NotReadyError."""
        stack.address().copy_database(stack.TEMPLATE_DATABASE, self.database)
        self.supervisor.prepare()
        pebble = self.authority.program(
            self.dns, http=self.edge.http, https=self.edge.https
        )
        self.supervisor.start(
            self.dns.program(), pebble, self._web, self.edge.asked(self._environment)
        )
        self.authority.learn_root()
        for name in PLATFORM_NAMES:
            self.dns.point(name, LOOPBACK)
        self.supervisor.start(self.edge.caddy())

    def stop(self) -> None:
        """Stop everything and leave nothing behind."""
        self.supervisor.stop()
        stack.address().drop_database(self.database)
        shutil.rmtree(self.folder, ignore_errors=True)

    def process(self, name: str) -> Process:
        """One of the processes."""
        return next(
            each for each in self.supervisor.processes if each.program.name == name
        )

    def stop_one(self, name: str) -> None:
        """Stop one process, and wait until it has gone."""
        process = self.process(name)
        process.ask_to_stop()
        process.wait_until_stopped()

    def kill(self, name: str) -> None:
        """Kill -9 one process, with its children."""
        process = self.process(name)
        assert process.pid is not None
        os.killpg(process.pid, signal.SIGKILL)
        wait_for(lambda: not process.is_running)

    def start_again(self, name: str) -> None:
        """Start a stopped process."""
        process = self.process(name)
        process.start()
        wait_for(lambda: process.is_ready)

    def last_words(self) -> list[tuple[str, str]]:
        """The end of what each process said."""
        return [
            (each.program.name, tail(each.output()))
            for each in self.supervisor.processes
        ]

    @cached_property
    def _environment(self) -> dict[str, str]:
        """The demo's variables, over HTTPS and with our database."""
        ports = Ports(web=self.web_port, mail=free_port(), smtp=free_port())
        found = variables(stack.address(), ports)
        url = found["TABLINUM_DATABASE_URL"]
        return {
            **found,
            "TABLINUM_DATABASE_URL": f"{url.rpartition('/')[0]}/{self.database}",
            "TABLINUM_PUBLIC_PORT": str(self.edge.https),
            "TABLINUM_HTTPS": "1",
        }

    @property
    def _web(self) -> Program:
        ports = Ports(web=self.web_port, mail=free_port(), smtp=free_port())
        web = application(stack.address(), ports)[0]
        return replace(web, environment=self._environment)
