"""A page of a partnership in the languages of its readers: how they choose, and what they are told."""

from __future__ import annotations

import pytest

from config.testing.partnerships import NOON
from pages.models import ContentTranslation

pytestmark = pytest.mark.django_db


@pytest.fixture
def contact(surrey):
    return surrey.site.root_page.get_children().get(slug="contact").specific


@pytest.fixture
def translated(surrey, contact):
    """Give the contact page of Surrey a public translation."""

    def make(language, title, **values):
        ContentTranslation.objects.create(
            partnership=surrey, content=contact, source_key=contact.translation_key, language=language,
            data={"title": title, "body": ""}, asked_at=NOON, **({"published_at": NOON} | values),
        )  # fmt: skip

    return make


@pytest.fixture
def read(surrey, at_host):
    """Read a page of Surrey."""
    return lambda path: at_host(surrey).get(path).content.decode()


@pytest.mark.parametrize("code", ["en", "pl", "pa", "ur", "ar", "ro", "bn", "so"])
def test_every_language_has_its_addresses(surrey, at_host, code):
    assert at_host(surrey).get("/contact/" if code == "en" else f"/{code}/contact/").status_code == 200


def test_the_languages_are_offered_by_their_own_names_and_lead_to_the_same_page(translated, read):
    translated("so", "Xiriir")
    text = read("/contact/")
    assert (
        '<a class="govuk-link" href="/contact/" lang="en" hreflang="en" dir="ltr" aria-current="true">English</a>'
        in text
    )
    assert '<a class="govuk-link" href="/pl/contact/" lang="pl" hreflang="pl" dir="ltr">Polski</a>' in text
    assert '<a class="govuk-link" href="/ur/contact/" lang="ur" hreflang="ur" dir="rtl">اردو</a>' in text
    assert '<a class="govuk-link" href="/so/contact/" lang="so" hreflang="so" dir="ltr">Soomaali</a>' in text
    assert "العربية" not in text


def test_from_another_language_the_chooser_leads_back_to_english(read):
    text = read("/pl/contact/")
    assert 'href="/contact/" lang="en"' in text
    assert 'href="/pl/contact/" lang="pl" hreflang="pl" dir="ltr" aria-current="true"' in text


def test_no_chooser_stands_where_a_page_is_in_english_alone(read):
    assert "site-languages" not in read("/reviews/")


def test_the_head_names_the_languages_in_which_the_page_is_public(translated, read):
    translated("ar", "اتصل بنا")
    text = read("/contact/")
    assert '<link rel="alternate" hreflang="ar" href="http://surrey.test/ar/contact/">' in text
    assert 'rel="alternate" hreflang="pl"' not in text


@pytest.mark.parametrize(
    ("language", "frame", "main"),
    [
        ("ur", '<html lang="ur" dir="rtl"', 'id="main-content">'),
        ("pl", '<html lang="pl" dir="ltr"', 'id="main-content">'),
        ("ar", '<html lang="en" dir="ltr"', 'id="main-content" lang="ar" dir="rtl">'),
        ("so", '<html lang="en" dir="ltr"', 'id="main-content" lang="so" dir="ltr">'),
    ],
)
def test_the_frame_speaks_a_language_it_knows_and_the_main_part_its_own(translated, read, language, frame, main):
    translated(language, "Title")
    text = read(f"/{language}/contact/")
    assert frame in text
    assert main in text


def test_words_of_the_site_inside_a_translated_page_say_that_they_are_english(translated, read):
    translated("ar", "اتصل بنا")
    main = read("/ar/contact/").partition('id="main-content"')[2]
    assert '<div lang="en" dir="ltr">' in main.partition("Telephone")[0].partition("E-mail")[0]


def test_django_itself_says_nothing_in_a_language_that_the_site_does_not_speak(translated, read):
    translated("ro", "Contact")
    assert "Meniu" not in read("/ro/contact/")
    assert "Skip to main content" in read("/ro/contact/")


def test_a_page_without_a_translation_is_in_english_and_says_so(read):
    text = read("/ur/contact/")
    assert 'id="main-content" lang="en" dir="ltr">' in text
    assert 'href="/ur/ask-for-another-format/?page=/ur/contact/"' in text
    assert "yet. Here it is in English." in read("/so/contact/")


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"is_stale": True}, "The English version is newer."),
        ({"is_unchecked": True}, "No translator has read this yet."),
        ({"withdrawn_at": NOON}, "is being brought up to date"),
        ({"published_at": None}, "yet. Here it is in English."),
    ],
)
def test_a_translation_says_what_a_reader_has_to_know(translated, read, values, said):
    translated("so", "Xiriir", **values)
    assert said in read("/so/contact/")
    assert said not in read("/contact/")


def test_a_translation_that_is_older_leads_to_the_english(translated, read):
    translated("so", "Xiriir", is_stale=True)
    assert '<a class="govuk-link" href="/contact/" hreflang="en">Read it in English</a>' in read("/so/contact/")


def test_a_translation_with_which_all_is_well_says_nothing(translated, read):
    translated("so", "Xiriir")
    assert "site-translation" not in read("/so/contact/")


def test_menus_lead_to_the_english_list_of_reports_from_every_language(read):
    text = read("/pl/contact/")
    assert 'class="govuk-service-navigation__link" href="/reviews/" hreflang="en"' in text
    assert 'class="govuk-service-navigation__link" href="/pl/families/">' in text


def test_a_translation_of_one_partnership_is_not_read_on_the_site_of_another(translated, solihull, at_host):
    translated("so", "Xiriirka Surrey")
    assert "Xiriirka" not in at_host(solihull).get("/so/contact/").content.decode()
