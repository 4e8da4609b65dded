"""The main job in a real browser: from the Word file to its hour, to the archive, to a copy in somebody's hands."""

import re
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.testing.browser import HOUSE, sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

LONDON = ZoneInfo("Europe/London")
WORD_FILE = HOUSE / "publications" / "demo" / "word" / "hazel.docx"


@pytest.fixture
def staff(browser: Any, demo_site: Any) -> Iterator[Any]:
    """Open a signed-in page of a member of staff, by e-mail address."""
    contexts = []

    def make(address: str) -> Any:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, timezone_id="Europe/London")
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        sign_in(page, demo_site, address)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def reader(browser: Any) -> Iterator[Any]:
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def import_word_file(page: Any, demo_site: Any) -> str:
    page.goto(demo_site.url("staff", "/reports/import/"))
    page.locator("input[type=file]").set_input_files(str(WORD_FILE))
    page.get_by_role("button", name="Bring it in").click()
    page.wait_for_url("**/notes/**")
    return page.url.partition("/reviews/")[2].partition("/")[0]


def prepare_in_editor(page: Any) -> None:
    page.locator("main a", has_text="Edit the report").first.click()
    page.locator("input[name=reviewer]").fill("Hanne Lindqvist, independent reviewer")
    page.locator("input[name=pseudonym]").fill("Hazel")
    page.locator("input[name=slug]").evaluate("field => { field.value = 'hazel' }")
    support = page.locator("[data-contentpath=support]")
    support.get_by_role("button", name=re.compile("Insert a block|Support")).first.click()
    support.locator("input[name$='-value-name']").fill("Samaritans")
    support.locator("input[name$='-value-phone']").fill("116 123")
    page.get_by_role("button", name="Save draft").first.click()
    page.wait_for_load_state()


def next_minute() -> datetime:
    """Return a whole minute in London that is at least twenty seconds away."""
    return (datetime.now(LONDON) + timedelta(seconds=80)).replace(second=0, microsecond=0)


def wait_until(moment: datetime) -> None:
    """Wait; a moment that has passed already would prove nothing."""
    left = (moment - datetime.now(LONDON)).total_seconds()
    assert left > 0
    time.sleep(left)


def pass_anonymity(comms: Any, manager: Any, demo_site: Any, review: str) -> None:
    """Both are named, one checks and accepts what was found, the other confirms it, and both sign."""
    address = demo_site.url("staff", f"/reviews/{review}/anonymity/")
    manager.goto(f"{address}people/")
    for name in ("Maya Okafor", "Tom Ellery"):
        manager.get_by_label(name).check()
    manager.get_by_role("button", name="Save").click()
    comms.goto(address)
    comms.get_by_role("button", name="Check now").click()
    for finding in findings_of(comms, address):
        comms.goto(finding)
        comms.get_by_label("Why it may stay").fill("Everyone in it is invented.")
        comms.get_by_role("button", name="Accept it").click()
        manager.goto(finding)
        manager.get_by_role("button", name="Confirm that it may stay").click()
    for page in (comms, manager):
        page.goto(address)
        page.get_by_role("button", name="Sign:").click()
        page.wait_for_load_state()
    assert "Passed: signed by" in manager.locator("main").text_content()


def findings_of(page: Any, address: str) -> list[str]:
    page.goto(address)
    links = page.locator("a[href*='/anonymity/findings/']")
    return [links.nth(number).evaluate("link => link.href") for number in range(links.count())]


def prepare_release(page: Any, demo_site: Any, review: str, moment: datetime) -> None:
    page.goto(demo_site.url("staff", f"/reviews/{review}/release/"))
    page.get_by_label("Date").fill(f"{moment.day}/{moment.month}/{moment.year}")
    page.get_by_label("Time").fill(f"{moment:%H:%M}")
    page.get_by_role("button", name="Prepare the release").click()
    page.wait_for_url(f"**/reviews/{review}/**")


def confirm_release(page: Any, demo_site: Any, review: str) -> None:
    page.goto(demo_site.url("staff", f"/reviews/{review}/release/confirm/"))
    page.get_by_role("button", name="Confirm the release").click()
    page.wait_for_load_state()


def status_of(page: Any, address: str) -> int:
    return page.goto(address).status


def test_a_word_report_is_imported_released_by_two_people_and_read_at_its_hour(demo_site, staff, reader):
    comms, manager = staff("comms@surrey.example.org"), staff("manager@surrey.example.org")
    review = import_word_file(comms, demo_site)
    assert "There was hidden text" in comms.content()
    prepare_in_editor(comms)
    pass_anonymity(comms, manager, demo_site, review)
    address = demo_site.url("surrey", "/reviews/hazel/")
    moment = next_minute()
    prepare_release(comms, demo_site, review, moment)
    assert status_of(reader, address) == 404
    confirm_release(manager, demo_site, review)
    wait_until(moment - timedelta(seconds=1))
    assert status_of(reader, address) == 404
    wait_until(moment + timedelta(seconds=5))
    assert status_of(reader, address) == 200
    text = reader.content()
    assert "A quiet child is not an answer" in text
    assert not any(word in text for word in ("Note to self", "head teacher", "Check with the family"))
    reader.goto(demo_site.url("surrey", "/reviews/"))
    assert "Hazel" in reader.locator(".site-results__item").first.text_content()


def test_a_report_is_archived_and_a_copy_reaches_the_person_who_asked(demo_site, staff, reader):
    manager = staff("manager@windsor-maidenhead.example.org")
    address = demo_site.url("windsor-maidenhead", "/reviews/marnie/")
    assert status_of(reader, address) == 200
    manager.get_by_role("link", name=re.compile("Marnie")).first.click()
    manager.locator("main a", has_text="Archive").first.click()
    manager.get_by_label("Reason").fill("It has been public for more than a year.")
    manager.locator("main form button").first.click()
    manager.wait_for_load_state()
    ask_for_copy(reader, address)
    manager.goto(demo_site.url("staff", "/copies/"))
    manager.get_by_role("link", name=re.compile("^Request [0-9A-F]{8}")).first.click()
    manager.get_by_role("button", name="Send the link").click()
    download_copy(reader, demo_site)


def ask_for_copy(reader: Any, address: str) -> None:
    assert status_of(reader, address) == 200
    assert reader.locator(".site-report").count() == 0
    reader.get_by_label("Your e-mail address").fill("reader@example.org")
    reader.get_by_role("button", name="Ask for a copy").click()
    assert reader.get_by_role("heading", name="We have your request").is_visible()


def download_copy(reader: Any, demo_site: Any) -> None:
    link = wait_for_link(demo_site)
    reader.goto(link)
    with reader.expect_download() as download:
        reader.get_by_role("button", name="Download the PDF").click()
    with open(download.value.path(), "rb") as handle:
        assert handle.read(5) == b"%PDF-"


def wait_for_link(demo_site: Any) -> str:
    for _ in range(100):
        for mail in reversed(demo_site.mails()):
            if found := re.search(r"http://\S+/copies/\S+/", mail.replace("=\n", "")):
                return found.group()
        time.sleep(0.1)
    raise AssertionError("no mail with a link was written")
