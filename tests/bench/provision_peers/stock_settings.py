"""The same applications on django-tenants as it comes: its backend, router and flow."""

from config.settings import *  # noqa: F403
from config.settings import DATABASES as OURS

_ours = OURS["default"]
DATABASES = {
    "default": {
        **{key: _ours[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")},
        "ENGINE": "django_tenants.postgresql_backend",
        "CONN_MAX_AGE": None,
    },
}
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter"]
