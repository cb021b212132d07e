"""What the person asked for."""

import argparse
import os
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from infra.embedded.console import say
from infra.embedded.ports import free_port, is_free, next_free_port

ROOT = Path(__file__).resolve().parents[3]
DIRECTORY = Path(os.environ.get("TABLINUM_DATA") or ROOT / ".data/demo").absolute()
PORT, MAIL_PORT, SMTP_PORT = 8000, 8025, 1025
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
class Ports:
    """Where the demo listens, all on loopback."""

    web: int
    mail: int
    smtp: int


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
    found = parser.parse_args(arguments)
    return Options(
        port=found.port, data=found.data, is_reset=found.reset, is_check=found.check
    )


def _port(text: str) -> int:
    number = int(text)
    if not 0 < number <= HIGHEST_PORT:
        raise argparse.ArgumentTypeError(f"{text} is not a port")
    return number


def choose_ports(options: Options) -> Ports:
    """Find ports. Raises UnusableOptionError when the given one is taken."""
    if options.is_check:
        web = options.port or free_port()
        return Ports(web=_untaken(web), mail=free_port(), smtp=free_port())
    web = _untaken(options.port) if options.port else next_free_port(PORT)
    if options.port is None and web != PORT:
        say(f"Port {PORT} is taken; using {web}.")
    mail = next_free_port(MAIL_PORT + 1 if web == MAIL_PORT else MAIL_PORT)
    return Ports(web=web, mail=mail, smtp=next_free_port(SMTP_PORT))


def _untaken(port: int) -> int:
    if not is_free(port):
        raise UnusableOptionError(f"Port {port} is taken; choose another with --port.")
    return port
