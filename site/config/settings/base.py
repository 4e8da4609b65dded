"""Settings that are safe in production. The other modules here only relax them."""

from __future__ import annotations

from datetime import date

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.env import env, required, sealing_keys
from config.settings.editor import *  # noqa: F403
from config.settings.families import *  # noqa: F403
from config.settings.logs import *  # noqa: F403
from config.settings.places import *  # noqa: F403
from config.settings.places import BASE_DIR, FRONTEND_DIR, VAR_DIR

_secrets = required("SECRET_KEY", "SEALING_KEYS", "DATABASE_URL", "STAFF_HOST", "PORTAL_HOST")

DEBUG = False
DEMO = False
SECRET_KEY = _secrets["SECRET_KEY"]
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
SEALING_KEYS = sealing_keys(_secrets["SEALING_KEYS"])

# Which hosts exist is asked of the database by config.hosts.HostRouting, the first middleware:
# a host that it does not know is answered with 400 before anything else runs.
ALLOWED_HOSTS = ["*"]
STAFF_HOST = _secrets["STAFF_HOST"]
PORTAL_HOST = _secrets["PORTAL_HOST"]
DOORWAY_HOST = ""
STAFF_ORIGIN = env.str("STAFF_ORIGIN", default=f"https://{STAFF_HOST}")
PUBLIC_SCHEME = "https"
ROOT_URLCONF = "config.urls.public"
WSGI_APPLICATION = "config.wsgi.application"

INSTALLED_APPS = [
    "config",
    "family_portal",
    "home",
    "publications",
    "pages",
    "people",
    "lifecycles",
    "partnerships",
    "wagtail_localize",
    "wagtail.embeds",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.contrib.table_block",
    "wagtail.contrib.redirects",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_otp",
    "django_otp_webauthn",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

WAGTAILADMIN_BASE_URL = STAFF_ORIGIN

MIDDLEWARE = [
    "config.hosts.HostRouting",
    "config.whole_pages.middleware.WholePages",
    "config.hosts.NobodyKnown",
    "family_portal.headers.PortalHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.hosts.PlainHeaders",
    "config.hosts.Utf8Only",
    "csp.middleware.CSPMiddleware",
    "config.hosts.PrivateSessions",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "config.hosts.HostLanguage",
    "django.middleware.common.CommonMiddleware",
    "config.hosts.PublicLeadOn",
    "django.middleware.csrf.CsrfViewMiddleware",
    "config.hosts.PrivateAuthentication",
    "config.hosts.PrivateSecondFactor",
    "people.doors.StaffDoor",
    "family_portal.doors.PortalDoor",
    "config.hosts.PrivateMessages",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "config.hosts.private_messages",
                "partnerships.context.partnership",
                "pages.languages.languages",
                "home.framing.frame",
                "people.navigation.navigation",
            ],
        },
    }
]
FORM_RENDERER = "pages.forms.GovukRenderer"

DATABASES = {"default": env.db_url_config(_secrets["DATABASE_URL"])}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a transaction that will write waits for its turn at the start, so that no lock is refused midway.
    DATABASES["default"].setdefault("OPTIONS", {}).update(
        transaction_mode="IMMEDIATE",
        timeout=20,
        init_command="PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    )
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # For the one question behind every kept page (config.whole_pages.asking); no other query is prepared.
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("prepare_threshold", 1)
# A connection that stays open answers the one question behind a kept page in a fraction of the time.
DATABASES["default"]["CONN_MAX_AGE"] = 60
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# How much memory each web process may use for whole pages of the public hosts; 0 keeps none (docs/public-cache.md).
WHOLE_PAGES_BYTES = env.int("WHOLE_PAGES_MEGABYTES", default=64) * 1024 * 1024

REDIS_URL = env.str("REDIS_URL", default="")
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": REDIS_URL}
    if REDIS_URL
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# People and sessions
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_ENGINE = "django.contrib.sessions.backends.db"
# "__Host-": a browser takes it from this very host alone, over TLS, and no other host can plant it.
SESSION_COOKIE_NAME = "__Host-session"
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
STAFF_IDLE_MINUTES = 60
CSRF_COOKIE_NAME = "__Host-token"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_FAILURE_VIEW = "people.doors.form_expired"
PASSWORD_RESET_TIMEOUT = 60 * 60

OTP_WEBAUTHN_RP_ID = PORTAL_HOST
OTP_WEBAUTHN_ALLOWED_ORIGINS = [f"https://{PORTAL_HOST}"]

# Headers
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("BEHIND_PROXY", default=False) else None
SECURE_HSTS_SECONDS = 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
# "no-referrer" would make browsers send forms with the origin "null", which cannot be told from another site.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "media-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
# Language and time
LANGUAGE_CODE = "en"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("en", _("English")),
    ("pl", _("Polish")),
    ("pa", _("Punjabi")),
    ("ur", _("Urdu")),
    ("ar", _("Arabic")),
    ("ro", _("Romanian")),
    ("bn", _("Bengali")),
    ("so", _("Somali")),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
WAGTAIL_I18N_ENABLED = True
USE_TZ = True
TIME_ZONE = "Europe/London"
FORMAT_MODULE_PATH = ["config.formats"]

# What a transaction has not committed yet may be rolled back, so it never comes into the search index.
SEARCH_IN_TRANSACTIONS = False
# Seconds for which a reader waits while another process brings the index up to what has changed.
SEARCH_PATIENCE = 3.0

# Files
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static", FRONTEND_DIR]
STORAGES = {
    "default": {"BACKEND": "pages.storing.PrivateStorage", "OPTIONS": {"location": str(VAR_DIR / "files")}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
FILE_UPLOAD_TEMP_DIR = None
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10000
REPORT_UPLOAD_MAX_BYTES = 25 * 1024 * 1024

# Mail: leaves through the worker (people.mail). An empty allow-list lets mail go anywhere.
EMAIL_CONFIG = env.email_url("EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="no-reply@example.org")
OUTGOING_MAIL_DOMAINS = env.list("OUTGOING_MAIL_DOMAINS", default=[])

# Links to other sites are followed at night; where a name leads into a private network, nobody goes.
LINK_CHECK_MAY_REACH_PRIVATE = False

# Proclaimed since the holidays package was made, like 2022-09-19: ISO days, separated by commas.
EXTRA_BANK_HOLIDAYS = [date.fromisoformat(day) for day in env.list("EXTRA_BANK_HOLIDAYS", default=[])]
