"""An error report says what failed and where, and nothing that a person wrote."""

from __future__ import annotations

import json
from typing import Any

import pytest
import sentry_sdk
from django.test import override_settings
from sentry_sdk.envelope import Envelope
from sentry_sdk.transport import Transport

from config import sentry
from tenants.models import Firm
from tests.conftest import HostClient

CANARY = "canary-7f3a"


class Caught(Transport):
    """Keeps what would be sent."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []

    def capture_envelope(self, envelope: Envelope) -> None:
        self.texts.append(envelope.serialize().decode())


@pytest.fixture
def caught(monkeypatch: pytest.MonkeyPatch) -> Any:
    transport = Caught()
    init = sentry_sdk.init
    monkeypatch.setattr(
        sentry_sdk, "init", lambda **options: init(transport=transport, **options)
    )
    with override_settings(SENTRY_DSN="http://key@127.0.0.1:9/1"):
        sentry.start()
        yield transport
    sentry_sdk.get_client().close(timeout=0)
    init(dsn=None)


def test_a_failing_page_reports_no_content(
    caught: Caught, firm: Firm, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **kwargs: Any) -> None:
        secret_of_a_client = CANARY
        raise RuntimeError(f"could not read {secret_of_a_client}")

    monkeypatch.setattr("portal.access.gate.GateMiddleware.process_view", fail)
    client = HostClient(firm.primary_host, raise_request_exception=False)

    client.post(f"/sign-in/?next={CANARY}", {"auth-username": CANARY})

    assert caught.texts
    assert not any(CANARY in text for text in caught.texts)
    assert any("RuntimeError" in text for text in caught.texts)


def test_the_filter_keeps_the_kind_and_the_lines_only() -> None:
    event = {
        "message": CANARY,
        "user": {"email": CANARY},
        "extra": {"body": CANARY},
        "breadcrumbs": {"values": [{"message": CANARY}]},
        "request": {"method": "POST", "url": CANARY, "data": CANARY, "cookies": CANARY},
        "exception": {
            "values": [
                {
                    "type": "ValueError",
                    "value": CANARY,
                    "stacktrace": {"frames": [{"lineno": 7, "vars": {"x": CANARY}}]},
                }
            ]
        },
    }

    kept = sentry.strip(event, {})

    assert CANARY not in json.dumps(kept)
    assert kept["request"] == {"method": "POST"}
    assert kept["exception"]["values"][0]["type"] == "ValueError"
    assert kept["exception"]["values"][0]["stacktrace"]["frames"][0]["lineno"] == 7


def test_without_a_dsn_nothing_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(**options: Any) -> None:
        raise AssertionError("started")

    monkeypatch.setattr(sentry_sdk, "init", refuse)

    with override_settings(SENTRY_DSN=""):
        sentry.start()
