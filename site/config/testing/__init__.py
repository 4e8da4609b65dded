"""Fixtures that every app's tests share; loaded by pytest through `-p config.testing`."""

from __future__ import annotations

from config.testing.browser import browser, demo_site
from config.testing.database import (
    keep_steps_append_only,
    pytest_collection_modifyitems,
    speak_english_again,
)
from config.testing.frontend import pytest_sessionstart
from config.testing.partnerships import a_person, at_host, signed_in, solihull, surrey
from config.testing.reports import reports

__all__ = [
    "a_person",
    "at_host",
    "browser",
    "demo_site",
    "keep_steps_append_only",
    "pytest_collection_modifyitems",
    "pytest_sessionstart",
    "reports",
    "signed_in",
    "solihull",
    "speak_english_again",
    "surrey",
]
