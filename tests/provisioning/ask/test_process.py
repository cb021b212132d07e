"""The process: small, never public, and there when the database is not."""

from __future__ import annotations

import http.client
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from infra.embedded.account import server_account
from infra.embedded.edge import Edge
from infra.embedded.ports import LOOPBACK, free_port
from infra.embedded.postgres import Postgres
from infra.embedded.program import inherited_environment
from infra.embedded.supervisor import Supervisor
from provisioning.ask import configuration
from tests import stack
from tests.journeys.running import wait_for
from tests.provisioning.ask.conftest import NOW, Rows

HOST, NEW = "portal.peeters.example", "new.peeters.example"
ANYWHERE = "0.0.0.0"  # noqa: S104  (to be refused)
GIVEN = {"TABLINUM_DATABASE_URL": "postgresql://x", "TABLINUM_PLATFORM_HOST": "a.test"}


def test_it_never_imports_django() -> None:
    code = "import sys, provisioning.ask.__main__; print('django' in sys.modules)"

    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False\n"


@pytest.mark.parametrize("address", [ANYWHERE, "[::]", "203.0.113.9", "8.8.8.8"])
def test_it_refuses_to_be_public(address: str) -> None:
    with pytest.raises(configuration.UnusableError, match="ASK_BIND"):
        configuration.read({**GIVEN, "TABLINUM_ASK_BIND": f"{address}:9444"})


@pytest.mark.parametrize("address", ["", "127.0.0.1", "127.0.0.1:x", "edge:9444"])
def test_it_refuses_what_is_no_address(address: str) -> None:
    given = {**GIVEN, "TABLINUM_ASK_BIND": address or ":"}

    with pytest.raises(configuration.UnusableError, match="ADDRESS:PORT"):
        configuration.read(given)


def test_it_is_on_loopback_unless_told_otherwise() -> None:
    assert configuration.read(GIVEN).address == ("127.0.0.1", 9444)
    private = {**GIVEN, "TABLINUM_ASK_BIND": "10.1.2.3:9000"}
    assert configuration.read(private).address == ("10.1.2.3", 9000)


def test_its_budgets_are_below_those_of_the_authority() -> None:
    limits = configuration.read(GIVEN).limits

    assert (limits.orders_per_domain, limits.orders) == (40, 250)


class Asking:
    """The process, with a PostgreSQL of its own that can be stopped."""

    def __init__(self, folder: Path) -> None:
        self.place = stack.address()
        self.postgres = Postgres(
            folder / "postgres", port=free_port(), is_durable=False,
            account=server_account(), password=self.place.vault.superuser,
        )  # fmt: skip
        self.supervisor = Supervisor(logs=folder / "logs", records=folder / "run")
        self.edge = Edge(
            folder=folder, https=0, http=0, admin=0, ask=free_port(), web=0
        )

    def start(self) -> None:
        self.supervisor.prepare()
        self.postgres.prepare()
        self.supervisor.start(self.postgres.program())
        self.place.postgres_port = self.postgres.port
        self._copy_tables()
        variables = {
            **inherited_environment(),
            "TABLINUM_DATABASE_URL": self.place.dsn("app"),
            "TABLINUM_PLATFORM_HOST": "localhost",
        }
        self.rows = Rows(self.place.superuser_dsn("tablinum"))
        self.rows.certificate(self.rows.domain(HOST))
        self.supervisor.start(self.edge.asked(variables))

    def _copy_tables(self) -> None:
        self.place.prepare_database()
        of_tests = stack.address().superuser_dsn(stack.TEMPLATE_DATABASE)
        tools = self.place.postgres_bin
        dumped = subprocess.run(
            [tools / "pg_dump", "-n", "public", of_tests],
            capture_output=True, check=True,
        ).stdout  # fmt: skip
        subprocess.run(
            [tools / "psql", "-q", self.place.superuser_dsn("tablinum")],
            input=dumped, capture_output=True, check=True,
        )  # fmt: skip

    def status(self, name: str) -> int:
        connection = http.client.HTTPConnection(LOOPBACK, self.edge.ask, timeout=10)
        connection.request("GET", f"/ask?domain={name}")
        answer = connection.getresponse()
        answer.read()
        connection.close()
        return answer.status

    def stop_database(self) -> None:
        self.rows.connection.close()
        database = self.supervisor.processes[0]
        database.ask_to_stop()
        database.wait_until_stopped()

    def start_database(self) -> None:
        database = self.supervisor.processes[0]
        database.start()
        wait_for(lambda: database.is_ready)


@pytest.fixture(scope="module")
def asking(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Asking]:
    found = Asking(tmp_path_factory.mktemp("ask"))
    try:
        found.start()
        yield found
    finally:
        found.rows.connection.close()
        found.supervisor.stop()


def test_it_answers_only_what_it_is_for(asking: Asking) -> None:
    paths = {
        "/ask": 400,
        "/ask?domain=a.example&domain=b.example": 400,
        "/ask?domain=": 400,
        "/": 404,
        "/healthz": 200,
    }

    for path, status in paths.items():
        connection = http.client.HTTPConnection(LOOPBACK, asking.edge.ask, timeout=10)
        connection.request("GET", path)
        assert connection.getresponse().status == status
        connection.close()


def test_known_names_survive_an_outage_of_the_database(asking: Asking) -> None:
    """HOST was never asked for: it is known from the start."""
    asking.stop_database()

    assert asking.status(HOST) == 200
    assert asking.status(NEW) == 503
    assert asking.status("127.0.0.1") == 403

    asking.start_database()
    with psycopg.connect(asking.place.superuser_dsn("tablinum")) as connection:
        connection.execute(
            "UPDATE tenants_domain SET domain = %s WHERE created_at = %s", [NEW, NOW]
        )
    wait_for(lambda: asking.status(NEW) == 200, seconds=10)
    assert asking.status(HOST) == 404
