"""django-tenants as its documentation sets it up."""

from tests.bench.request_peers.shared_settings import *  # noqa: F403
from tests.bench.request_peers.shared_settings import APPS, DATABASE, MIDDLEWARE

TENANT_MODEL = "stock_tenants.Client"
TENANT_DOMAIN_MODEL = "stock_tenants.Domain"
SHARED_APPS = ["django_tenants", "tests.bench.stock_tenants", *APPS]
TENANT_APPS = APPS
INSTALLED_APPS = ["django_tenants", "tests.bench.stock_tenants", *APPS]
DATABASES = {"default": {**DATABASE, "ENGINE": "django_tenants.postgresql_backend"}}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
MIDDLEWARE = ["django_tenants.middleware.main.TenantMainMiddleware", *MIDDLEWARE]
