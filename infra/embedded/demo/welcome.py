"""What the person sees when the demo stands."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from infra.embedded.demo.options import Ports
from infra.embedded.edge import Edge


@dataclass(frozen=True)
class SignIn:
    """How to come in as somebody."""

    role: str
    email: str
    password: str
    secret: str = ""  # of the authenticator, in base32: operators have one


@dataclass(frozen=True)
class DemoFirm:
    """A firm of the demo data."""

    name: str
    address: str
    signins: tuple[SignIn, ...]


@dataclass(frozen=True)
class DemoData:
    """Who can come in where."""

    firms: tuple[DemoFirm, ...]
    operators: tuple[SignIn, ...]


def read_data(output: str) -> DemoData:
    """Read the last line of `manage.py demo_data --json`."""
    lines = output.strip().splitlines()
    found = json.loads(lines[-1])
    firms = (
        DemoFirm(
            name=firm["name"],
            address=firm["address"],
            signins=tuple(SignIn(**entry) for entry in firm["signins"]),
        )
        for firm in found["firms"]
    )
    operators = (SignIn(**entry) for entry in found["operators"])
    return DemoData(firms=tuple(firms), operators=tuple(operators))


def welcome(ports: Ports, data: DemoData, edge: Edge | None = None) -> str:
    """Return the block of addresses and sign-ins."""
    blocks = [
        f"Tablinum        {ports.platform}/",
        f"Mail            http://mail.localhost:{ports.mail}/",
        *(_firm(firm) for firm in data.firms),
        _operators(ports, data.operators),
        *([_trust(edge, ports)] if edge else []),
        "Ctrl-C stops everything.",
    ]
    return "\n" + "\n".join(blocks)


def _firm(firm: DemoFirm) -> str:
    return "\n".join([f"\n{firm.name}   {firm.address}", *_lines(firm.signins), ""])


def _operators(ports: Ports, operators: Sequence[SignIn]) -> str:
    """Each with the secret to put into an authenticator app."""
    return "\n".join(
        [
            f"\nOperators   {ports.platform}/operate/",
            *_lines(operators),
            "  A code without a phone: bin/manage one_time_code ADDRESS",
            "",
        ]
    )


def _trust(edge: Edge, ports: Ports) -> str:
    """The demo never touches what the system trusts."""
    return "\n".join(
        (
            "The certificates are this demo's own, so a browser warns at first. Go on",
            "past the warning, or let the browser trust this authority:",
            f"  {edge.internal_root}",
            f"  curl --cacert {edge.internal_root} {ports.platform}/",
            "",
        )
    )


def _lines(signins: Sequence[SignIn]) -> list[str]:
    role = max((len(entry.role) for entry in signins), default=0)
    email = max((len(entry.email) for entry in signins), default=0)
    return [
        f"  {entry.role:<{role}}  {entry.email:<{email}}  {entry.password}"
        + (f"  {entry.secret}" if entry.secret else "")
        for entry in signins
    ]
