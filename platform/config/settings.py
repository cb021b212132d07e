"""Django's settings: plain values. What differs between environments is in the
environment, read once by `config.env`; `.env.example` lists all variables."""

from __future__ import annotations

from datetime import timedelta
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config import env
from tenants.crypto import keyring

ROOT = Path(__file__).resolve().parents[2]

ENVIRONMENT = env.choice("TABLINUM_ENVIRONMENT", "production", "development", "test")
DEBUG = False
SECRET_KEY = env.text("TABLINUM_SECRET_KEY")

# Hosts. The firm middleware decides who answers where; it runs before everything else.
ALLOWED_HOSTS = ["*"]
PLATFORM_HOST = env.text("TABLINUM_PLATFORM_HOST")
PUBLIC_PORT = env.port("TABLINUM_PUBLIC_PORT")
HTTPS = env.flag("TABLINUM_HTTPS", default=True)
PUBLIC_SCHEME = "https" if HTTPS else "http"
# The edge: where to shake hands with it (empty: there is none), whom to trust besides
# the system, and, where it runs beside us, its storage, admin endpoints and log.
EDGE_PROBE = env.text("TABLINUM_EDGE_PROBE", "")
EDGE_CA_FILE = env.text("TABLINUM_EDGE_CA", "")
EDGE_STORAGE = env.text("TABLINUM_EDGE_STORAGE", "")
EDGE_ADMIN = env.text("TABLINUM_EDGE_ADMIN", "").split()
EDGE_LOG = env.text("TABLINUM_EDGE_LOG", "")
ROOT_URLCONF = "config.urls_platform"
FIRM_URLCONF = "config.urls_firm"
# Firms' own addresses lead to the edge; who is asked whether they do, and for whom CAA
# records must leave room. Without resolvers: the system's own.
EDGE_HOST = env.text("TABLINUM_EDGE_HOST", "") or f"edge.{PLATFORM_HOST}"
EDGE_ADDRESSES = env.addresses("TABLINUM_EDGE_ADDRESSES")
DNS_RESOLVERS = env.servers("TABLINUM_DNS_RESOLVERS", port=53)
CERTIFICATE_AUTHORITY = env.text("TABLINUM_CERTIFICATE_AUTHORITY", "letsencrypt.org")
CLOSED_VIEW = "portal.access.errors.closed"
WSGI_APPLICATION = "config.wsgi.application"

# Applications. Accounts, sessions, second factors, audit and outbox exist in `public`
# for the operators and in each firm's schema for its people.
TENANT_MODEL = "tenants.Firm"
TENANT_DOMAIN_MODEL = "tenants.Domain"
BOTH = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
    "two_factor",
    "axes",
    "csp",
    "rest_framework",
    "tenants.accounts",
    "tenants.factors",
    "tenants.audit",
    "tenants.outbox",
]
SHARED_APPS = [
    "tenants",  # before django_tenants, whose `migrate` is not ours
    "django_tenants",
    *BOTH,
    "tenants.domains",
    "tenants.rollouts",
    "provisioning",
    "provisioning.backup",
    "provisioning.domains",
    "provisioning.certificates",
    "provisioning.exports",
    "provisioning.support",
    "provisioning.usage",
    "controlplane.frame",
    "controlplane.log",
    "controlplane.plans",
    "controlplane.signup",
    "controlplane.support",
    "controlplane.team",
    "controlplane.status",
    "controlplane.domains",
    "controlplane.fleet",
]
TENANT_APPS = [
    *BOTH,
    "portal.ui.apps.UiConfig",
    "django.forms",  # the library's own widgets
    "portal.policy",
    "portal.access",
    "portal.factors",
    "portal.account",
    "portal.security",
    "portal.branding",
    "portal.support",
    "portal.notifications",
    "portal.people",
    "portal.cases",
    "portal.documents",
    "portal.progress",
    "portal.updates",
    "portal.calendar",
    "portal.requests",
    "portal.staff",
    "portal.subscription",
    "portal.addresses",
    "portal.history",
    "portal.viewing",
    "portal.settings",
    "portal.home",
]
INSTALLED_APPS = list(dict.fromkeys([*SHARED_APPS, *TENANT_APPS]))

