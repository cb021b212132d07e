"""HTTP for the edge, which keeps its connections open."""

from __future__ import annotations

import json
import logging
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from socket import AF_INET, AF_INET6
from typing import Any
from urllib.parse import parse_qs, urlsplit

from provisioning.ask.oracle import Answer, Oracle, no

SHOWN = 253

log = logging.getLogger("ask")


class Server(ThreadingHTTPServer):
    """A thread for each connection; the edges keep a few of them open."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], oracle: Oracle) -> None:
        self.oracle = oracle
        self.address_family = AF_INET6 if ":" in address[0] else AF_INET
        super().__init__(address, Handler)


class Handler(BaseHTTPRequestHandler):
    """GET /ask?domain=NAME and GET /healthz, and nothing else."""

    server: Server
    server_version = "ask"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1  # headers and body leave in one packet
    timeout = 300  # seconds that a connection may be idle

    def do_GET(self) -> None:
        """Answer in one line."""
        parts = urlsplit(self.path)
        if parts.path == "/ask":
            self._ask(parse_qs(parts.query).get("domain", []))
        elif parts.path == "/healthz":
            self._health()
        else:
            self._send(HTTPStatus.NOT_FOUND, "nothing here")

    def _ask(self, names: list[str]) -> None:
        if len(names) == 1:
            answer = self.server.oracle.answer(names[0])
        else:
            answer = no(HTTPStatus.BAD_REQUEST, "give one domain")
        _note(names, answer)
        self._send(answer.status, answer.reason)

    def _health(self) -> None:
        """It works without the database too; see what is missing in the body."""
        oracle = self.server.oracle
        state = {"known": len(oracle.known), "database": not oracle.is_database_away}
        self._send(HTTPStatus.OK, json.dumps({"ok": True, **state}))

    def _send(self, status: HTTPStatus, line: str) -> None:
        body = f"{line}\n".encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """One line for an answer is enough; it is written in `_note`."""


def _note(names: list[str], answer: Answer) -> None:
    """Log it; what was asked is shown so that it cannot break the line."""
    log.info("%s %s", ascii(" ".join(names)[:SHOWN]), answer.reason)
