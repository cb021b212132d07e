"""The web process."""

from __future__ import annotations

import os

from django.core.wsgi import get_wsgi_application

from config.whole import whole

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

application = whole(get_wsgi_application())

from config import sentry  # noqa: E402  (needs settings)
from tenants.database import login  # noqa: E402

sentry.start()
login.refuse_dangerous()