MIDDLEWARE = [
    # These five know no firm: files of our own, headers, and where one comes from.
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tenants.origin.OriginMiddleware",
    "tenants.middleware.FirmMiddleware",  # from here on, nothing runs without a scope
    "portal.access.known.KnownMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "portal.access.csrf.CsrfBindingMiddleware",
    "portal.access.bodies.BodyMiddleware",  # before the next one reads what came
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "portal.access.locale.LocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.access.page.PageMiddleware",
    "portal.access.refusals.RefusalMiddleware",
    "portal.access.gate.GateMiddleware",  # what passes it runs
    "portal.support.log.VisitLogMiddleware",  # and is written down, for a guest
    "portal.viewing.doors.DoorsMiddleware",  # around who looks as a client
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.messages.context_processors.messages",
                "portal.ui.context.page",
            ],
        },
    },
]
FORM_RENDERER = "portal.ui.forms.Renderer"
PAGE_BUILDER = {
    "firm": "portal.viewing.page.build",
    "platform": "controlplane.frame.page.build",
}
# What a firm demands of everybody behind the gate, in the order in which it is asked.
# Up to `standing_in` it is asked of whose session it is; then of whom he looks as.
GATE_CONDITIONS: list[str] = [
    "portal.security.networks.refuse",
    "portal.account.limits.refuse",
    "portal.factors.required.refuse",
    "portal.viewing.standing_in.refuse",
    "portal.security.sections.refuse",
]
# And of somebody who has proved who he is, before he gets a session.
SIGN_IN_CONDITIONS = ["portal.security.networks.refuse_person"]
FLEET_SUMMARY = "controlplane.status.queries.summary"  # above every operator's page

# The database: one login, the firm's role and search path by the scope.
_database = env.url("TABLINUM_DATABASE_URL", "postgresql")
DATABASES = {
    "default": {
        "ENGINE": "tenants.database",
        "NAME": _database.path.removeprefix("/"),
        "USER": _database.user,
        "PASSWORD": _database.password,
        "HOST": _database.host,
        "PORT": _database.port or "",
        "CONN_MAX_AGE": 600,  # without persistent connections a page costs thrice
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            "server_side_binding": True,  # refuses stacked statements
            "connect_timeout": 5,
        },
    },
}
DATABASE_ROUTERS = [
    "tenants.database.router.ScopeRouter",
    "django_tenants.routers.TenantSyncRouter",
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
PG_DUMP = env.text("TABLINUM_PG_DUMP", "pg_dump")

# Valkey: broker, cache, and news between processes.
VALKEY_URL = env.text("TABLINUM_VALKEY_URL")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": urlsplit(VALKEY_URL)._replace(path="/1").geturl(),
        "KEY_FUNCTION": "tenants.cache.firm_key",
        "OPTIONS": {"socket_connect_timeout": 1, "socket_timeout": 1},
    },
}

