"""What the person asked for."""

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.embedded.console import say
from infra.embedded.edge import MISSING, caddy_program
from infra.embedded.ports import free_port, is_free, next_free_port

ROOT = Path(__file__).resolve().parents[3]
DIRECTORY = Path(os.environ.get("TABLINUM_DATA") or ROOT / ".data/demo").absolute()
PORT, HTTPS_PORT, MAIL_PORT, SMTP_PORT = 8000, 8443, 8025, 1025
HIGHEST_PORT = 65535


class UnusableOptionError(Exception):
    """An option that cannot be followed; the text is for the person."""


@dataclass(frozen=True, kw_only=True)
class Options:
    """The command line of bin/demo."""

    port: int | None
    data: Path | None
    is_reset: bool
    is_check: bool
    is_tls: bool = False

    @property
    def directory(self) -> Path:
        """Where the data lies; a check without --data leaves nothing behind."""
        if self.data is not None:
            return self.data.expanduser().resolve()
        if self.is_check:
            return Path(tempfile.mkdtemp(prefix="tablinum-check-"))
        return DIRECTORY

    @property
    def is_throwaway(self) -> bool:
        """Tell whether the data goes when the demo ends."""
        return self.is_check and self.data is None


@dataclass(frozen=True, kw_only=True)
class EdgePorts:
    """Where Caddy and `ask` listen, with --tls."""

    https: int
    admin: int
    ask: int


@dataclass(frozen=True, kw_only=True)
class Ports:
    """Where the demo listens, all on loopback."""

    web: int
    mail: int
    smtp: int
    edge: EdgePorts | None = None

    @property
    def public(self) -> int:
        """The one that stands in links."""
        return self.edge.https if self.edge else self.web

    @property
    def platform(self) -> str:
        """The platform's address, as people write it."""
        scheme = "https" if self.edge else "http"
        return f"{scheme}://localhost:{self.public}"


def parse(arguments: Sequence[str] | None = None) -> Options:
    """Read the command line; exits with a usage line when it is wrong."""
    parser = argparse.ArgumentParser(
        prog="bin/demo",
        description="Run the whole platform on this computer, with demo data.",
    )
    parser.add_argument("--port", type=_port, help=f"default {PORT}, or the next free")
    parser.add_argument("--data", type=Path, metavar="DIR", help="default .data/demo")
    parser.add_argument("--reset", action="store_true", help="begin with no data")
    parser.add_argument(
        "--check", action="store_true", help="run a scripted journey, then stop"
    )
    parser.add_argument(
        "--tls",
        action="store_true",
        help=f"over HTTPS, by Caddy; default port {HTTPS_PORT}",
    )
    found = parser.parse_args(arguments)
    return Options(
        port=found.port,
        data=found.data,
        is_reset=found.reset,
        is_check=found.check,
        is_tls=found.tls,
    )


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is not a port")
    return number


def choose_ports(options: Options) -> Ports:
    """Find ports. Raises UnusableOptionError when the given one is taken."""
    public = _public_port(options)
    edge = _edge_ports(public) if options.is_tls else None
    web = free_port() if edge else public
    if options.is_check:
        return Ports(web=web, mail=free_port(), smtp=free_port(), edge=edge)
    mail = next_free_port(MAIL_PORT + 1 if public == MAIL_PORT else MAIL_PORT)
    return Ports(web=web, mail=mail, smtp=next_free_port(SMTP_PORT), edge=edge)


def _public_port(options: Options) -> int:
    if options.port:
        return _untaken(options.port)
    if options.is_check:
        return free_port()
    wanted = HTTPS_PORT if options.is_tls else PORT
    found = next_free_port(wanted)
    if found != wanted:
        say(f"Port {wanted} is taken; using {found}.")
    return found


def _edge_ports(https: int) -> EdgePorts:
    """Raises UnusableOptionError where Caddy is not installed."""
    if caddy_program() is None:
        raise UnusableOptionError(f"{MISSING}, or start without --tls.")
    return EdgePorts(https=https, admin=free_port(), ask=free_port())


def _untaken(port: int) -> int:
    if not is_free(port):
        raise UnusableOptionError(f"Port {port} is taken; choose another with --port.")
    return port
