"""Sends and fetches files over HTTP, and looks at the clock and at the server."""

from __future__ import annotations

import http.client
import time
from dataclasses import dataclass

from infra.embedded.ports import LOOPBACK
from tests.bench.documents_peers.servers import Server

PIECE, PATIENCE = 1024 * 1024, 120
BOUNDARY = "of-the-bench"


@dataclass(frozen=True, kw_only=True)
class Took:
    """One request: seconds in all, to the first byte of the body, and of a core; how
    much more memory the server had at most; and what came back."""

    seconds: float
    first: float
    cpu: float
    memory: int
    size: int
    body: bytes
    cookies: tuple[str, ...]


def ask(
    server: Server,
    method: str,
    path: str,
    *,
    body: bytes = b"",
    headers: dict[str, str],
    is_kept: bool = False,
) -> Took:
    """Send and read to the end."""
    server.forget_the_most()
    cpu, memory, began = server.cpu, server.memory(), time.perf_counter()
    connection = http.client.HTTPConnection(LOOPBACK, server.port, timeout=PATIENCE)
    connection.request(method, path, body=body or None, headers=headers)
    answer = connection.getresponse()
    kept, size, first = [], 0, 0.0
    while piece := answer.read(PIECE if first else 1):
        first = first or time.perf_counter() - began
        size += len(piece)
        kept += [piece] if is_kept else []
    connection.close()
    assert answer.status < http.client.BAD_REQUEST, (answer.status, method, path)
    return Took(
        seconds=time.perf_counter() - began,
        first=first,
        cpu=server.cpu - cpu,
        memory=server.memory("VmHWM") - memory,
        size=size,
        body=b"".join(kept),
        cookies=tuple(answer.headers.get_all("Set-Cookie") or ()),
    )


def form(fields: dict[str, str], name: str, content: bytes) -> bytes:
    """A form with one file (RFC 7578)."""
    parts = "".join(
        f"--{BOUNDARY}\r\nContent-Disposition: form-data; "
        f'name="{key}"\r\n\r\n{value}\r\n'
        for key, value in fields.items()
    )
    head = (
        f'{parts}--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; '
        'filename="deed.pdf"\r\nContent-Type: application/pdf\r\n\r\n'
    )
    return head.encode() + content + f"\r\n--{BOUNDARY}--\r\n".encode()
