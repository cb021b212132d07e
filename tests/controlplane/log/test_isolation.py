"""A firm's log and the operators' log are two."""

from __future__ import annotations

import contextvars
from collections.abc import Callable

import pytest
from django.db import ProgrammingError, connection, transaction

from tenants import audit, scope
from tenants.models import Firm
from tests.conftest import HostClient
from tests.factories import NOW


def write_in(firm: Firm) -> None:
    """As the firm's own people do."""
    with scope.scope(firm), transaction.atomic():
        audit.record("case.opened", None, by=None, at=NOW, title="canary7f")


def test_what_a_firm_did_is_not_in_the_operators_log(
    firm: Firm, as_operator: Callable[..., HostClient]
) -> None:
    contextvars.Context().run(write_in, firm)

    text = as_operator().get("/operate/log/").content.decode()

    assert "case.opened" not in text
    assert "canary7f" not in text


@pytest.mark.parametrize("change", ["update", "delete"])
def test_nobody_who_serves_pages_changes_the_log(change: str) -> None:
    statement = {
        "update": "UPDATE tenants_audit_entry SET action = 'nothing'",
        "delete": "DELETE FROM tenants_audit_entry",
    }[change]

    refused = pytest.raises(ProgrammingError, match="permission denied")
    with refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
