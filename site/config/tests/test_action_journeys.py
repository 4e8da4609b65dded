"""The lead of an agency reports on an action, and a reader follows what was done: in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from config.testing.browser import sign_in

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

LEAD = "police.lead@surrey.example.org"
BRUISES, FATHERS = "Train officers to meet children", "Name the father or partner"


def open_action(page: Any, words: str) -> None:
    """Go by the menu to the action that begins with `words`."""
    page.get_by_role("link", name="Action plans").first.click()
    page.get_by_role("link", name=re.compile(words)).click()
    page.wait_for_url("**/actions/mine/**")


def report(page: Any, taken: str, *, step: str = "", file: Path | None = None) -> str:
    page.get_by_label("Actions taken").fill(taken)
    page.get_by_label("Green: on track").check()
    if file:
        page.get_by_label("Evidence as a file (optional)").set_input_files(str(file))
    if step:
        page.get_by_label(step).check()
    page.get_by_role("button", name="Send the report").click()
    page.wait_for_load_state()
    return page.locator("main").text_content()


def test_a_lead_signs_in_and_reports_with_evidence(demo_site, staff, tmp_path):
    page = staff(LEAD)
    assert "Alder" not in page.locator("main").text_content()
    open_action(page, BRUISES)
    shown = page.locator("main").text_content()
    assert "Alder" not in shown
    assert re.search(r"Review [0-9a-f]{8}, recommendation 4", shown)
    proof = tmp_path / "minutes.txt"
    proof.write_text("The training was held.")
    said = report(page, "Twenty officers were trained.", step="Work on it has begun", file=proof)
    assert "In progress" in said
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the evidence").first.click()
    assert Path(download.value.path()).read_text() == "The training was held."
    assert download.value.suggested_filename == "evidence.txt"


def test_a_lead_reports_without_javascript_and_loses_no_word(browser, demo_site):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 320, "height": 700})
    page = context.new_page()
    sign_in(page, demo_site, LEAD)
    open_action(page, FATHERS)
    assert "Wren" in page.locator("main").text_content()
    page.get_by_label("Actions taken").fill(" ")
    refused = report(page, " ", step="The action is complete")
    assert "What was done has not been written." in refused
    page.get_by_label("Evidence of impact or outcome").fill("Records name him now.")
    page.get_by_label("Actions taken").fill("Every officer was trained.")
    page.get_by_role("button", name="Send the report").click()
    page.wait_for_load_state()
    assert "Complete" in page.locator("main p.govuk-body").first.text_content()
    assert page.get_by_label("Evidence of impact or outcome").input_value() == "Records name him now."
    context.close()


def test_a_reader_goes_from_the_report_to_what_has_been_done_since(demo_site, reader):
    reader.goto(demo_site.url("surrey", "/reviews/wren/"))
    reader.get_by_role("link", name="What has been done since").click()
    page = reader.locator("main").text_content()
    assert "Head of public protection" in page
    assert "Amber: behind, with a way to catch up" in page
    assert "Dominic Harrow" not in page
