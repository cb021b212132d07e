"""These tests really commit, with the login of the provisioning worker."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

import pytest
from django.db import connection

from tests import stack
from tests.provisioning.mortal import Mortal


@pytest.fixture(autouse=True)
def _as_provisioning_worker(transactional_db: None) -> Iterator[None]:
    """Log in as `owner`, in this thread and those that the test starts."""
    login = urlsplit(stack.address().dsn("owner"))
    wanted = {"USER": login.username or "", "PASSWORD": unquote(login.password or "")}
    before = {key: connection.settings_dict[key] for key in wanted}
    connection.close()
    connection.settings_dict.update(wanted)
    yield
    connection.close()
    connection.settings_dict.update(before)


@pytest.fixture(scope="module")
def mortal() -> Iterator[Mortal]:
    """Drives runs in a process that can be told when to die."""
    with Mortal() as process:
        yield process
