"""The door in a real browser: on a telephone's width, by keyboard, with and without script."""

from __future__ import annotations

from typing import Any

import pytest

from config.testing.coming_in import PASSPHRASE, SEED, a_letter, code_of, fits

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def come_in(page: Any, demo_site: Any) -> None:
    code, proof = a_letter(demo_site)
    page.goto(demo_site.url("portal", "/start/"))
    type_in(page, code.lower().replace("-", " "), proof)
    type_in(page, "", PASSPHRASE, PASSPHRASE)
    page.goto(demo_site.url("portal", "/start/app/"))
    type_in(page, code_of(page.locator(SEED).text_content()))
    assert page.locator("main ol li").count() == 10


def type_in(page: Any, *answers: str) -> None:
    """Fill in the form of the page by keyboard alone, and send it."""
    assert fits(page)
    page.locator("main input:not([type=hidden])").first.focus()
    for answer in answers:
        page.keyboard.type(answer)
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.fixture(params=[True, False], ids=["with_script", "without_script"])
def page(browser: Any, request: Any) -> Any:
    context = browser.new_context(viewport={"width": 360, "height": 640}, java_script_enabled=request.param)
    page = context.new_page()
    page.set_default_timeout(15_000)
    page.has_script = request.param
    yield page
    context.close()


def test_somebody_comes_in_looks_and_leaves_at_once(page, demo_site):
    problems = []
    page.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    come_in(page, demo_site)
    page.goto(demo_site.url("portal", "/here/"))
    assert fits(page)
    assert page.title() == "Account"
    page.goto(demo_site.url("portal", "/here/more/"))
    assert page.locator("h1").text_content() == "Who you can speak to"
    page.locator("#leave").click()
    page.wait_for_url("**/left/")
    page.go_back()
    assert "Who you can speak to" not in page.content()
    page.goto(demo_site.url("portal", "/here/more/"))
    assert page.url.endswith("/account/")
    assert problems == []


def test_three_times_shift_leaves(browser, demo_site):
    context = browser.new_context(viewport={"width": 360, "height": 640})
    page = context.new_page()
    page.goto(demo_site.url("portal", "/account/"))
    for _ in range(3):
        page.keyboard.press("Shift")
    page.wait_for_url("**/left/")
    page.locator("summary").press("Enter")
    assert page.get_by_text("in its history").is_visible()
    context.close()
