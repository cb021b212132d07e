"""A broker that is really away: the change is kept, and delivered later."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tenants import scope
from tenants.models import Firm
from tenants.outbox.models import Delivery

NOBODY_LISTENS = "redis://127.0.0.1:9/0"
PUBLISH = """
import django
django.setup()
from django.db import transaction
from tenants import outbox, scope
from tenants.models import Firm
outbox.consumer("test.away")(print)
with scope.public():
    firm = Firm.objects.get(slug="peeters")
with scope.scope(firm), transaction.atomic():
    outbox.publish("test.away")
"""


@pytest.mark.django_db(transaction=True)
def test_without_a_broker_the_change_is_kept(firm: Firm) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PUBLISH],
        env={**os.environ, "TABLINUM_VALKEY_URL": NOBODY_LISTENS},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )

    assert "the broker is out of reach" in done.stderr
    with scope.scope(firm):
        assert Delivery.objects.waiting().count() == 1
