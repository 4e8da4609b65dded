"""The demo and a developer's machine: HTTP on localhost, everything under var/, secrets of its own."""

import os
from pathlib import Path

from config.own_secrets import ensure_secrets

_var = Path(os.environ.setdefault("VAR_DIR", str(Path(__file__).resolve().parents[3] / "var")))
ensure_secrets(_var / "secrets.env")
os.environ.setdefault("DATABASE_URL", f"sqlite:///{_var / 'db.sqlite3'}")
os.environ.setdefault("STAFF_HOST", "staff.localhost")
os.environ.setdefault("PORTAL_HOST", "portal.localhost")

from config.settings.base import *  # noqa: E402, F403
from config.settings.base import VAR_DIR, env  # noqa: E402

DEMO = True
DEBUG = env.bool("DEMO_DEBUG", default=False)
DEMO_PORT = env.int("DEMO_PORT", default=8000)
DOORWAY_HOST = "localhost"
LINK_CHECK_MAY_REACH_PRIVATE = True
PUBLIC_SCHEME = "http"
STAFF_ORIGIN = WAGTAILADMIN_BASE_URL = f"http://staff.localhost:{DEMO_PORT}"

SECURE_SSL_REDIRECT = False
SECURE_HSTS_SECONDS = 0
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, PORTAL_LANGUAGE_COOKIE = "session", "token", "words"

EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
OUTGOING_MAIL_DOMAINS = ["example.org"]
