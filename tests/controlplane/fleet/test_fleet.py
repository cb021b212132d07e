"""The list of the fleet."""

from __future__ import annotations

from django.utils import timezone

from tests.controlplane import crowd


def test_the_list_opens(as_operator) -> None:
    crowd.make(120, at=timezone.now())

    response = as_operator().get("/operate/?state=all")

    assert response.status_code == 200
    assert b"Bakker" in response.content
