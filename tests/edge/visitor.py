"""Somebody with a browser: TLS is always verified, against Pebble's root."""

from __future__ import annotations

import http.client
import socket
import ssl
from dataclasses import dataclass
from pathlib import Path

from infra.embedded.ports import LOOPBACK

PATIENCE = 20.0


@dataclass(frozen=True)
class Page:
    """What came back."""

    status: int
    headers: dict[str, str]
    text: str


@dataclass(frozen=True)
class Visitor:
    """Connects to the edge's port on loopback; names come by SNI and Host."""

    port: int
    root: Path

    def visit(
        self,
        host: str,
        path: str = "/",
        *,
        as_host: str | None = None,
        method: str = "GET",
        body: bytes | None = None,
        **headers: str,
    ) -> Page:
        """Open a page at `host`. Raises ssl.SSLError as a browser would warn."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        connection = http.client.HTTPConnection(host, timeout=PATIENCE)
        connection.sock = self.connect(host)
        try:
            connection.request(
                method, path, body=body, headers={**named, "Host": as_host or host}
            )
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return Page(answer.status, found, answer.read().decode())
        finally:
            connection.close()

    def connect(self, host: str) -> ssl.SSLSocket:
        """Shake hands. Raises ssl.SSLError."""
        plain = socket.create_connection((LOOPBACK, self.port), PATIENCE)
        try:
            return ssl.create_default_context(cafile=self.root).wrap_socket(
                plain, server_hostname=host
            )
        except BaseException:
            plain.close()
            raise

    def serial(self, host: str) -> str:
        """The serial number of the certificate that is shown."""
        with self.connect(host) as connection:
            return str((connection.getpeercert() or {})["serialNumber"]).lower()
