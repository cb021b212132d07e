"""One process is away, the others go on."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.edge.running import RunningEdge


@contextmanager
def without(edge: RunningEdge, name: str) -> Iterator[None]:
    """Kill a process for a while."""
    edge.kill(name)
    try:
        yield
    finally:
        edge.start_again(name)


def test_known_names_go_on_without_ask(edge: RunningEdge, served_host: str) -> None:
    edge.visitor.visit(served_host)

    with without(edge, "ask"):
        assert edge.visitor.visit(served_host, "/sign-in/").status == 200


def test_new_names_wait_for_ask(edge: RunningEdge, served_host: str) -> None:
    with without(edge, "ask"), pytest.raises(ssl.SSLError):
        edge.visitor.visit(served_host)

    assert edge.authority.orders(served_host) == 0
    assert edge.visitor.visit(served_host, "/sign-in/").status == 200
    assert edge.authority.orders(served_host) == 1


def test_tls_answers_while_the_web_process_is_away(
    edge: RunningEdge, served_host: str
) -> None:
    edge.visitor.visit(served_host)

    with without(edge, "web"):
        started = time.monotonic()
        page = edge.visitor.visit(served_host, "/sign-in/")
        seconds = time.monotonic() - started

    assert page.status == 502
    assert "Back soon" in page.text
    assert page.headers["retry-after"] == "10"
    assert seconds < 8
    assert edge.visitor.visit(served_host, "/sign-in/").status == 200
