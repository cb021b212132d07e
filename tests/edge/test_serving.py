"""From a name to its portal over verified HTTPS."""

from __future__ import annotations

from tests.edge.running import RunningEdge


def test_a_verified_name_is_served_over_verified_https(
    edge: RunningEdge, served_host: str
) -> None:
    page = edge.visitor.visit(served_host, "/sign-in/")

    assert page.status == 200
    assert "Peeters" in page.text
