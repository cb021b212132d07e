"""The client's address is the edge's word, and nobody else's."""

from __future__ import annotations

from ipaddress import ip_address, ip_network

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from tenants import origin

EDGE, CLIENT, LIAR = "127.0.0.1", "203.0.113.9", "198.51.100.7"


def address(remote: str, forwarded: str | None = None) -> str | None:
    meta = {"REMOTE_ADDR": remote}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded
    found = origin.of(RequestFactory().get("/", **meta)).address
    return str(found) if found else None


@pytest.mark.parametrize(
    ("remote", "forwarded", "expected"),
    [
        (CLIENT, None, CLIENT),
        (CLIENT, LIAR, CLIENT),  # not our proxy: what it says is not heard
        (EDGE, CLIENT, CLIENT),
        (EDGE, f"{LIAR}, {CLIENT}", CLIENT),  # the client wrote the first entry
        (EDGE, f"{LIAR},{EDGE}, {CLIENT}", CLIENT),
        (EDGE, "", None),
        (EDGE, "unknown", None),
        (EDGE, f"{CLIENT}, nonsense", None),
        (EDGE, "::ffff:203.0.113.9", CLIENT),
        ("::ffff:127.0.0.1", CLIENT, CLIENT),
        (EDGE, "2001:db8::7", "2001:db8::7"),
        (EDGE, "[2001:db8::7]", "2001:db8::7"),
        (EDGE, "fe80::1%eth0", "fe80::1"),
        (EDGE, "203.0.113.9:443", None),
        ("", None, None),
    ],
)
def test_the_address(remote: str, forwarded: str | None, expected: str | None) -> None:
    assert address(remote, forwarded) == expected


def test_a_proxy_elsewhere_must_be_named(settings: pytest.FixtureRequest) -> None:
    assert address("10.1.2.3", CLIENT) == "10.1.2.3"

    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)

    assert address("10.1.2.3", CLIENT) == CLIENT


def test_the_device_is_cut_and_cannot_break_a_line() -> None:
    request = RequestFactory().get("/", headers={"User-Agent": "a\nb\x00" + "c" * 999})

    assert origin.of(request).device == "ab" + "c" * (origin.DEVICE_LENGTH - 2)


def test_it_is_known_during_the_request_and_not_after() -> None:
    seen = []

    def answer(_request: object) -> HttpResponse:
        seen.append(origin.current().address)
        return HttpResponse()

    origin.OriginMiddleware(answer)(RequestFactory().get("/", REMOTE_ADDR=CLIENT))

    assert seen == [ip_address(CLIENT)]
    assert origin.current() is origin.NOWHERE
