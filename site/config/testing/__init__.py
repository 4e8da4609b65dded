"""Fixtures that every app's tests share; loaded by pytest through `-p config.testing`."""

from __future__ import annotations

from config.testing.browser import browser, demo_site
from config.testing.database import (
    forget_what_was_cached,
    indexed,
    keep_steps_append_only,
    pytest_collection_modifyitems,
    pytest_xdist_auto_num_workers,
    search_in_a_folder_of_its_own,
    speak_english_again,
)
from config.testing.frontend import pytest_sessionstart
from config.testing.partnerships import a_person, at_host, signed_in, solihull, surrey
from config.testing.reports import reports
from config.testing.template_database import pytest_configure
from config.testing.typesetting import press_each_input_once

__all__ = [
    "a_person",
    "at_host",
    "browser",
    "demo_site",
    "forget_what_was_cached",
    "indexed",
    "keep_steps_append_only",
    "press_each_input_once",
    "pytest_collection_modifyitems",
    "pytest_configure",
    "pytest_sessionstart",
    "pytest_xdist_auto_num_workers",
    "reports",
    "search_in_a_folder_of_its_own",
    "signed_in",
    "solihull",
    "speak_english_again",
    "surrey",
]
