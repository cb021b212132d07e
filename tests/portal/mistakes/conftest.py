"""The firm and its people, for whom every form is opened anew."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tenants.models import Firm
from tests.cast import Cast
from tests.conftest import HostClient
from tests.portal.mistakes.asked import Stage


@pytest.fixture
def stage(inside: Firm, cast: Cast, as_user: Callable[..., HostClient]) -> Stage:
    """Everything that a form may need; the test works in the firm's scope."""
    return Stage(firm=inside, cast=cast, as_user=as_user)
