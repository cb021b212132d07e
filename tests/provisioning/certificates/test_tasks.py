"""Which hosts are looked at, one at a time, and which are forgotten."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as configured

from infra.embedded.ports import LOOPBACK, free_port
from provisioning.certificates import edge, looking, queries, removal, tasks, turn
from tenants import scope
from tenants.domains import claims, standing
from tenants.domains.models import Certificate, CertificateState, Claim, ClaimState
from tenants.models import Firm
from tenants.outbox.models import Event

AT = datetime(2026, 11, 23, 12, tzinfo=UTC)
HOST = "portal.peeters.example"
SOON = timedelta(minutes=1)

pytestmark = pytest.mark.django_db


@pytest.fixture
def claim(firm: Firm) -> Claim:
    with scope.public():
        made = Claim.objects.create(
            firm=firm, host=HOST, token="t", created_at=AT, verified_at=AT,
            state=ClaimState.VERIFIED,
        )  # fmt: skip
        standing.open_host(made)
    return made


def row(host: str, **columns: Any) -> Certificate:
    with scope.public():
        return Certificate.objects.create(
            host=host, registered_domain=host, state=CertificateState.ISSUING, **columns
        )


def due() -> list[str]:
    with scope.public():
        return queries.due(AT, limit=10)


def test_a_host_that_was_never_looked_at_is_due(claim: Claim) -> None:
    assert {HOST, configured.PLATFORM_HOST} <= set(due())


def test_a_host_is_due_when_its_time_has_come(claim: Claim) -> None:
    row(HOST, next_probe_at=AT + SOON)
    row(configured.PLATFORM_HOST, next_probe_at=AT + SOON)
    assert not {HOST, configured.PLATFORM_HOST} & set(due())

    with scope.public():
        Certificate.objects.update(next_probe_at=AT)

    assert {HOST, configured.PLATFORM_HOST} <= set(due())


def test_a_host_without_a_domain_is_not_due(db: None) -> None:
    row(HOST)

    assert HOST not in due()


def test_without_an_edge_nothing_is_done(claim: Claim, settings: Any) -> None:
    settings.EDGE_PROBE = ""

    assert looking.look_at_due(at=AT) == 0
    assert looking.warm(HOST, at=AT, is_first_try=True)
    with scope.public():
        assert not Certificate.objects.exists()


def test_a_sweep_ends_where_the_edge_is_away(claim: Claim, settings: Any) -> None:
    settings.EDGE_PROBE = f"{LOOPBACK}:{free_port()}"

    assert looking.look_at_due(at=AT) == 0
    with scope.public():
        assert Certificate.objects.count() == 1


def test_a_handshake_waits_for_its_turn(claim: Claim, settings: Any) -> None:
    settings.EDGE_PROBE = f"{LOOPBACK}:{free_port()}"

    with turn.taken() as is_ours:
        assert is_ours
        assert not looking.warm(HOST, at=AT, is_first_try=True)
    assert looking.warm(HOST, at=AT, is_first_try=True)


def test_forgetting_takes_files_of_that_host_only(
    db: None, tmp_path: Path, settings: Any
) -> None:
    settings.EDGE_STORAGE = str(tmp_path)
    kept = tmp_path / "certificates/acme-v02/portal.devries.example"
    gone = tmp_path / "certificates/acme-v02" / HOST
    for folder in (kept, gone):
        folder.mkdir(parents=True)
        (folder / "key").touch()
    row(HOST)

    removal.forget(HOST)
    removal.forget(HOST)

    assert kept.exists()
    assert not gone.exists()
    with scope.public():
        assert not Certificate.objects.filter(host=HOST).exists()


@pytest.mark.parametrize("host", ["", ".", "..", "../accounts", "a/b"])
def test_nothing_but_a_host_is_removed(
    tmp_path: Path, settings: Any, host: str
) -> None:
    settings.EDGE_STORAGE = str(tmp_path)
    (tmp_path / "certificates/acme-v02").mkdir(parents=True)
    (tmp_path / "certificates/accounts").mkdir()

    with pytest.raises(ValueError, match="not a host"):
        edge.remove_files(host)


def test_an_edge_out_of_reach_is_told_again(db: None, settings: Any) -> None:
    settings.EDGE_ADMIN = [f"{LOOPBACK}:{free_port()}"]
    row(HOST)

    with pytest.raises(edge.EdgeError):
        removal.forget(HOST)

    with scope.public():
        assert Certificate.objects.filter(host=HOST).exists()


def test_a_released_host_is_forgotten(
    claim: Claim, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(
        tasks.forget, "apply_async", lambda *, kwargs: sent.append(kwargs["host"])
    )
    with scope.public():
        claims.release(claim, by=None, at=AT)
        [event] = Event.objects.filter(topic="domain.decided")

        tasks.forget_closed(event)

    assert sent == [HOST]


def test_a_host_that_is_served_is_not_forgotten(claim: Claim) -> None:
    row(HOST)

    tasks.forget(host=HOST)

    with scope.public():
        assert Certificate.objects.filter(host=HOST).exists()
