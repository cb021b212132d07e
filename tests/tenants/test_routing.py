"""From host to firm: quirks of names, bounded memory, news across processes."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tenants import scope
from tenants.domains import routing
from tenants.domains.names import normalise
from tenants.models import Domain, Firm, FirmState
from tests.conftest import HostClient


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Peeters.LOCALHOST", "peeters.localhost"),
        ("peeters.localhost:8000", "peeters.localhost"),
        ("peeters.localhost.", "peeters.localhost"),
        ("peeters.localhost.:443", "peeters.localhost"),
        ("bücher.example", "xn--bcher-kva.example"),
        ("peeters.localhost..", None),
        ("peeters.localhost:80:80", None),
        ("peeters.localhost:http", None),
        ("peeters .localhost", None),
        ("-peeters.localhost", None),
        ("[::1]", None),
        ("", None),
        ("a" * 64 + ".localhost", None),
        ("peeters.localhost/../x", None),
        ("user@peeters.localhost", None),
    ],
)
def test_a_host_is_written_in_one_way(written: str, meant: str | None) -> None:
    assert normalise(written) == meant


@given(st.text(max_size=80))
def test_whatever_is_sent_becomes_a_clean_name_or_nothing(host: str) -> None:
    name = normalise(host)

    assert name is None or (normalise(name) == name and name == name.lower())


class Counted:
    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, name: str) -> None:
        self.asked.append(name)


def host_map(find: Callable[[str], None], *, hears: bool = True) -> routing.HostMap:
    return routing.HostMap(find, is_hearing=lambda: hears, clock=time.monotonic)


def test_an_unknown_host_is_asked_for_once() -> None:
    find = Counted()
    hosts = host_map(find)

    for _ in range(3):
        assert hosts.route("nobody.localhost") is None

    assert find.asked == ["nobody.localhost"]


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(routing, "HOSTS_KEPT", 10)
    hosts = host_map(Counted())

    for number in range(50):
        hosts.route(f"host{number}.localhost")

    assert len(hosts._known) == 10


def test_what_was_asked_before_a_change_is_not_remembered_after_it() -> None:
    hosts = routing.HostMap(lambda name: hosts.forget(), is_hearing=lambda: True)

    hosts.route("peeters.localhost")

    assert not hosts._known


def test_a_process_that_hears_nothing_asks_again_after_a_second() -> None:
    now = [0.0]
    find = Counted()
    hosts = routing.HostMap(find, is_hearing=lambda: False, clock=lambda: now[0])

    hosts.route("a.localhost")
    now[0] = 1.5
    hosts.route("a.localhost")

    assert len(find.asked) == 2


def test_an_unknown_host_gets_404_and_no_page_of_ours(db: None) -> None:
    response = HostClient("nobody.localhost").get("/")

    assert response.status_code == 404
    assert response.headers["Content-Type"] == "text/plain"
    assert "Set-Cookie" not in response.headers


@pytest.mark.parametrize("state", [s for s in FirmState if s != FirmState.ACTIVE])
def test_only_an_active_firm_is_reached(firm: Firm, state: FirmState) -> None:
    until = timezone.now() if state == FirmState.CLOSING else None
    with scope.public():
        Firm.objects.filter(pk=firm.pk).update(state=state, erase_at=until)

    response = HostClient(firm.primary_host).get("/sign-in/")

    assert response.status_code == 503
    assert b"password" not in response.content


OTHER_PROCESS = """
import django, sys
django.setup()
from tenants import scope
from tenants.domains import routing
from tenants.models import Domain
from django.db import transaction
with scope.public(), transaction.atomic():
    Domain.objects.filter(domain="peeters.localhost").update(domain="moved.localhost")
    routing.announce()
"""


@pytest.mark.django_db(transaction=True)
def test_a_change_in_one_process_is_known_in_the_other_at_once(firm: Firm) -> None:
    hosts = routing.hosts()
    assert hosts.route("peeters.localhost") is not None
    assert hosts.route("moved.localhost") is None

    subprocess.run([sys.executable, "-c", OTHER_PROCESS], check=True, timeout=60)

    deadline = time.monotonic() + 2
    while hosts.route("moved.localhost") is None and time.monotonic() < deadline:
        time.sleep(0.02)
    assert hosts.route("peeters.localhost") is None
    assert hosts.route("moved.localhost") is not None
    with scope.public():
        assert Domain.objects.filter(domain="moved.localhost").exists()
