"""Who walks the journeys: members of staff with both factors, and a reader without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from config.testing.browser import sign_in


@pytest.fixture
def staff(browser: Any, demo_site: Any) -> Iterator[Any]:
    """Open a signed-in page of a member of staff, by e-mail address."""
    contexts = []

    def make(address: str) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id="Europe/London")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        sign_in(page, demo_site, address)
        page.wait_for_url(demo_site.url("staff", "/**"))
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(browser: Any) -> Iterator[Any]:
    """A reader's page, without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def keeping(settings: Any) -> Any:
    """Make clients of public hosts; each asks a web process of its own, which keeps whole pages."""
    settings.WHOLE_PAGES_BYTES = 64 * 1024 * 1024
    return lambda host="surrey.test", **headers: Client(SERVER_NAME=host, **headers)
