"""Learning in a real browser: from a theme to supervision and word of its use; and an event from staff to readers."""

from __future__ import annotations

from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
BRIEFING = "Meeting fathers before the birth"
SAID = "We ask who else cares for the baby, from June."


def test_a_practitioner_goes_from_a_theme_to_supervision_and_says_what_changes(demo_site, staff, reader):
    reader.goto(demo_site.url("surrey", "/practitioners/"))
    reader.get_by_role("link", name="Learning by theme").click()
    reader.get_by_role("link", name="Before birth").click()
    reader.get_by_role("link", name=BRIEFING).click()
    assert reader.get_by_role("heading", name="What to do now").is_visible()
    reader.get_by_role("link", name="Use this in supervision").click()
    assert reader.get_by_role("table", name="Our team’s action plan").is_visible()
    reader.get_by_role("button", name="Send").click()
    assert reader.get_by_role("link", name="Choose where you used it").is_visible()
    reader.get_by_label("Supervision", exact=True).check()
    reader.get_by_label("What kind of organisation").select_option(label="Maternity services")
    reader.get_by_label("How many people").fill("6")
    reader.get_by_label("What changes because of it").fill(SAID)
    reader.get_by_role("button", name="Send").click()
    reader.get_by_role("heading", name="Thank you").wait_for()
    assert reader.context.cookies() == []
    page = staff("support@surrey.example.org")
    page.goto(demo_site.url("staff", "/learning/"))
    assert page.get_by_text(SAID).is_visible()
    assert page.get_by_text("Supervision, Maternity services, 6 people.").is_visible()


def test_the_list_of_briefings_is_narrowed_for_one_role_without_javascript(demo_site, reader):
    reader.goto(demo_site.url("surrey", "/briefings/"))
    reader.locator("summary", has_text="Role").click()
    reader.get_by_label("Midwife (1)").check()
    reader.get_by_role("button", name="Show these").click()
    assert reader.locator(".site-results__item").count() == 1
    assert reader.get_by_role("link", name=BRIEFING).is_visible()


def _publish_event(page: Any, demo_site: Any, title: str) -> None:
    page.goto(demo_site.url("staff", "/learning/"))
    page.get_by_role("link", name="Add an event").click()
    page.get_by_label("Title").fill(title)
    page.get_by_label("Day", exact=True).fill("1/7/2031")
    page.get_by_label("Begins").fill("10:00")
    page.get_by_label("Ends").fill("12:30")
    page.get_by_role("button", name="Publish it").click()
    page.get_by_text("The event is public.").wait_for()


def test_an_event_is_public_at_once_and_its_cancelling_is_said_in_words(demo_site, staff, reader):
    page = staff("comms@surrey.example.org")
    _publish_event(page, demo_site, "A walk-in hour")
    reader.goto(demo_site.url("surrey", "/training/"))
    assert reader.get_by_text("Tuesday 1 July 2031 at 10:00, London, until 12:30. Online.").is_visible()
    page.get_by_role("link", name="A walk-in hour").click()
    page.get_by_role("link", name="Cancel this event").click()
    page.get_by_label("What people should know").fill("It will be in autumn.")
    page.get_by_role("button", name="Cancel it").click()
    page.get_by_text("The event is cancelled.").wait_for()
    reader.reload()
    event = reader.locator(".site-results__item", has_text="A walk-in hour")
    assert "Cancelled" in event.inner_text()
    assert "It will be in autumn." in event.inner_text()
