"""What people do in the journeys: each a few presses on real pages."""

from __future__ import annotations

import re
import time
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from config.testing.browser import HOUSE

LONDON = ZoneInfo("Europe/London")
WORD_FILE = HOUSE / "publications" / "demo" / "word" / "hazel.docx"


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


def next_minute(seconds: int = 20) -> datetime:
    """Return a whole minute in London that is at least so many seconds away."""
    return (datetime.now(LONDON) + timedelta(seconds=seconds + 60)).replace(second=0, microsecond=0)


WEEKS_OF_WORK = """
from datetime import datetime, timedelta, UTC
from config.demo.readying import NOTICE, agree, send_copies
from people.models import User
from publications.models import Review

review, past = Review.objects.get(uuid="{review}"), datetime.now(UTC) - NOTICE
by = User.objects.get(email="manager@surrey.example.org")
agree(review, reviewer="Hanne Lindqvist", by=by, now=past)
send_copies(review, sent_at=past, by=by, now=past)
"""


def let_weeks_pass(demo_site: Any, review: str) -> None:
    """Three weeks ago everything was agreed, and the statutory copies were sent: nobody can wait for that here."""
    done = demo_site.manage("shell", "-c", WEEKS_OF_WORK.format(review=review))
    assert done.returncode == 0, done.stderr


def record(page: Any, demo_site: Any, review: str, kind: str, **answers: str) -> None:
    """Record a milestone on its page: `evidence` in words, everything else by choosing what is written."""
    page.goto(demo_site.url("staff", f"/reviews/{review}/milestones/{kind}/record/"))
    for box in answers.values():
        page.get_by_label(box).check()
    page.locator("textarea[name=evidence]").fill("Agreed with everybody, and written down.")
    page.locator("main form button").first.click()
    page.wait_for_url(f"**/reviews/{review}/milestones/**")
    assert "There is a problem" not in page.locator("main").text_content()


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
    page.get_by_role("button", name="Only check this moment").click()
    reason = page.get_by_label("Why this moment all the same")
    if reason.count():
        reason.fill("Agreed with the family and the agencies.")
    page.get_by_role("button", name="Prepare the release").click()
    page.wait_for_url(f"**/reviews/{review}/**")


def confirm_release(page: Any, demo_site: Any, review: str) -> None:
    page.goto(demo_site.url("staff", f"/reviews/{review}/release/confirm/"))
    page.get_by_role("button", name="Confirm the release").click()
    page.wait_for_load_state()


def tell_everybody(comms: Any, manager: Any, demo_site: Any, review: str) -> None:
    """Everybody who has to know the day and the hour knows it, and nothing in court stands in the way."""
    manager.goto(demo_site.url("staff", f"/reviews/{review}/about/media/"))
    manager.locator("main input[type=text]").first.fill("Press office")
    manager.locator("main form button").first.click()
    record(manager, demo_site, review, "findings_offered")
    record(manager, demo_site, review, "family_told", told="Everybody who was to be told has been told")
    record(comms, demo_site, review, "media_plan")
    record(comms, demo_site, review, "practitioners")
    record(manager, demo_site, review, "proceedings", checked="I have checked it now")


def status_of(page: Any, address: str) -> int:
    return page.goto(address).status


def refuse_to_confirm(page: Any, demo_site: Any, review: str) -> None:
    """Nothing is confirmed while somebody has not been told."""
    confirm_release(page, demo_site, review)
    assert "The family was not told of this day and hour." in page.locator("main").text_content()


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
