"""Plain Django: one schema, one firm."""

from tests.bench.request_peers.shared_settings import *  # noqa: F403
from tests.bench.request_peers.shared_settings import APPS, DATABASE

INSTALLED_APPS = APPS
DATABASES = {"default": {**DATABASE, "ENGINE": "django.db.backends.postgresql"}}
