"""The Caddyfile alone, before an upstream that says what it got."""

from __future__ import annotations

import json
import re
import shutil
import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from infra.embedded.edge import CADDYFILE, Edge
from infra.embedded.ports import free_port
from infra.embedded.supervisor import Supervisor
from portal.access.bodies import FORM_BYTES
from tests.edge import authority
from tests.edge.visitor import Visitor

HOST = "portal.echo.example"
UPLOAD = "/desk/cases/0190-7/documents/"
FORGED = {
    "X_Forwarded_For": "203.0.113.9",
    "X_Forwarded_Proto": "http",
    "X_Forwarded_Host": "evil.example",
    "X_Forwarded_Port": "1",
    "X_Real_IP": "203.0.113.9",
    "Forwarded": "for=203.0.113.9",
}


class Echo(BaseHTTPRequestHandler):
    """Says which headers came, and how long the body was. Also says yes to `ask`."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        got = len(self.rfile.read(length))
        body = json.dumps({"length": got, **self.headers}).encode()
        self.send_response(200)
        self.send_header("Server", "echo 1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    do_POST = do_GET  # noqa: N815

    def log_message(self, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """Before Caddy with its internal issuer."""
    authority.require()
    folder = tmp_path_factory.mktemp("caddy")
    echo = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    Thread(target=echo.serve_forever, daemon=True).start()
    port = echo.server_address[1]
    edge = Edge(
        folder=folder, https=free_port(), http=free_port(), admin=free_port(),
        ask=port, web=port, tls="issuer internal",
    )  # fmt: skip
    supervisor = Supervisor(logs=folder / "logs", records=folder / "run")
    supervisor.prepare()
    try:
        supervisor.start(edge.caddy())
        yield Visitor(edge.https, edge.internal_root)
    finally:
        supervisor.stop()
        echo.shutdown()
        echo.server_close()


def test_it_is_valid(tmp_path: Path) -> None:
    authority.require()
    logs = f"TABLINUM_CADDY_LOGS={tmp_path}"

    done = subprocess.run(
        ["/usr/bin/env", logs, shutil.which("caddy") or "caddy", "validate",
         "--config", str(CADDYFILE), "--adapter", "caddyfile"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr
    assert "Valid configuration" in done.stdout + done.stderr


def test_it_names_nothing_that_a_later_caddy_lacks() -> None:
    """2.9 took out the rate limit of on-demand TLS; 2.6 has no heredocs."""
    text = CADDYFILE.read_text()
    rules = "\n".join(line.partition("#")[0] for line in text.splitlines())

    assert "on_demand_tls" in rules
    assert not [
        word for word in ("\tinterval ", "burst", "<<", "metrics\n") if word in rules
    ]


def test_where_a_request_came_from_cannot_be_forged(visitor: Visitor) -> None:
    got = json.loads(visitor.visit(HOST, **FORGED).text)

    assert got["X-Forwarded-For"] == "127.0.0.1"
    assert got["X-Real-Ip"] == "127.0.0.1"
    assert got["X-Forwarded-Proto"] == "https"
    assert got["X-Forwarded-Host"] == HOST
    assert "X-Forwarded-Port" not in got
    assert "Forwarded" not in got


def test_nobody_learns_what_serves(visitor: Visitor) -> None:
    assert "server" not in visitor.visit(HOST).headers


@pytest.mark.parametrize(
    ("path", "size", "status"),
    [
        ("/sign-in/", 900_000, 200),
        ("/sign-in/", 1_200_000, 413),
        (UPLOAD, 26_300_000, 200),
        (UPLOAD.removeprefix("/desk"), 2_000_000, 200),
        (UPLOAD, 204_000_000, 413),
        ("/desk/cases/", 2_000_000, 413),
        ("/sign-in/", 10_000_000, 413),
    ],
)
def test_a_body_has_a_limit(
    visitor: Visitor, path: str, size: int, status: int
) -> None:
    try:
        page = visitor.visit(HOST, path, method="POST", body=b"x" * size)
    except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
        assert status == 413  # cut off before all was sent
    else:
        assert page.status == status


def test_a_document_may_be_as_large_as_the_portal_takes(settings: Any) -> None:
    """With its form; neither the edge nor we say that a file is too large before."""
    rules = CADDYFILE.read_text()

    edge = int(re.findall(r"max_size (\d+)MB", rules)[0]) * 10**6
    assert settings.DOCUMENT_MAX_BYTES + FORM_BYTES < edge < 204_000_000


def test_headers_have_a_limit(visitor: Visitor) -> None:
    assert visitor.visit(HOST, X_Long="x" * 40_000).status == 431
