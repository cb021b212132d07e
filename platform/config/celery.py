"""The Celery application of worker, provisioning worker and beat."""

from __future__ import annotations

import os
from typing import Any

from celery import Celery
from celery.signals import celeryd_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

OWNERS_QUEUES = {"provisioning", "upkeep"}

app = Celery("tablinum", task_cls="tenants.tasks:FirmTask")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()


@celeryd_init.connect
def prepare(options: dict[str, Any], **kwargs: Any) -> None:
    """Report errors, and refuse a login that may do too much.

    A worker logs in as `app`. Only a worker of these queues may own tables.
    """
    from config import sentry  # noqa: PLC0415  (needs settings)
    from tenants.database import login  # noqa: PLC0415  (needs loaded apps)

    sentry.start()
    queues = set(str(options.get("queues") or "").split(","))
    if not queues <= OWNERS_QUEUES:
        login.refuse_dangerous()
