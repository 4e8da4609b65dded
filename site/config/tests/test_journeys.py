"""The main job in a real browser: from the Word file to its hour, to the archive, to a copy in somebody's hands."""

import re
from datetime import timedelta

import pytest

from config.testing.journeys import (
    ask_for_copy,
    confirm_release,
    download_copy,
    import_word_file,
    let_weeks_pass,
    next_minute,
    pass_anonymity,
    prepare_in_editor,
    prepare_release,
    record,
    refuse_to_confirm,
    status_of,
    tell_everybody,
    wait_until,
)

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]


def test_a_word_report_is_imported_released_by_two_people_and_read_at_its_hour(demo_site, staff, reader):
    comms, manager = staff("comms@surrey.example.org"), staff("manager@surrey.example.org")
    review = import_word_file(comms, demo_site)
    assert "There was hidden text" in comms.content()
    prepare_in_editor(comms)
    pass_anonymity(comms, manager, demo_site, review)
    let_weeks_pass(demo_site, review)
    address = demo_site.url("surrey", "/reviews/hazel/")
    moment = next_minute(60)
    prepare_release(comms, demo_site, review, moment)
    tell_everybody(comms, manager, demo_site, review)
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


def test_a_comms_officer_plans_an_agreed_report_and_it_is_published_at_its_hour(demo_site, staff, reader):
    comms, manager = staff("comms@surrey.example.org"), staff("manager@surrey.example.org")
    comms.get_by_role("link", name=re.compile("Rowan")).first.click()
    review = comms.url.partition("/reviews/")[2].partition("/")[0]
    comms.goto(demo_site.url("staff", f"/reviews/{review}/plan/"))
    plan = comms.locator("main").text_content()
    assert "The family knows the day and the hour" in plan
    address = demo_site.url("surrey", "/reviews/rowan/")
    moment = next_minute(60)
    prepare_release(comms, demo_site, review, moment)
    comms.goto(demo_site.url("staff", "/planner/"))
    assert "Rowan" in comms.locator("main").text_content()
    refuse_to_confirm(manager, demo_site, review)
    tell_everybody(comms, manager, demo_site, review)
    confirm_release(manager, demo_site, review)
    assert status_of(reader, address) == 404
    wait_until(moment + timedelta(seconds=5))
    assert status_of(reader, address) == 200


def test_a_report_is_archived_and_a_copy_reaches_the_person_who_asked(demo_site, staff, reader):
    manager = staff("manager@windsor-maidenhead.example.org")
    address = demo_site.url("windsor-maidenhead", "/reviews/marnie/")
    assert status_of(reader, address) == 200
    manager.get_by_role("link", name=re.compile("Marnie")).first.click()
    review = manager.url.partition("/reviews/")[2].partition("/")[0]
    record(manager, demo_site, review, "archive_told")
    manager.goto(demo_site.url("staff", f"/reviews/{review}/archive/"))
    manager.get_by_label("Reason").fill("It has been public for more than a year.")
    manager.locator("main form button").first.click()
    manager.wait_for_load_state()
    ask_for_copy(reader, address)
    manager.goto(demo_site.url("staff", "/copies/"))
    manager.get_by_role("link", name=re.compile("^Request [0-9A-F]{8}")).first.click()
    manager.get_by_role("button", name="Send the link").click()
    download_copy(reader, demo_site)
