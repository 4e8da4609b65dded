"""The pages with which every partnership's site starts, and what they draw from its terms and contacts."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.partnerships import NOON
from home.models import ContentPage, SupportOrganisation
from home.starting.pages import STARTERS
from pages.models import ContentTranslation, PageVersion
from partnerships.models import ContactBlock, Purpose, Terms
from partnerships.working_days import london_day

pytestmark = pytest.mark.django_db

SECRET_NAME = "Quillfeather Brown"


@pytest.fixture
def read(surrey, at_host):
    """Read a page of Surrey as plain HTML."""
    return lambda path: at_host(surrey).get(path).content.decode()


def _terms(partnership, **values):
    Terms.objects.filter(partnership=partnership).update(**values)


def test_every_starter_page_is_public_and_planted_once(surrey, at_host):
    slugs = [starter.slug for starter in STARTERS]
    assert [at_host(surrey).get(f"/{slug}/").status_code for slug in slugs] == [200] * len(slugs)
    pages = ContentPage.objects.child_of(surrey.site.root_page).filter(slug__in=slugs)
    assert PageVersion.objects.filter(page__in=pages, published_by=None).count() == len(slugs)


def test_no_starter_page_shows_a_token_or_another_partnership(surrey, solihull, read):
    for starter in STARTERS:
        text = read(f"/{starter.slug}/")
        assert not re.search(r"\{\w+\}", text), starter.slug
        assert "Solihull" not in text, starter.slug


@pytest.mark.parametrize("slug", ["who-is-who", "accessibility"])
def test_a_change_of_the_terms_is_on_the_page_at_once(surrey, read, slug):
    _terms(surrey, body="The Newly Named & Co Partnership")
    assert "The Newly Named &amp; Co Partnership" in read(f"/{slug}/")


def test_the_contact_page_shows_every_contact_and_no_name_that_was_not_checked_in_time(surrey, read):
    families = ContactBlock.objects.filter(partnership=surrey, purpose=Purpose.FAMILIES)
    families.update(name=SECRET_NAME, role="Business Manager")
    assert SECRET_NAME in read("/contact/")
    families.update(review_by=london_day(timezone.now()) - timedelta(days=1))
    text = read("/contact/")
    assert (SECRET_NAME in text, "Business Manager" in text) == (False, True), "A32"
    assert text.count("site-people__entry") == len(Purpose)


def test_the_steps_are_drawn_and_written_and_promise_what_the_terms_promise(surrey, read):
    _terms(surrey, findings="You can discuss the findings before they are published.")
    text = read("/how-a-review-works/")
    assert text.count('class="site-way__mark"') == text.count('class="site-way__step"') >= 5
    assert "You can discuss the findings before they are published." in text


def test_steps_about_which_the_terms_are_silent_are_left_out(surrey, read):
    _terms(surrey, findings="", outcome="", copy_of_report="", follow_up="", actions="", publication="", timescale="")
    text = read("/how-a-review-works/")
    assert "A review is considered" in text
    for promised in ("The findings are discussed", "The report is published", "Things change"):
        assert promised not in text, "A34"


def test_who_is_who_names_the_organisations_who_leads_and_the_arrangements(surrey, read):
    _terms(surrey, members="Health trusts\nThe police", arrangements_url="https://a.example.org/x",
           governing_group="Executive Steering Group")  # fmt: skip
    text = read("/who-is-who/")
    for words in ("<li>Health trusts</li><li>The police</li>", 'href="https://a.example.org/x"',
                  "Executive Steering Group", "Lead Reviewer"):  # fmt: skip
        assert words in text, ("C4", "C5", words)


@pytest.mark.parametrize("slug", ["refer", "practitioners"])
def test_pages_for_practitioners_take_no_details_of_a_case(read, slug):
    text = read(f"/{slug}/")
    assert "through this website" in text
    assert "<form" not in text, "E15"
    assert 'href="/reviews/"' in text


def test_journalists_find_a_contact_and_what_is_asked_of_them(surrey, read):
    ContactBlock.objects.filter(partnership=surrey, purpose=Purpose.MEDIA).update(role="Press desk")
    text = read("/media/")
    assert ("Press desk" in text, "What we never say" in text, "What we ask of you" in text) == (True,) * 3, "E50"


@pytest.mark.parametrize(
    "part",
    [
        "What is not accessible, and why",
        "What you can have instead",
        'href="/report-a-barrier/"',
        "Equality and Human Rights Commission",
        "https://www.equalityadvisoryservice.com/",
        "version 2.2, level AA",
        "and about the portal",
        "This statement was first published on",
    ],
)
def test_the_accessibility_statement_has_all_its_parts(read, part):
    assert part in read("/accessibility/"), "R59"


@pytest.mark.parametrize(
    "part",
    [
        "Article 6(1)(c) and (e)",
        "Article 9(2)(g)",
        "Schedule 1, paragraphs 6 and 18",
        "not asked for consent",
        "until the review is completed",
        "unless telling you could put somebody in danger",
        "Freedom of Information Act 2000",
        "https://ico.org.uk/make-a-complaint/",
        "They are its controllers",
        "Data protection officer",
    ],
)
def test_the_privacy_notice_has_all_its_parts(read, part):
    assert part in read("/privacy/"), ("R53", "R57", "R58", "A14", "E10")


def test_the_privacy_notice_names_the_days_of_this_partnership(surrey, read):
    surrey.requester_days = 41
    surrey.save()
    assert "41 days after our answer" in " ".join(read("/privacy/").split()), "R56"


def test_public_pages_set_no_cookie_as_the_page_about_cookies_says(surrey, at_host, read):
    assert "The public pages set no cookies" in read("/cookies/")
    for starter in STARTERS:
        assert not at_host(surrey).get(f"/{starter.slug}/").cookies, starter.slug


@pytest.mark.parametrize("slug", ["how-a-review-works", "support", "families"])
def test_pages_for_families_are_left_quickly_and_say_that_history_stays(read, slug):
    text = read(f"/{slug}/")
    assert "govuk-js-exit-this-page-button" in text
    assert "does not clear" in text, "R63"


def test_other_pages_have_no_button_to_leave(read):
    assert "govuk-js-exit-this-page-button" not in read("/media/")


def test_what_is_drawn_stands_in_the_language_of_the_page(surrey, at_host):
    page = surrey.site.root_page.get_children().get(slug="who-is-who").specific
    for content, data in (
        (page, {"title": "Cine este cine", "body": "<p>Bună</p>"}),
        (Terms.objects.get(partnership=surrey), {"members": "Poliția", "who_leads": "Un expert."}),
    ):
        ContentTranslation.objects.create(
            partnership=surrey, content=content, source_key=content.translation_key, language="ro", data=data,
            asked_at=NOON, published_at=NOON,
        )  # fmt: skip
    text = at_host(surrey).get("/ro/who-is-who/").content.decode()
    assert '<html lang="en" dir="ltr"' in text
    assert 'id="main-content" lang="ro" dir="ltr"' in text
    assert '<ul class="govuk-list govuk-list--bullet" lang="ro" dir="ltr"><li>Poliția</li></ul>' in text


@pytest.mark.parametrize("count", [1, 3])
def test_a_plain_page_costs_the_same_however_much_it_draws(surrey, at_host, count, django_assert_num_queries):
    organisations = SupportOrganisation.objects.filter(partnership=surrey)
    organisations.exclude(pk__in=list(organisations.values_list("pk", flat=True)[:count])).delete()
    with django_assert_num_queries(15):
        assert at_host(surrey).get("/support/").content.decode().count("site-people__entry") == count


@pytest.mark.parametrize(
    ("slug", "promised"),
    [
        (
            "reflective-learning-workshops",
            ["does not look for somebody to blame", "is not linked to you."],
        ),
        ("reflective-learning-workshops", ["The notes are confidential.", "What went well is written down too"]),
        ("when-your-case-is-reviewed", ["without fear of being blamed", "not part of any disciplinary process"]),
        ("when-your-case-is-reviewed", ["tell you the day beforehand", "We do not give the reports or chronologies"]),
    ],
)
def test_practitioners_read_what_the_framework_promises_them(read, slug, promised):
    text = " ".join(read(f"/{slug}/").split())
    assert [words for words in promised if words not in text] == [], "E4, E6, E39"


def test_the_page_for_practitioners_leads_to_all_learning(read):
    text = read("/practitioners/")
    for path in ("/briefings/", "/themes/", "/training/", "/search/", "/refer/", "/reflective-learning-workshops/",
                 "/when-your-case-is-reviewed/"):  # fmt: skip
        assert f'<a class="govuk-link" href="{path}"' in text, path
