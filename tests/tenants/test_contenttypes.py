"""Content types of one firm are not read in another."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection

from tenants import contenttypes, scope
from tenants.accounts.models import User
from tenants.models import Firm


def test_two_firms_whose_ids_differ_read_their_own(
    firm: Firm, other_firm: Firm
) -> None:
    with scope.scope(other_firm), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE django_content_type SET id = id + 1000 WHERE model = 'user'"
        )
    with scope.scope(firm):
        ours = ContentType.objects.get_for_model(User).pk

    with scope.scope(other_firm):
        theirs = ContentType.objects.get_for_model(User).pk

    assert theirs == ours + 1000
    ContentType.objects.clear_cache()


def test_it_stays_apart_when_django_learns_of_another_model() -> None:
    apps.clear_cache()

    assert isinstance(ContentType.objects._cache, contenttypes.CachePerSchema)  # type: ignore[attr-defined]


def test_the_cache_still_saves_the_query(
    firm: Firm, django_assert_num_queries: Any
) -> None:
    with scope.scope(firm):
        ContentType.objects.get_for_model(User)
        with django_assert_num_queries(0):
            ContentType.objects.get_for_model(User)
    ContentType.objects.clear_cache()


def test_only_so_many_firms_are_remembered(firm: Firm) -> None:
    cache = contenttypes.CachePerSchema()
    for number in range(contenttypes.SCHEMAS_KEPT + 10):
        with scope.as_owner(f"t_{number}"):
            cache.setdefault("default", {})["user"] = ContentType()

    assert len(cache._parts) == contenttypes.SCHEMAS_KEPT
