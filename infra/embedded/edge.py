"""Caddy and `ask` as programs: TLS on one computer, by the path of production.

The configuration is infra/caddy/Caddyfile itself; what differs is in the environment.
"""

import http.client
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from infra.embedded.ports import LOOPBACK, is_listening
from infra.embedded.program import Program, inherited_environment

ROOT = Path(__file__).resolve().parents[2]
CADDYFILE = ROOT / "infra/caddy/Caddyfile"
MISSING = "Caddy is not installed here: install the package `caddy`"
OK = 200


def caddy_program() -> str | None:
    """Where Caddy is, None when it is not installed."""
    return shutil.which("caddy")


@dataclass(frozen=True, kw_only=True)
class Edge:
    """One edge in a folder of its own. All ports are on loopback.

    `options` are more of Caddy's global options, `tls` more of its on-demand TLS.
    """

    folder: Path
    https: int
    http: int
    admin: int
    ask: int
    web: int
    options: tuple[str, ...] = ()
    tls: str = ""

    @property
    def storage(self) -> Path:
        """Where Caddy keeps certificates and keys."""
        return self.folder / "storage"

    @property
    def internal_root(self) -> Path:
        """The root certificate of Caddy's internal issuer, once it has run."""
        return self.storage / "pki/authorities/local/root.crt"

    def variables(self) -> dict[str, str]:
        """What the application must know of the edge."""
        return {
            "TABLINUM_EDGE_PROBE": f"{LOOPBACK}:{self.https}",
            "TABLINUM_EDGE_CA": str(self.internal_root),
            "TABLINUM_EDGE_STORAGE": str(self.storage),
            "TABLINUM_EDGE_ADMIN": f"{LOOPBACK}:{self.admin}",
            "TABLINUM_EDGE_LOG": str(self.folder / "tls.json"),
        }

    def caddy(self) -> Program:
        """The edge itself."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return Program(
            name="caddy",
            command=(
                *(caddy_program() or "caddy", "run", "--config", str(CADDYFILE)),
                *("--adapter", "caddyfile"),
            ),
            folder=self.folder,
            environment=inherited_environment() | self._caddy_variables(),
            is_ready=lambda _: self._is_serving(),
        )

    def _is_serving(self) -> bool:
        is_issuing = "internal" not in self.tls or self.internal_root.exists()
        return is_issuing and is_listening(self.admin) and is_listening(self.https)

    def _caddy_variables(self) -> dict[str, str]:
        home = str(self.folder)
        return {
            "HOME": home,
            "XDG_DATA_HOME": home,
            "XDG_CONFIG_HOME": home,
            "TABLINUM_CADDY_UPSTREAM": f"{LOOPBACK}:{self.web}",
            "TABLINUM_CADDY_ASK": f"{LOOPBACK}:{self.ask}",
            "TABLINUM_CADDY_ADMIN": f"{LOOPBACK}:{self.admin}",
            "TABLINUM_CADDY_STORAGE": str(self.storage),
            "TABLINUM_CADDY_LOGS": home,
            "TABLINUM_CADDY_HTTP_PORT": str(self.http),
            "TABLINUM_CADDY_HTTPS_PORT": str(self.https),
            "TABLINUM_CADDY_OPTIONS": "\n".join(
                (f"default_bind {LOOPBACK}", *self.options)
            ),
            "TABLINUM_CADDY_TLS": self.tls,
        }

    def asked(self, environment: Mapping[str, str]) -> Program:
        """The process that the edge asks; it logs in as the web process does."""
        return Program(
            name="ask",
            command=(sys.executable, "-m", "provisioning.ask"),
            folder=ROOT,
            environment={
                **environment,
                "TABLINUM_ASK_BIND": f"{LOOPBACK}:{self.ask}",
            },
            is_ready=lambda _: is_answering(self.ask),
        )


def is_answering(port: int) -> bool:
    """Tell whether `ask` says that it works."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
