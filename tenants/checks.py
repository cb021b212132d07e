"""System checks that refuse a configuration which would leak."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import Error, Tags, register

FORBIDDEN_APPS = {
    "django.contrib.sites": "caches one site for all firms",
    "rest_framework.authtoken": "keeps tokens in clear, the same for all firms",
    "django.contrib.admin": "shows a firm's content past the gate",
}
FIRM_MIDDLEWARE = "tenants.middleware.FirmMiddleware"
MAY_RUN_BEFORE = {
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "tenants.origin.OriginMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
}
REQUIRED = {
    "SESSION_ENGINE": "tenants.accounts.sessions",
    "MESSAGE_STORAGE": "django.contrib.messages.storage.session.SessionStorage",
    "CELERY_TASK_CLS": "tenants.tasks.FirmTask",
    "TWO_FACTOR_REMEMBER_COOKIE_AGE": None,  # that cookie is signed for all firms alike
    "DEBUG": False,
}


@register(Tags.security)
def isolation(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:
    """All of it at once, so that one start names every mistake."""
    return [*_apps(), *_values(), *_backend(), *_caches(), *_middleware(), *_storage()]


def _apps() -> list[Error]:
    return [
        Error(f"{app} {why}.", id="tenants.E001")
        for app, why in FORBIDDEN_APPS.items()
        if app in settings.INSTALLED_APPS
    ]


def _values() -> list[Error]:
    return [
        Error(f"{name} must be {value!r}.", id="tenants.E002")
        for name, value in REQUIRED.items()
        if getattr(settings, name, None) != value
    ]


def _backend() -> list[Error]:
    return [
        Error(f"Database {alias} must use tenants.database.", id="tenants.E003")
        for alias, database in settings.DATABASES.items()
        if database["ENGINE"] != "tenants.database"
    ]


def _caches() -> list[Error]:
    return [
        Error(f"Cache {alias} must have tenants.cache.firm_key.", id="tenants.E004")
        for alias, cache in settings.CACHES.items()
        if cache.get("KEY_FUNCTION") != "tenants.cache.firm_key"
    ]


def _middleware() -> list[Error]:
    before = set(takewhile(lambda name: name != FIRM_MIDDLEWARE, settings.MIDDLEWARE))
    if FIRM_MIDDLEWARE in settings.MIDDLEWARE and before <= MAY_RUN_BEFORE:
        return []
    return [
        Error(
            f"Only headers and static files before {FIRM_MIDDLEWARE}.",
            id="tenants.E005",
        )
    ]


def _storage() -> list[Error]:
    if settings.STORAGES["default"]["BACKEND"] == "tenants.storage.FirmStorage":
        return []
    return [Error("The default storage must be FirmStorage.", id="tenants.E006")]
