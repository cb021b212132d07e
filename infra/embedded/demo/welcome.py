"""What the person sees when the demo stands."""

import json
from dataclasses import dataclass

from infra.embedded.demo.options import Ports


@dataclass(frozen=True)
class SignIn:
    """How to come in as somebody."""

    role: str
    email: str
    password: str


@dataclass(frozen=True)
class DemoFirm:
    """A firm of the demo data."""

    name: str
    address: str
    signins: tuple[SignIn, ...]


def read_firms(output: str) -> list[DemoFirm]:
    """Read the last line of `manage.py demo_data --json`."""
    lines = output.strip().splitlines()
    found = json.loads(lines[-1])
    return [
        DemoFirm(
            name=firm["name"],
            address=firm["address"],
            signins=tuple(
                SignIn(entry["role"], entry["email"], entry["password"])
                for entry in firm["signins"]
            ),
        )
        for firm in found["firms"]
    ]


def welcome(ports: Ports, firms: list[DemoFirm]) -> str:
    """Return the block of addresses and sign-ins."""
    blocks = [
        f"Tablinum        http://localhost:{ports.web}/",
        f"Mail            http://mail.localhost:{ports.mail}/",
        *(_firm(firm) for firm in firms),
        "Ctrl-C stops everything.",
    ]
    return "\n" + "\n".join(blocks)


def _firm(firm: DemoFirm) -> str:
    role = max((len(entry.role) for entry in firm.signins), default=0)
    email = max((len(entry.email) for entry in firm.signins), default=0)
    lines = [
        f"  {entry.role:<{role}}  {entry.email:<{email}}  {entry.password}"
        for entry in firm.signins
    ]
    return "\n".join([f"\n{firm.name}   {firm.address}", *lines, ""])
