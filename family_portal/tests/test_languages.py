"""The portal in the reader's language: chosen on any page, kept sealed, and never in an address."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from family_portal.languages import choose_language
from family_portal.models import FamilyMember
from family_portal.tests.door import PASSPHRASE, at_portal, invited, signed_in
from family_portal.tests.staffing import later
from family_portal.tests.test_sealing import NOW
from lifecycles.stepping import steps_of

pytestmark = pytest.mark.django_db
SIGN_IN, URDU_SIGN_IN, POLISH_SIGN_IN = "Sign in", "سائن اِن کریں", "Zaloguj się"


def heading(answer):
    return re.search(r"<h1[^>]*>(.*?)</h1>", answer.content.decode())[1]


def frame(answer):
    return re.search(r'<html lang="(\w+)" dir="(\w+)"', answer.content.decode()).groups()


def press(client, code, page="/account/"):
    return client.post("/words/", {"language": code, "page": page})


@pytest.mark.parametrize(
    ("asked", "spoken"),
    [
        ("ur-PK,ur;q=0.9", URDU_SIGN_IN),
        ("pl", POLISH_SIGN_IN),
        ("de,pl;q=0.5", POLISH_SIGN_IN),
        ("ro", SIGN_IN),
        ("", SIGN_IN),
    ],
)
def test_a_stranger_reads_what_the_browser_asks_for_where_there_are_words_for_it(surrey, asked, spoken):
    assert heading(at_portal().get("/account/", headers={"Accept-Language": asked})) == spoken


@pytest.mark.parametrize(("code", "direction"), [("en", "ltr"), ("pl", "ltr"), ("ur", "rtl")])
def test_a_page_says_its_language_and_runs_in_its_direction(surrey, code, direction):
    client = at_portal()
    press(client, code)
    assert frame(client.get("/account/")) == (code, direction)


def test_each_language_is_offered_by_its_own_name_on_the_page_where_the_reader_is(surrey):
    page = at_portal().get("/help/").content.decode()
    offered = re.findall(r'value="(\w+)" lang="(\w+)"[^>]*>([^<]+)</button>', page)
    assert offered == [("en", "en", "English"), ("pl", "pl", "Polski"), ("ur", "ur", "اردو")]
    assert 'name="page" value="/help/"' in page


def test_choosing_leads_back_to_the_same_page(surrey):
    assert press(at_portal(), "ur", "/help/?x=1")["Location"] == "/help/?x=1"


@pytest.mark.parametrize("page", ["https://evil.example/", "//evil.example/", "/\\evil.example", "/nowhere/", "", "x"])
def test_choosing_leads_nowhere_else(surrey, page):
    assert press(at_portal(), "ur", page)["Location"] == "/"


@pytest.mark.parametrize("code", ["xx", "", "pa", "../ur"])
def test_a_language_without_words_is_not_kept(surrey, code):
    client = at_portal()
    press(client, code)
    assert settings.PORTAL_LANGUAGE_COOKIE not in client.cookies


def test_the_choice_of_a_stranger_is_a_plain_mark_of_this_browser_until_it_is_closed(surrey):
    client = at_portal()
    press(client, "ur")
    mark = client.cookies[settings.PORTAL_LANGUAGE_COOKIE]
    kept = (mark.value, mark["httponly"], mark["samesite"], mark["max-age"], mark["expires"], mark["domain"])
    assert kept == ("ur", True, "Strict", "", "", "")
    assert "session" not in client.cookies


def test_leaving_takes_the_choice_along(surrey):
    assert '"cookies"' in at_portal().get("/leave/")["Clear-Site-Data"]


def test_whoever_has_chosen_is_greeted_in_that_language_at_the_next_sign_in(mother):
    choose_language(mother, "ur", now=NOW)
    client = at_portal()
    press(client, "pl")
    client.post("/account/", {"name": "kettle-marsh-1234", "passphrase": PASSPHRASE})
    assert frame(client.get("/code/")) == ("pl", "ltr")
    client.post("/code/", {"code": code_of(mother)})
    assert frame(client.get("/here/")) == ("ur", "rtl")


def test_without_a_choice_what_staff_recorded_decides(mother):
    in_words(mother, language="pl")
    client = at_portal()
    client.post("/account/", {"name": "kettle-marsh-1234", "passphrase": PASSPHRASE})
    client.post("/code/", {"code": code_of(mother)})
    assert heading(client.get("/here/")) == "Zalogowano"


def test_a_letter_opens_pages_in_the_language_that_staff_recorded(review, manager):
    member, code, proof = invited(review, manager)
    in_words(member, language="ur")
    client = at_portal()
    client.post("/start/", {"code": code, "proof": proof})
    assert frame(client.get("/start/name/")) == ("ur", "rtl")


def test_what_somebody_chose_lies_sealed_and_the_record_says_only_that_they_chose(mother):
    client = signed_in(mother.account)
    press(client, "ur", "/here/")
    member, step = FamilyMember.objects.get(pk=mother.pk), steps_of(mother).last()
    assert member.words()["portal_language"] == "ur"
    assert (step.move, step.facts, step.reason) == ("choose_language", {}, "")
    assert heading(client.get("/here/", headers={"Accept-Language": "pl"})) == "آپ سائن اِن ہیں"


def test_the_language_stands_in_no_address(mother):
    client = signed_in(mother.account)
    answer = press(client, "ur", "/settings/")
    assert answer["Location"] == "/settings/"
    assert re.findall(r'(?:href|action)="[^"]*\b(?:ur|lang)\b[^"]*"', client.get("/settings/").content.decode()) == []


def test_staff_read_english_inside_and_are_offered_nothing_else(coordinator):
    client = signed_in(coordinator)
    answer = client.get("/here/", headers={"Accept-Language": "en"})
    assert (frame(answer), "/words/" in answer.content.decode()) == (("en", "ltr"), False)
    assert press(client, "ur", "/here/").status_code == 404


def test_what_is_shown_once_has_no_button_that_leads_away(mother):
    client = signed_in(mother.account)
    page = client.post("/settings/sheet/").content.decode()
    assert ("Recovery codes" in page, "/words/" in page) == (True, False)


def test_a_translation_that_nobody_has_read_says_so_in_its_own_words(surrey, settings):
    note, client = "Tego tłumaczenia nie sprawdził", at_portal()
    press(client, "pl")
    first = client.get("/account/").content.decode()
    settings.TRANSLATIONS_UNREVIEWED = ["ur"]
    second = client.get("/account/").content.decode()
    assert (note in first, note in second, "not been read" in first) == (True, False, False)


def test_errors_speak_the_language_too(surrey):
    client = at_portal()
    press(client, "ur")
    page = client.post("/start/", {"code": "", "proof": ""}).content.decode()
    assert ("8 ہندسے درج کریں" in page, "Enter the" in page) == (True, False)


def test_the_language_of_one_request_is_not_left_to_the_next(surrey):
    at_portal().get("/account/", headers={"Accept-Language": "ur"})
    refused = at_portal().post("/account/", headers={"Sec-Fetch-Site": "cross-site", "Accept-Language": "pl"})
    assert (refused.status_code, frame(refused)) == (403, ("pl", "ltr"))


def code_of(member):
    app = member.account.authenticatorapp_set.get()
    return f"{app.totp(later()).token():06d}"


def in_words(member, **words):
    member.keep(member.words() | words)
    member.save(update_fields=["sealed"])
