"""Settings of the test suite: own throw-away secrets and folders, either database."""

import atexit
import base64
import os
import shutil
import tempfile

if "TEST_VAR_DIR" in os.environ:
    os.environ["VAR_DIR"] = os.environ["TEST_VAR_DIR"]
else:
    os.environ["VAR_DIR"] = tempfile.mkdtemp(prefix="practice-reviews-test-")
    atexit.register(shutil.rmtree, os.environ["VAR_DIR"], ignore_errors=True)
os.environ["SECRET_KEY"] = base64.b64encode(os.urandom(50)).decode()
os.environ["SEALING_KEYS"] = base64.b64encode(os.urandom(32)).decode()
os.environ["STAFF_HOST"] = "staff.test"
os.environ["PORTAL_HOST"] = "portal.test"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{os.environ['VAR_DIR']}/unused.sqlite3")

from config.settings.base import *  # noqa: F403
from config.settings.base import BASE_DIR, DATABASES, VAR_DIR

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads that race each other need connections of their own.
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

SECURE_SSL_REDIRECT = False
SESSION_COOKIE_SECURE = False
CSRF_COOKIE_SECURE = False
SESSION_COOKIE_NAME, CSRF_COOKIE_NAME, PORTAL_LANGUAGE_COOKIE = "session", "token", "words"
PUBLIC_SCHEME = "http"
STAFF_ORIGIN = WAGTAILADMIN_BASE_URL = "http://staff.test"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
# Every page is made anew; tests of the copies ask for them (see `keeping`).
WHOLE_PAGES_BYTES = int(os.environ.get("TEST_WHOLE_PAGES", 0)) * 1024 * 1024
# What Wagtail would index is not asked for; the few tests that ask carry its tasks out (see `indexed`).
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
# A test is one transaction, and has a search index of its own (see `search_in_a_folder_of_its_own`).
SEARCH_IN_TRANSACTIONS = True
FRONTEND_DIR = BASE_DIR / "var" / "frontend"
FONTS_DIR = FRONTEND_DIR / "fonts"
STATICFILES_DIRS = [BASE_DIR / "static", *([FRONTEND_DIR] if FRONTEND_DIR.exists() else [])]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
WHITENOISE_USE_FINDERS = True
