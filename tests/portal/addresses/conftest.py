"""Somebody at the desk who may change addresses."""

from __future__ import annotations

import pytest

from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.addresses.desk import SignIn


@pytest.fixture
def olivia(as_user: SignIn, cast: Cast) -> HostClient:
    return as_user(cast.olivia)
