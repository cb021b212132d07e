"""What all three peers have in common."""

from __future__ import annotations

from config import env

_database = env.url("TABLINUM_DATABASE_URL", "postgresql")
DATABASE = {
    "NAME": _database.path.removeprefix("/"),
    "USER": _database.user,
    "PASSWORD": _database.password,
    "HOST": _database.host,
    "PORT": _database.port,
    "CONN_MAX_AGE": 600,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {"server_side_binding": True},
}
SECRET_KEY = "bench"
ALLOWED_HOSTS = ["*"]
USE_TZ = True
ROOT_URLCONF = "tests.bench.page.urls"
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "tests.bench.page",
]
TEMPLATES = [
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
BENCH_BASE = "tests.bench.page.keys.PlainRow"
