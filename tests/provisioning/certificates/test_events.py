"""The authority's own words, from the edge's log."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from provisioning.certificates import events

HOST = "portal.peeters.example"
AT = datetime(2026, 11, 23, 12, tzinfo=UTC)


def event(level: str, message: str, host: str = HOST, **more: Any) -> str:
    found = {"level": level, "ts": AT.timestamp(), "msg": message, "identifier": host}
    return json.dumps({**found, **more})


def failed(kind: str, host: str = HOST) -> str:
    """As Caddy 2.6 and later write it."""
    return event(
        "error", "could not get certificate from issuer", host,
        error=f"HTTP 403 urn:ietf:params:acme:error:{kind} - During secondary ...",
    )  # fmt: skip


OBTAINED = event("info", events.OBTAINED)


@pytest.fixture
def log(tmp_path: Path, settings: Any) -> Path:
    settings.EDGE_LOG = str(tmp_path / "tls.json")
    return tmp_path / "tls.json"


@pytest.mark.parametrize("kind", events.REASONS)
def test_each_reason_has_words(log: Path, kind: str) -> None:
    log.write_text(failed(kind))

    assert events.last_failure(HOST, since=AT) == events.REASONS[kind]


def test_an_unknown_reason_is_a_refusal(log: Path) -> None:
    log.write_text(failed("tomorrowsNewError"))

    assert events.last_failure(HOST, since=AT) == events.ELSE


def test_the_type_may_stand_in_a_field_of_its_own(log: Path) -> None:
    kind = "urn:ietf:params:acme:error:dns"
    log.write_text(event("error", "challenge failed", problem_type=kind))

    assert events.last_failure(HOST, since=AT) == events.REASONS["dns"]


@pytest.mark.parametrize(
    "lines",
    [
        [],
        [failed("dns"), OBTAINED],
        [failed("dns", "portal.devries.example")],
        ["not json", '"a word"', '{"level": "error"'],
    ],
    ids=["empty", "obtained since", "another host", "cut lines"],
)
def test_there_may_be_no_failure(log: Path, lines: list[str]) -> None:
    log.write_text("\n".join(lines))

    assert events.last_failure(HOST, since=AT) is None


def test_an_old_failure_is_not_todays(log: Path) -> None:
    log.write_text(failed("dns"))

    assert events.last_failure(HOST, since=AT + timedelta(minutes=1)) is None


def test_a_log_out_of_reach_says_nothing(log: Path) -> None:
    assert events.last_failure(HOST, since=AT) is None
