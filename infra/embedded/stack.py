"""PostgreSQL and Valkey together: what the application needs to run at all.

    from infra.embedded.stack import TemporaryStack

    with TemporaryStack() as stack:            # fast, not durable, gone afterwards
        stack.prepare_database("tablinum")     # roles, database, extensions, rights
        stack.dsn("app", "tablinum")           # login "app" or "owner"
        stack.superuser_dsn("postgres")
        stack.copy_database("tablinum", "tablinum_gw0")
        stack.drop_database("tablinum_gw0")
        stack.valkey_url(1)
        stack.postgres_bin / "pg_dump"
        stack.environment(login="owner", database="tablinum")   # TABLINUM_* variables

Start from the main thread: the servers die with the thread that started them. A child
process (a pytest-xdist worker) uses the same stack through its address, which is text:

    os.environ["STACK"] = stack.address.dump()
    address = StackAddress.load(os.environ["STACK"])
    address.copy_database("template", "tablinum_gw3")
"""

import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

from infra.embedded.account import server_account
from infra.embedded.address import StackAddress
from infra.embedded.binaries import postgres_bin
from infra.embedded.lock import DirectoryLock
from infra.embedded.ports import free_port
from infra.embedded.postgres import Postgres
from infra.embedded.program import Program
from infra.embedded.scratch import make_scratch
from infra.embedded.supervisor import NotReadyError, Supervisor
from infra.embedded.valkey import Valkey
from infra.embedded.vault import Vault

ATTEMPTS = 5

__all__ = ["Stack", "StackAddress", "TemporaryStack"]


class Stack(StackAddress):
    """The servers of one data directory, started and stopped by us.

    Durable: what was committed survives kill -9 and a power cut. A port that is not
    given is chosen at each start.
    """

    def __init__(
        self,
        directory: Path,
        *,
        is_durable: bool = True,
        postgres_port: int | None = None,
        valkey_port: int | None = None,
    ) -> None:
        self.directory = directory.resolve()
        self.is_durable = is_durable
        self._given_ports = (postgres_port, valkey_port)
        self._account = server_account()
        self._lock = DirectoryLock(self.directory)
        self.supervisor = Supervisor(
            logs=self.directory / "logs", records=self.directory / "run"
        )

    def start(self) -> None:
        """Start both servers. Raises DirectoryInUseError, NotReadyError."""
        self.directory.mkdir(parents=True, exist_ok=True)
        self._lock.acquire()
        try:
            self._prepare()
            self._start_servers()
        except BaseException:
            self.stop()
            raise

    def _prepare(self) -> None:
        self.supervisor.prepare()
        super().__init__(
            directory=self.directory,
            postgres_port=0,
            valkey_port=0,
            postgres_bin=postgres_bin(self._account),
            vault=Vault.open(self.directory / "private"),
        )

    def _start_servers(self) -> None:
        """Start them; another port when somebody took a chosen one in between."""
        given_postgres, given_valkey = self._given_ports
        for attempt in range(ATTEMPTS):
            self.postgres_port = given_postgres or free_port()
            self.valkey_port = given_valkey or free_port()
            try:
                self.supervisor.start(*self._programs())
            except NotReadyError as error:
                if attempt + 1 == ATTEMPTS or "in use" not in str(error):
                    raise
                self.supervisor.stop()
            else:
                return

    def _programs(self) -> list[Program]:
        postgres = Postgres(
            self.directory / "postgres",
            port=self.postgres_port,
            is_durable=self.is_durable,
            account=self._account,
            password=self.vault.superuser,
        )
        valkey = Valkey(
            self.directory / "valkey",
            port=self.valkey_port,
            is_durable=self.is_durable,
            account=self._account,
            password=self.vault.valkey,
        )
        postgres.prepare()
        valkey.prepare()
        return [postgres.program(), valkey.program()]

    def stop(self) -> None:
        """Stop whatever the supervisor started, and give the directory back."""
        if self._lock.is_held:
            self.supervisor.stop()
            self._lock.release()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    @property
    def address(self) -> StackAddress:
        """The stack without the power to stop it: `dump()` it for a child process."""
        return StackAddress.load(self.dump())


class TemporaryStack(Stack):
    """A stack for tests: fast, nothing is durable, its directory is removed."""

    def __init__(self) -> None:
        super().__init__(make_scratch(), is_durable=False)

    def stop(self) -> None:
        """Stop the servers and remove the directory."""
        super().stop()
        shutil.rmtree(self.directory, ignore_errors=True)
