"""Tests with real transactions empty every table at their end, which the record of steps refuses by design."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: several tests wait by the clock and leave theirs to others."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let a test after one with real transactions find what was planted, as any other does."""
    for item in items:
        names = getattr(item, "fixturenames", None)
        if names is not None and _is_transactional(item, names):
            names.insert(0, "django_db_serialized_rollback")


@pytest.fixture(autouse=True)
def keep_steps_append_only(request: pytest.FixtureRequest) -> Iterator[None]:
    """Install the triggers before such a test and take them away just before the tables are emptied."""
    if not _is_transactional(request.node, request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    from django.db import connection

    from lifecycles.triggers import drop_triggers, install_triggers

    install_triggers(connection)
    yield
    drop_triggers(connection)


def _is_transactional(item: pytest.Item, names: list[str]) -> bool:
    marker = item.get_closest_marker("django_db")
    marked = bool(marker and marker.kwargs.get("transaction"))
    return marked or bool({"transactional_db", "live_server"} & set(names))


@pytest.fixture(autouse=True)
def speak_english_again() -> Iterator[None]:
    """A request leaves its language active in its thread; the next test starts with none."""
    yield
    translation.deactivate()


@pytest.fixture(autouse=True)
def forget_what_was_cached() -> Iterator[None]:
    """What is rolled back in the database stays in the cache, such as where Wagtail's sites begin."""
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def search_in_a_folder_of_its_own(settings: object) -> Iterator[None]:
    """What one test has published, no other finds; nothing is made before a test asks for it."""
    settings.SEARCH_DIR = Path(settings.VAR_DIR) / "search" / uuid4().hex
    yield
    shutil.rmtree(settings.SEARCH_DIR, ignore_errors=True)


@pytest.fixture
def indexed(settings: object) -> None:
    """Let Wagtail's own indexes be written at once, for tests of what they might give away."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
