"""Pebble, Let's Encrypt's own test server, and challtestsrv, the DNS that it asks."""

from __future__ import annotations

import http.client
import ipaddress
import json
import os
import re
import shutil
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from infra.embedded.ports import LOOPBACK, free_port, is_listening
from infra.embedded.program import Program, inherited_environment

NEEDED = {"caddy": "caddy", "pebble": "pebble", "pebble-challtestsrv": "pebble"}
LOOKED_INTO = re.compile(r'Pulled a task from the Tasks queue: .*?Value:"([^"]+)"')
A_DAY = timedelta(days=1)


def require() -> None:
    """Skip when a program is missing; fail where all is required."""
    for program, package in NEEDED.items():
        if shutil.which(program):
            continue
        missing = f"no {program} here: install the package `{package}` to test TLS"
        if os.environ.get("TABLINUM_REQUIRE_ALL") == "1":
            pytest.fail(missing)
        pytest.skip(missing)


@dataclass(frozen=True, kw_only=True)
class Dns:
    """challtestsrv: answers what it was told, and nothing for the rest."""

    folder: Path
    port: int
    management: int

    def program(self) -> Program:
        """It serves DNS only; challenges are Caddy's."""
        off = ("-http01", "", "-https01", "", "-tlsalpn01", "")
        return Program(
            name="dns",
            command=(
                *(_program("pebble-challtestsrv"), "-dns01", f"{LOOPBACK}:{self.port}"),
                *("-management", f"{LOOPBACK}:{self.management}"),
                *("-defaultIPv4", "", "-defaultIPv6", "", *off),
            ),
            folder=self.folder,
            environment=inherited_environment(),
            is_ready=lambda _: is_listening(self.management),
        )

    def point(self, host: str, *addresses: str) -> None:
        """Let a host lead to these addresses."""
        self._tell("add-a", host=f"{host}.", addresses=list(addresses))

    def text(self, name: str, value: str) -> None:
        """Publish a TXT record."""
        self._tell("set-txt", host=f"{name}.", value=value)

    def _tell(self, what: str, **message: Any) -> None:
        connection = http.client.HTTPConnection(LOOPBACK, self.management, timeout=5)
        connection.request("POST", f"/{what}", json.dumps(message))
        assert connection.getresponse().status == 200
        connection.close()


@dataclass(frozen=True, kw_only=True)
class Authority:
    """Pebble. It validates at the edge's own ports, by the DNS that is given."""

    folder: Path
    port: int
    management: int
    output: Callable[[], str]

    @property
    def directory(self) -> str:
        """Where an ACME client begins."""
        return f"https://{LOOPBACK}:{self.port}/dir"

    @property
    def own_root(self) -> Path:
        """Who signed the certificate of Pebble's own interface."""
        return self.folder / "api.pem"

    @property
    def issuing_root(self) -> Path:
        """Who signs what Pebble issues; see `learn_root`."""
        return self.folder / "root.pem"

    def orders(self, host: str) -> int:
        """How many orders for this name Pebble looked into.

        An order of the edge is for one name, and a proof is not used again: so Pebble
        visits the name once for each of them. Orders for other names, which come
        whenever Caddy tries one again, are not counted.
        """
        return LOOKED_INTO.findall(self.output()).count(host)

    def learn_root(self) -> None:
        """Fetch the root that this run of Pebble made."""
        trust = ssl.create_default_context(cafile=self.own_root)
        connection = http.client.HTTPSConnection(
            LOOPBACK, self.management, timeout=5, context=trust
        )
        connection.request("GET", "/roots/0")
        self.issuing_root.write_bytes(connection.getresponse().read())
        connection.close()

    def program(self, dns: Dns, *, http: int, https: int) -> Program:
        """Make its certificate and configuration."""
        _write_certificate(self.own_root, self.folder / "api.key")
        configuration = {
            "listenAddress": f"{LOOPBACK}:{self.port}",
            "managementListenAddress": f"{LOOPBACK}:{self.management}",
            "certificate": str(self.own_root),
            "privateKey": str(self.folder / "api.key"),
            "httpPort": http,
            "tlsPort": https,
            "ocspResponderURL": "",
            "externalAccountBindingRequired": False,
            "certificateValidityPeriod": 7_776_000,
        }
        path = self.folder / "pebble.json"
        path.write_text(json.dumps({"pebble": configuration}))
        return Program(
            name="pebble",
            command=(
                *(_program("pebble"), "-config", str(path), "-strict"),
                *("-dnsserver", f"{LOOPBACK}:{dns.port}"),
            ),
            folder=self.folder,
            environment={
                **inherited_environment(),
                "PEBBLE_VA_NOSLEEP": "1",
                "PEBBLE_WFE_NONCEREJECT": "0",
                "PEBBLE_AUTHZREUSE": "0",
            },
            is_ready=lambda _: (
                is_listening(self.management) and is_listening(self.port)
            ),
        )


def _program(name: str) -> str:
    return shutil.which(name) or name


def _write_certificate(certificate: Path, key_file: Path) -> None:
    """Pebble's interface speaks TLS only: a certificate that signs itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "pebble")])
    now = datetime.now(UTC)
    names = [x509.IPAddress(ipaddress.ip_address(LOOPBACK))]
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), 1)
        .not_valid_before(now - A_DAY)
        .not_valid_after(now + A_DAY)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    key_file.write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    certificate.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def new_dns(folder: Path) -> Dns:
    """On free ports."""
    return Dns(folder=folder, port=free_port(), management=free_port())
