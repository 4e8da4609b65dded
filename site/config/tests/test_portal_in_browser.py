"""Whole journeys on the families' host, in a real browser on a telephone's width."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.testing.coming_in import PASSPHRASE, SEED, a_letter, code_of, fill_in, fits, sign_in_here

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]
PHONE = {"width": 360, "height": 640}


@pytest.fixture
def a_page(browser: Any) -> Any:
    contexts = []

    def make(**options: Any) -> Any:
        contexts.append(browser.new_context(viewport=PHONE, **options))
        page = contexts[-1].new_page()
        page.set_default_timeout(15_000)
        return page

    yield make
    for context in contexts:
        context.close()


def press(page: Any, name: str) -> None:
    """Follow a link or press a button by what it says."""
    assert fits(page)
    page.get_by_role("link", name=name, exact=True).or_(page.get_by_role("button", name=name, exact=True)).click()
    page.wait_for_load_state()


def reach(page: Any, name: str) -> None:
    """Go on by the Tab key until what has the focus says `name`; then press Enter."""
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    pytest.fail(f"The keyboard does not reach “{name}”.")


def type_in(page: Any, *answers: str) -> None:
    """Go by the Tab key to the first field of the page, and from one to the next."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('main input')"):
            break
    for number, answer in enumerate(answers):
        if number:
            page.keyboard.press("Tab")
        page.keyboard.type(answer)
    assert fits(page)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_from_the_letter_to_leaving_without_javascript(demo_site, a_page):
    page, (code, proof) = a_page(java_script_enabled=False), a_letter(demo_site)
    page.goto(demo_site.url("portal"))
    press(page, "I have a letter with a code")
    fill_in(page, code.lower().replace("-", " "), proof)
    fill_in(page, "", PASSPHRASE, PASSPHRASE)
    press(page, "An authenticator app on a telephone or computer")
    fill_in(page, code_of(page.locator(SEED).text_content()))
    assert page.locator("main ol li").count() == 10
    press(page, "I have kept them")
    press(page, "Continue")
    assert page.locator("h1").text_content() == "Who you can speak to"
    press(page, "Leave this page")
    page.wait_for_url("**/left/")
    page.goto(demo_site.url("portal", "/here/more/"))
    assert page.url.endswith("/account/")


def test_from_the_letter_to_leaving_by_keyboard_alone(demo_site, a_page):
    page, (code, proof) = a_page(), a_letter(demo_site)
    page.goto(demo_site.url("portal"))
    reach(page, "I have a letter with a code")
    type_in(page, code, proof)
    type_in(page, "", PASSPHRASE, PASSPHRASE)
    reach(page, "An authenticator app on a telephone or computer")
    type_in(page, code_of(page.locator(SEED).text_content()))
    reach(page, "I have kept them")
    reach(page, "Continue")
    assert page.locator("h1").text_content() == "Who you can speak to"
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/left/")


def test_somebody_signs_in_and_looks_at_the_settings_in_urdu(demo_site, a_page):
    page = a_page()
    page.goto(demo_site.url("portal", "/account/"))
    press(page, "اردو")
    assert page.url.endswith("/account/")
    name, code = re.search(r"(rowena\S+)\s+code (\d{6})", demo_site.manage("demo_family").stdout).groups()
    sign_in_here(page, demo_site, name, code)
    press(page, "آپ سائن اِن کیسے کرتے ہیں")
    said = page.evaluate("[document.documentElement.lang, document.documentElement.dir]")
    assert (said, page.locator("h1").text_content()) == (["ur", "rtl"], "آپ سائن اِن کیسے کرتے ہیں")
    start, leave = (page.locator(found).first.bounding_box()["x"] for found in ("h1", "#leave"))
    assert (fits(page), leave < start) == (True, True)
    press(page, "English")
    assert page.locator("h1").text_content() == "How you sign in"


def test_staff_bring_a_person_from_the_record_to_the_letter_and_hand_over(demo_site, a_page):
    page, worker = a_page(), "family@solihull.example.org"
    today = f"{datetime.now(ZoneInfo('Europe/London')):%d/%m/%Y}"
    sign_in_here(page, demo_site, worker, demo_site.code(worker))
    press(page, "Continue")
    page.locator("main ul a").first.click()
    press(page, "Record a person")
    answer(page, "Record the person", name="Halina Wierzbicka", relationship="Aunt", language="ur")
    press(page, "Cleared to be contacted")
    answer(page, "Record it", cleared_by="police", day=today, who_decided="Sergeant Grey")
    press(page, "Somebody has spoken with the person")
    answer(page, "Record it", who="Grace", how="visit", day=today)
    press(page, "How the person wants to be reached")
    answer(page, "Save", verified_on=today)
    press(page, "Make a letter with a code")
    press(page, "Make the code")
    assert len(page.locator("main strong[translate=no]").all_text_contents()) == 2
    with page.expect_download() as download:
        press(page, "Download the letter")
    assert download.value.suggested_filename.endswith(".pdf")
    press(page, "I have both")
    press(page, "Set it up together, now and here")
    press(page, "Sign me out and begin")
    assert page.locator("html").get_attribute("lang") == "ur"
    press(page, "آگے بڑھیں")
    assert page.url.endswith("/start/name/")
    assert "Halina" not in page.content()


def answer(page: Any, button: str, **answers: str) -> None:
    """Answer the questions of a form by their names, and press its button."""
    for name, value in answers.items():
        field = page.locator(f"main [name={name}]")
        if field.first.get_attribute("type") == "radio":
            page.locator(f"main [name={name}][value={value}]").check()
        else:
            field.fill(value)
    press(page, button)
