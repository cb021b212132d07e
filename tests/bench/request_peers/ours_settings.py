"""Ours: the firm middleware, the scope and the backend of tenants/."""

from config.settings import *  # noqa: F403
from config.settings import INSTALLED_APPS, TENANT_APPS
from tests.bench.request_peers.shared_settings import MIDDLEWARE as SHARED
from tests.bench.request_peers.shared_settings import ROOT_URLCONF as PAGE

TENANT_APPS = [*TENANT_APPS, "tests.bench.page"]
INSTALLED_APPS = [*INSTALLED_APPS, "tests.bench.page"]
FIRM_URLCONF = PAGE
MIDDLEWARE = ["tenants.middleware.FirmMiddleware", *SHARED]
BENCH_BASE = "tenants.keys.ScopedModel"
