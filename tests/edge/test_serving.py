"""From a name to its portal over verified HTTPS."""

from __future__ import annotations

import http.client

from infra.embedded.ports import LOOPBACK
from tests.edge.running import RunningEdge


def test_a_verified_name_is_served_over_verified_https(
    edge: RunningEdge, served_host: str
) -> None:
    page = edge.visitor.visit(served_host, "/sign-in/")

    assert page.status == 200
    assert "Peeters" in page.text
    assert edge.authority.orders(served_host) == 1


def test_a_second_visit_needs_no_second_order(
    edge: RunningEdge, served_host: str
) -> None:
    first = edge.visitor.serial(served_host)

    assert edge.visitor.serial(served_host) == first
    assert edge.authority.orders(served_host) == 1


def test_answers_say_https_and_not_who_serves(
    edge: RunningEdge, served_host: str
) -> None:
    page = edge.visitor.visit(served_host, "/sign-in/")

    assert page.headers["strict-transport-security"] == "max-age=31536000"
    assert "server" not in page.headers
    assert "secure" in page.headers["set-cookie"].lower()


def test_http_leads_to_https(edge: RunningEdge, served_host: str) -> None:
    connection = http.client.HTTPConnection(LOOPBACK, edge.edge.http, timeout=10)
    connection.request("GET", "/cases/", headers={"Host": served_host})
    answer = connection.getresponse()
    connection.close()

    assert answer.status == 308
    assert answer.headers["Location"] == f"https://{served_host}/cases/"


def test_what_is_internal_is_not_found(edge: RunningEdge, served_host: str) -> None:
    for path in ("/metrics", "/internal/ask", "/healthz"):
        assert edge.visitor.visit(served_host, path).status == 404