# Accounts, sessions and signing in.
AUTH_USER_MODEL = "tenants_accounts.User"
AUTHENTICATION_BACKENDS = [
    "portal.access.backends.PasswordBackend",
    "portal.support.guests.GuestBackend",  # admits nobody by itself, see there
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": name, "OPTIONS": options}
    for name, options in [
        ("portal.access.passwords.MinimumLength", {"min_length": 12}),
        (
            "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
            {"user_attributes": ("email", "name")},
        ),
        ("portal.access.expected_words.NotExpected", {}),
        ("portal.access.passwords.NotLeaked", {}),
    ]
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
LOGIN_URL = "access:sign_in"
# Lockout after failures, by account and by network: see portal/access/lockout.py, which
# has the limits. Of django-axes' own middleware and log nothing is needed.
AXES_HANDLER = "portal.access.lockout.Handler"
AXES_DISABLE_ACCESS_LOG = True
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
AXES_LOCKOUT_PARAMETERS = ["username", "ip_address"]
SILENCED_SYSTEM_CHECKS = [
    "axes.W002",  # its middleware, which would answer in place of our page
    "axes.W003",  # its backend: ours asks, after the same work for everybody
]
SIGN_IN = {  # where the gate leads, by the host
    "firm": "access:sign_in",
    "platform": "operators:sign_in",
    "second_factor": "operators:second_factor",
}
LOGIN_REDIRECT_URL = "/"
SESSION_ENGINE = "tenants.accounts.sessions"
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "session"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 12 * 3600  # a visitor's; a person's: portal.account.limits
OPERATOR_SESSION = {"idle": timedelta(minutes=30), "whole": timedelta(hours=12)}
KNOWN_COOKIE_NAME = "__Host-known" if HTTPS else "known"  # portal/access/known.py
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "csrf"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "portal.access.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
TWO_FACTOR_LOGIN_TIMEOUT = 600

# Headers.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
TRUSTED_PROXIES = env.networks("TABLINUM_TRUSTED_PROXIES", "127.0.0.0/8,::1/128")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
X_FRAME_OPTIONS = "DENY"

# Files and keys.
FILES = env.url("TABLINUM_FILES", "file", "s3")
BACKUPS = env.url("TABLINUM_BACKUPS", "file", "s3")  # apart from the files
AUDIT_ANCHORS = env.url("TABLINUM_AUDIT_ANCHORS", "file", "s3")  # written once
BACKUPS_DAILY = 14  # kept: the last one of each of so many days
BACKUPS_WEEKLY = 8  # and of each of so many weeks
BACKUPS_BEFORE_RESTORE_DAYS = 30  # how long one may go back on a restore
STORAGES = {
    "default": {"BACKEND": "tenants.storage.FirmStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if ENVIRONMENT == "production"
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles" if ENVIRONMENT == "production" else None
WHITENOISE_USE_FINDERS = ENVIRONMENT != "production"
WHITENOISE_AUTOREFRESH = False
DOCUMENT_MAX_BYTES = 200 * 10**6  # the edge takes a little more; plans may less
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "tenants.storage.uploading.SealedUploadHandler",
]
# ClamAV's daemon. Without one, files are never called clean.
SCANNER = env.server("TABLINUM_CLAMAV")
MASTER_KEYS = keyring.parse(env.text("TABLINUM_MASTER_KEYS"))
KEY_STORE = env.folder("TABLINUM_KEY_STORE")

# Mail.
_smtp = env.url("TABLINUM_SMTP_URL", "smtp", "smtps", "smtp+starttls")
EMAIL_HOST = _smtp.host
EMAIL_PORT = _smtp.port or 25
EMAIL_HOST_USER = _smtp.user
EMAIL_HOST_PASSWORD = _smtp.password
EMAIL_USE_SSL = _smtp.scheme == "smtps"
EMAIL_USE_TLS = _smtp.scheme == "smtp+starttls"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("TABLINUM_MAIL_FROM")
CONTACT_MAIL = env.text("TABLINUM_CONTACT_MAIL", "") or parseaddr(DEFAULT_FROM_EMAIL)[1]
MAIL_CONTEXT = "portal.branding.mail.context"

# Work in the background. The outbox is the truth, the broker makes it quick.
CELERY_BROKER_URL = VALKEY_URL
CELERY_TASK_CLS = "tenants.tasks.FirmTask"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_DEFAULT_QUEUE = "default"
CELERY_TASK_ROUTES = {  # the first that fits
    "provisioning.upkeep.*": {"queue": "upkeep"},
    "provisioning.backups.*": {"queue": "upkeep"},
    "provisioning.*": {"queue": "provisioning"},
    "audit.remove": {"queue": "upkeep"},  # deletes, which only `owner` can
}
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 240
# A large firm's backup takes its time. Delivered twice, it finds its run taken.
CELERY_TASK_ANNOTATIONS = {
    name: {"time_limit": 6 * 3600}
    for name in (
        "provisioning.upkeep.drive",
        "provisioning.upkeep.sweep",
        "provisioning.backups.drill",
        "provisioning.backups.drill_due",
    )
}
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": 300,  # longer than any task that must not run twice
    "unacked_restore_interval": 2,
    "unacked_restore_throttle": 1,
    "socket_timeout": 5,
    "socket_connect_timeout": 1,
}
CELERY_BEAT_SCHEDULE = {
    "forget-sessions": {"task": "sessions.forget", "schedule": 3600.0},
    "forget-exports": {"task": "subscription.forget", "schedule": 3600.0},
    "sweep-files": {"task": "documents.sweep", "schedule": 24 * 3600.0},
    "forget-contact-files": {"task": "people.forget_files", "schedule": 3600.0},
    "purge-documents": {"task": "documents.purge", "schedule": 3600.0},
    "refresh-contacts": {"task": "people.refresh", "schedule": 24 * 3600.0},
    "measure-usage": {"task": "usage.measure", "schedule": 600.0},
    "seal-audit": {"task": "audit.seal", "schedule": 60.0},
    "seal-audit-late": {"task": "audit.seal_late", "schedule": 6 * 3600.0},
    "end-audit": {"task": "audit.remove", "schedule": 3600.0},
    "sweep-outbox": {"task": "outbox.sweep", "schedule": 10.0},
    "forget-failures": {"task": "access.forget", "schedule": 900.0},
    "forget-signups": {"task": "signup.forget", "schedule": 3600.0},
    "sweep-domains": {"task": "domains.sweep", "schedule": 10.0},
    "sweep-provisioning": {"task": "provisioning.sweep", "schedule": 10.0},
    "sweep-upkeep": {"task": "provisioning.upkeep.sweep", "schedule": 30.0},
    "back-up": {"task": "provisioning.backups.due", "schedule": 300.0},
    "drill": {"task": "provisioning.backups.drill_due", "schedule": 3600.0},
    "end-viewings": {"task": "viewing.end_idle", "schedule": 3600.0},
    "sweep-support": {"task": "provisioning.support.sweep", "schedule": 60.0},
    "probe-certificates": {
        "task": "provisioning.certificates.probe_due",
        "schedule": 60.0,
    },
}
CELERY_TIMEZONE = "UTC"

# The life of a firm.
ERASURE_GRACE_DAYS = 30  # from the closing to the erasure

# A firm that lost its last owner: how long its people can object to a new one.
RECOVERY_DELAY = timedelta(hours=72)

# Languages and time.
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("nl", _("Dutch")),
    ("fr", _("French")),
    ("de", _("German")),
    ("en", _("English")),
]
LOCALE_PATHS = [ROOT / "platform/config/locale"]
LANGUAGE_COOKIE_NAME = "language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
USE_THOUSAND_SEPARATOR = False

# The API.
REST_FRAMEWORK = {
    "NUM_PROXIES": 1 if HTTPS else 0,  # whose X-Forwarded-For is believed: the edge's
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "rest_framework.authentication.SessionAuthentication"
    ],
    "DEFAULT_PERMISSION_CLASSES": [],  # the gate decides, for pages and API alike
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
}

SENTRY_DSN = env.text("TABLINUM_SENTRY_DSN", "")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "firm": {"()": "config.logs.FirmFilter"},
        "tokens": {"()": "portal.access.redaction.TokenFilter"},
    },
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s [%(firm)s] %(message)s"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["firm", "tokens"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
    },
}
