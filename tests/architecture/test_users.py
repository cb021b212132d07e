"""Users are deleted in a firm's schema too, where the tables of `public` are not."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings
from django.db import models

from tenants.accounts.models import User


def test_public_rows_point_at_users_by_the_database_alone() -> None:
    """Anything but DO_NOTHING makes Django look for them when a user is deleted."""
    inside = {config.label for config in apps.get_app_configs() if _is_inside(config)}

    asking = [
        str(relation.field)
        for relation in User._meta.related_objects
        if relation.related_model._meta.app_label not in inside
        and relation.on_delete is not models.DO_NOTHING
    ]

    assert asking == []


def _is_inside(config: object) -> bool:
    """Whether a firm's schema has the tables of this app."""
    name, path = config.name, type(config).__module__  # type: ignore[attr-defined]
    return any(
        entry in (name, f"{path}.{type(config).__name__}")
        for entry in settings.TENANT_APPS
    )
