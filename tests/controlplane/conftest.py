"""What tests of operators' pages share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.core.cache import cache

from tenants import scope


@pytest.fixture(autouse=True)
def fresh_summary(db: None) -> Iterator[None]:
    """No test sees the line of health that another one's page kept."""
    with scope.public():
        cache.clear()
        yield
