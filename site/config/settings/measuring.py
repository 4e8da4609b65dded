"""What is measured: production, without TLS, with a database and a folder of its own (config.benchmark)."""

import os

from config.settings.base import *  # noqa: F403

SECURE_SSL_REDIRECT = False
PUBLIC_SCHEME = "http"
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # noqa: F405
TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
LOGGING = {"version": 1, "disable_existing_loggers": False, "root": {"handlers": [], "level": "CRITICAL"}}

if "BENCHMARK_HELLO" in os.environ:
    # The least that Django can do: one view without anything before it, which says the same number of bytes.
    ROOT_URLCONF = "config.benchmark.hello"
    MIDDLEWARE = []
