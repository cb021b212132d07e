"""No link with a live token stands in the log."""

from __future__ import annotations

import logging

import pytest

from portal.access.models import Invitation
from portal.access.redaction import TokenFilter
from tests.conftest import HostClient


def filtered(message: str, *args: object) -> str:
    record = logging.LogRecord("x", logging.INFO, "x", 1, message, args, None)
    assert TokenFilter().filter(record)
    return record.getMessage()


def test_a_refused_button_does_not_log_the_token(
    on_firm: HostClient, invited: Invitation, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.handler.addFilter(TokenFilter())
    on_firm.handler.enforce_csrf_checks = True

    on_firm.post(f"/invitation/{invited.token}/")

    assert "/invitation/.../" in caplog.text
    assert invited.token not in caplog.text


def test_every_token_of_a_line_goes() -> None:
    token = "a" * 43

    assert filtered("Gone: %s", f"/a/{token}/{token}") == "Gone: /a/.../..."


@pytest.mark.parametrize(
    "line", ["Not Found: /cases/01900000-0000-7000-8000-00000000000a/", "100 % done"]
)
def test_other_lines_stay_as_they_are(line: str) -> None:
    assert filtered(line) == line
