"""What goes into an export, and what stays: secrets, and what only programs need.

Everything is in unless a table below leaves it out, so a new model is in by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db import models

LEFT_OUT_APPS = {
    "contenttypes": "names of tables",
    "auth": "permissions of the framework, which we do not use",
    "sessions": "secrets of browsers",
    "axes": "failures of the last minutes",
    "otp_static": "secrets of the second factor",
    "otp_totp": "secrets of the second factor",
    "two_factor": "secrets of the second factor",
    "tenants_factors": "secrets of the second factor",
    "tenants_outbox": "work that waits, without content",
    "portal_access": "secrets of invitations",
}
LEFT_OUT_MODELS = {
    "tenants_accounts.session": "secrets of browsers",
}
LEFT_OUT_FIELDS = {
    "tenants_accounts.user": {"password"},
    "portal_calendar.calendarfeed": {"digest"},
    "portal_account.emailchange": {"confirm_digest", "undo_digest"},
}
PIECE = 500


def exported_models() -> list[type[models.Model]]:
    """The models of a firm's own schema that an export holds, by their names."""
    labels = {
        apps.get_app_config(label).label
        for label in _labels()
        if label not in LEFT_OUT_APPS
    }
    found = (
        model for model in apps.get_models()
        if model._meta.app_label in labels
        and model._meta.label_lower not in LEFT_OUT_MODELS
    )  # fmt: skip
    return sorted(found, key=lambda model: model._meta.label_lower)


def fields(model: type[models.Model]) -> list[str]:
    """The columns of a model that an export holds."""
    hidden = LEFT_OUT_FIELDS.get(model._meta.label_lower, set())
    return [
        field.attname for field in model._meta.concrete_fields
        if field.name not in hidden
    ]  # fmt: skip


def rows(model: type[models.Model]) -> Iterator[dict[str, Any]]:
    """Every row as plain values by field, in the order of its key."""
    query = model._default_manager.order_by("pk").values(*fields(model))
    yield from query.iterator(chunk_size=PIECE)


def _labels() -> Iterator[str]:
    """The labels of the apps whose tables every firm has."""
    for name in settings.TENANT_APPS:
        for config in apps.get_app_configs():
            path = f"{type(config).__module__}.{type(config).__qualname__}"
            if name in (config.name, path):
                yield config.label
