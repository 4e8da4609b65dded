"""Tests with real transactions empty every table at their end, which the record of steps refuses by design."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils import translation


@pytest.hookimpl(tryfirst=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors: several tests wait by the clock and leave theirs to others."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let every test that has a database find the partnerships there, also after one with real transactions."""
    for item in items:
        names = getattr(item, "fixturenames", None)
        if names is None or not _has_database(item, names):
            continue
        names.insert(0, "planted")
        if _is_transactional(item, names):
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


def _has_database(item: pytest.Item, names: list[str]) -> bool:
    return bool(item.get_closest_marker("django_db") or {"db", "transactional_db", "live_server"} & set(names))


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


@pytest.fixture
def indexed(settings: object) -> None:
    """Let Wagtail's own indexes be written at once, for tests of what they might give away."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
