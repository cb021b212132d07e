"""What the edge refuses, and that refusing costs no order."""

from __future__ import annotations

import ssl

import pytest

from infra.embedded.ports import LOOPBACK
from tests.edge.conftest import NewHost
from tests.edge.running import RunningEdge


def test_an_unknown_name_gets_no_certificate(
    edge: RunningEdge, new_host: NewHost
) -> None:
    host = new_host()
    edge.dns.point(host, LOOPBACK)

    with pytest.raises(ssl.SSLError, match="ALERT"):
        edge.visitor.visit(host)

    assert edge.authority.orders(host) == 0
    assert f"'{host}' no: nobody has this name" in edge.process("ask").output()


def test_an_ip_address_gets_no_certificate(edge: RunningEdge) -> None:
    with pytest.raises(ssl.SSLError, match="ALERT"):
        edge.visitor.visit(LOOPBACK)

    assert edge.authority.orders(LOOPBACK) == 0


def test_a_host_other_than_the_one_of_the_handshake_is_misdirected(
    edge: RunningEdge, served_host: str
) -> None:
    page = edge.visitor.visit(served_host, "/sign-in/", as_host="devries.localhost")

    assert page.status == 421
    assert "De Vries" not in page.text
