"""A configuration that would leak does not start."""

from __future__ import annotations

from typing import Any

import pytest
from django.conf import settings
from django.core.checks import registry
from django.test import override_settings

from tenants import checks

LEAKS: dict[str, tuple[str, dict[str, Any]]] = {
    "one site for all": (
        "tenants.E001",
        {"INSTALLED_APPS": [*settings.INSTALLED_APPS, "django.contrib.sites"]},
    ),
    "sessions in a table of Django's": (
        "tenants.E002",
        {"SESSION_ENGINE": "django.contrib.sessions.backends.db"},
    ),
    "messages in a cookie": (
        "tenants.E002",
        {"MESSAGE_STORAGE": "django.contrib.messages.storage.cookie.CookieStorage"},
    ),
    "tasks without a firm": ("tenants.E002", {"CELERY_TASK_CLS": "celery.Task"}),
    "a remembered second factor": (
        "tenants.E002",
        {"TWO_FACTOR_REMEMBER_COOKIE_AGE": 3600},
    ),
    "pages of errors with values": ("tenants.E002", {"DEBUG": True}),
    "another backend": (
        "tenants.E003",
        {"DATABASES": {"default": {"ENGINE": "django.db.backends.postgresql"}}},
    ),
    "a cache without the schema": (
        "tenants.E004",
        {"CACHES": {"default": {"BACKEND": "django.core.cache.backends.dummy"}}},
    ),
    "a middleware before the firm is known": (
        "tenants.E005",
        {
            "MIDDLEWARE": [
                "django.contrib.sessions.middleware.SessionMiddleware",
                *settings.MIDDLEWARE,
            ]
        },
    ),
    "no firm at all": (
        "tenants.E005",
        {"MIDDLEWARE": ["django.middleware.security.SecurityMiddleware"]},
    ),
    "another storage": (
        "tenants.E006",
        {
            "STORAGES": {
                "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
                "staticfiles": settings.STORAGES["staticfiles"],
            }
        },
    ),
}


@pytest.mark.parametrize("leak", LEAKS)
@pytest.mark.filterwarnings("ignore:Overriding setting DATABASES")
def test_what_would_leak_stops_the_start(leak: str) -> None:
    code, values = LEAKS[leak]

    with override_settings(**values):
        found = {each.id for each in checks.isolation(None)}

    assert found == {code}


def test_ours_is_one_that_starts() -> None:
    assert checks.isolation(None) == []


def test_the_check_is_among_those_of_the_start() -> None:
    assert checks.isolation in registry.registry.get_checks()
