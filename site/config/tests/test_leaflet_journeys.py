"""A leaflet in a real browser: written by one person, published by another, translated by a third, read by a family."""

from __future__ import annotations

import re
from typing import Any

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
LEAFLET = "/families/family-members/"
NEW = "You are not alone with this."
IN_ROMANIAN = re.compile("Relatives and the .*: Romanian")


def open_leaflet(page: Any, demo_site: Any) -> None:
    page.goto(demo_site.url("staff", "/pages/"))
    page.get_by_role("link", name="Relatives and the").first.click()
    page.wait_for_url(demo_site.url("staff", "/pages/*/"))


def write(page: Any, demo_site: Any) -> None:
    open_leaflet(page, demo_site)
    page.get_by_role("link", name="Change it in the editor").click()
    page.locator("textarea[name='introduction']").fill(NEW)
    page.get_by_role("button", name="Save draft").first.click()
    page.wait_for_load_state("networkidle")


def ask_for_romanian(page: Any, demo_site: Any) -> None:
    open_leaflet(page, demo_site)
    page.get_by_label("Ask for a translation into").select_option("ro")
    page.get_by_role("button", name="Ask for the translation").click()
    page.get_by_text("Your translators find it").wait_for()


def translate(page: Any, demo_site: Any) -> None:
    page.goto(demo_site.url("staff", "/translations/?state=asked"))
    page.get_by_role("link", name=IN_ROMANIAN).click()
    page.wait_for_url(demo_site.url("staff", "/translations/*/"))
    for field in page.locator("textarea").all():
        label = page.locator(f"label[for='{field.get_attribute('id')}']").inner_text()
        field.fill(f"RO {label}")
    page.get_by_role("button", name="Keep and hand in").click()
    page.get_by_text("Handed in.").wait_for()
    assert not page.get_by_role("button", name="Approve").count()


def approve(page: Any, demo_site: Any) -> None:
    page.goto(demo_site.url("staff", "/translations/?state=handed_in"))
    page.get_by_role("link", name=IN_ROMANIAN).click()
    page.get_by_role("button", name="Approve").click()
    page.get_by_text("Done.").wait_for()


def publish(page: Any, demo_site: Any) -> None:
    open_leaflet(page, demo_site)
    page.get_by_label("What has changed").fill("A kinder beginning")
    page.get_by_role("button", name="Publish", exact=True).click()
    page.get_by_text("The page is public.").wait_for()


def test_a_leaflet_is_translated_changed_by_two_people_and_says_which_version_is_newer(demo_site, staff, reader):
    comms, support = staff("comms@surrey.example.org"), staff("support@surrey.example.org")
    ask_for_romanian(comms, demo_site)
    translate(staff("translator@surrey.example.org"), demo_site)
    approve(support, demo_site)
    reader.goto(demo_site.url("surrey", f"/ro{LEAFLET}"))
    assert "RO " in reader.locator("h1").inner_text()
    write(comms, demo_site)
    open_leaflet(comms, demo_site)
    comms.get_by_text("You made the last change").first.wait_for()
    assert not comms.get_by_role("button", name="Publish", exact=True).count()
    publish(support, demo_site)
    reader.goto(demo_site.url("surrey", LEAFLET))
    assert NEW in reader.content()
    assert "A kinder beginning" in reader.content()
    reader.get_by_role("link", name="Română").click()
    reader.wait_for_url(demo_site.url("surrey", f"/ro{LEAFLET}"))
    assert reader.locator(".site-translation a[hreflang='en']").count() == 1


def test_a_parent_asks_for_large_print_and_the_partnership_answers(demo_site, staff, reader):
    reader.goto(demo_site.url("surrey", "/families/parents-and-carers/"))
    reader.get_by_role("link", name="Ask for another format or language").first.click()
    reader.get_by_label("Large print").check()
    reader.get_by_label("E-mail", exact=False).first.fill("parent@example.org")
    reader.get_by_role("main").get_by_role("button").last.click()
    reader.wait_for_url(demo_site.url("surrey", "/ask-for-another-format/sent/"))
    support = staff("support@surrey.example.org")
    support.goto(demo_site.url("staff", "/enquiries/"))
    support.locator(".site-results__title a").first.click()
    support.locator("textarea").fill("It is on its way to you.")
    support.get_by_role("main").get_by_role("button").last.click()
    support.get_by_text("Answered").first.wait_for()
