"""Tests with real transactions empty every table at their end, which the record of steps refuses by design."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation


@pytest.fixture(autouse=True)
def keep_steps_append_only(request: pytest.FixtureRequest) -> Iterator[None]:
    """Install the triggers before such a test and take them away just before the tables are emptied."""
    if not {"transactional_db", "live_server"} & set(request.fixturenames) and not _marked(request):
        yield
        return
    request.getfixturevalue("transactional_db")
    from django.db import connection

    from lifecycles.triggers import drop_triggers, install_triggers

    install_triggers(connection)
    yield
    drop_triggers(connection)


def _marked(request: pytest.FixtureRequest) -> bool:
    marker = request.node.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


@pytest.fixture(autouse=True)
def speak_english_again() -> Iterator[None]:
    """A request leaves its language active in its thread; the next test starts with none."""
    yield
    translation.deactivate()
