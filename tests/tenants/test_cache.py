from __future__ import annotations

import pytest
from django.core.cache.backends.locmem import LocMemCache

from tenants.cache import firm_key
from tenants.models import Firm
from tenants.scope import NoScope, public, scope


@pytest.fixture
def cache(request: pytest.FixtureRequest) -> LocMemCache:
    return LocMemCache(
        request.node.name, {"KEY_FUNCTION": "tenants.cache.firm_key", "TIMEOUT": 60}
    )


def test_two_firms_and_the_platform_share_no_entry(
    cache: LocMemCache, peeters: Firm, janssens: Firm
) -> None:
    with scope(peeters):
        cache.set("attempts", 5)

    with scope(janssens):
        assert cache.get("attempts") is None
    with public():
        assert cache.get("attempts") is None
    with scope(peeters):
        assert cache.get("attempts") == 5


def test_a_key_says_whose_it_is(peeters: Firm) -> None:
    with scope(peeters):
        assert firm_key("attempts", "", 1) == f"{peeters.schema_name}::1:attempts"
    with public():
        assert firm_key("attempts", "v2", 1) == "public:v2:1:attempts"


def test_without_a_scope_nothing_is_cached(cache: LocMemCache) -> None:
    with pytest.raises(NoScope):
        cache.get("attempts")
