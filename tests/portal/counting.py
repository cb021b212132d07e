"""Counting the statements of a page, without those that find the firm."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.conftest import HostClient

OF_ROUTING = ("SET ROLE", 'SELECT "tenants_domain"')
OF_THE_MINUTE = 'UPDATE "tenants_accounts_session" SET "last_seen_at"'


def statements(client: HostClient, address: str) -> int:
    """How many statements this page costs in the firm's schema.

    A process that hears no news of domains for a moment asks again which firm a host
    belongs to, and once a minute a session is noted as in use: neither is the page's
    cost.
    """
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    texts = [query["sql"] for query in captured.captured_queries]
    return sum(not text.startswith((*OF_ROUTING, OF_THE_MINUTE)) for text in texts)
