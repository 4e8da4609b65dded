"""A researcher reads what is public as tables and by the API; a reader is told by e-mail: in a real browser."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.utils import timezone
from wagtail.models import Site

from config.testing.browser import chromium

pytestmark = pytest.mark.browser
HOST = "surrey.localhost"


@pytest.fixture
def apart() -> Iterator[Callable[..., Any]]:
    """Do something with the database in a thread of its own: in the browser's, Django refuses it."""

    def do(verb: Callable[..., Any], *args: Any, **more: Any) -> Any:
        def alone() -> Any:
            try:
                return verb(*args, **more)
            finally:
                connections.close_all()

        return pool.submit(alone).result()

    with ThreadPoolExecutor(1) as pool:
        yield do


@pytest.fixture
def office(settings: Any) -> Iterator[Any]:
    """A real mail server to which this installation sends."""
    from publications.tests.postal import PostOffice, opened

    office = PostOffice()
    controller = opened(office)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = controller.hostname, controller.port, 5
    yield office
    controller.stop()


@pytest.fixture
def served(surrey: Any, reports: Any, live_server: Any) -> str:
    """Serve Surrey at a host that a browser finds."""
    port = int(live_server.url.rpartition(":")[2])
    Site.objects.filter(pk=surrey.site_id).update(hostname=HOST, port=port)
    cache.clear()
    reports.team(surrey)
    return f"http://{HOST}:{port}"


@pytest.fixture
def reader(served: str) -> Iterator[Any]:
    """A reader's page without JavaScript, in a browser that begins after the database and ends before it."""
    with chromium() as browser:
        yield browser.new_context(java_script_enabled=False).new_page()


def work() -> None:
    """Do what the worker does."""
    from people.posting import send_due_mail
    from publications.alerting.spreading import send_weekly, spread_announcements

    for duty in (spread_announcements, send_weekly, send_due_mail):
        duty(timezone.now())


def links_in(letter: Any) -> list[str]:
    return re.findall(r"https?://\S+", letter.get_content())


def test_a_reader_asks_confirms_is_told_after_the_release_and_stops(served, surrey, reports, office, apart, reader):
    reader.goto(f"{served}/alerts/")
    reader.get_by_label("Your e-mail address").fill("practitioner@example.org")
    reader.get_by_role("button", name="Ask to be told").click()
    assert "Read your mail" in reader.locator("h1").inner_text()
    apart(work)
    [letter] = office.received
    reader.goto(links_in(letter)[0])
    reader.get_by_role("button", name="Yes, tell me").click()
    assert "You will be told" in reader.locator("h1").inner_text()
    apart(work)
    assert len(office.received) == 1
    apart(reports.published, surrey, moment=timezone.now())
    for _ in range(2):
        apart(work)
    [_, told] = office.received
    address, manage = links_in(told)
    assert told["To"] == "practitioner@example.org"
    assert reader.goto(address).status == 200
    assert "Review: Robin" in reader.locator("h1").inner_text()
    reader.goto(manage)
    reader.get_by_role("link", name="I do not want to be told any more").click()
    reader.get_by_role("button", name="Stop").click()
    assert "Nothing more will come" in reader.locator("h1").inner_text()
    assert reader.goto(manage).status == 404


def test_a_researcher_narrows_the_list_takes_it_as_a_table_and_reads_the_same_by_the_api(
    served, surrey, reports, apart, reader
):
    now = timezone.now()
    apart(reports.published, surrey, title="Kept", moment=now)
    apart(reports.published, surrey, slug="other", title="Thematic", review_type="thematic", moment=now)
    reader.goto(f"{served}/reviews/?type=lcspr")
    with reader.expect_download() as download:
        reader.get_by_role("link", name="This list as a table (CSV)").click()
    assert download.value.suggested_filename == "reports.csv"
    [row] = csv.DictReader(Path(download.value.path()).read_text("utf-8-sig").splitlines())
    assert row["title"] == "Kept"
    reader.goto(f"{served}/api/v2/reports/?type=lcspr")
    [item] = json.loads(reader.locator("body").inner_text())["items"]
    assert (item["id"], item["title"]) == (row["id"], "Kept")
    reader.goto(item["meta"]["detail_url"])
    [recommendation] = json.loads(reader.locator("body").inner_text())["recommendations"]
    reader.goto(recommendation["meta"]["html_url"])
    assert "Agree a way." in reader.locator("#recommendation-1").inner_text()
