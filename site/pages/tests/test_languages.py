"""How an address names a language, and which languages a page offers."""

from __future__ import annotations

import pytest

from pages.languages import OWN_NAMES, choices, direction, in_language, language_of_path, words_language


@pytest.mark.parametrize(
    ("path", "language"),
    [("/", "en"), ("/contact/", "en"), ("/pl/", "pl"), ("/so/contact/", "so"), ("/en/", "en"), ("/play/", "en")],
)
def test_an_address_names_its_language_with_its_first_part(path, language):
    assert language_of_path(path) == language


@pytest.mark.parametrize("code", list(OWN_NAMES))
@pytest.mark.parametrize("path", ["/", "/families/leaflet/"])
def test_the_same_page_in_another_language_and_back_is_the_same_page(path, code):
    there = in_language(path, code)
    assert (language_of_path(there), in_language(there, "en")) == (code, path)


def test_every_language_of_the_site_is_called_by_its_own_name(settings):
    assert list(OWN_NAMES) == [code for code, _ in settings.LANGUAGES]


def test_the_site_speaks_english_where_it_has_no_words_of_its_own():
    assert [words_language(code) for code in ("pl", "ur", "ar", "so")] == ["pl", "ur", "en", "en"]


def test_urdu_and_arabic_run_from_right_to_left():
    assert [direction(code) for code in ("ur", "ar", "pa", "pl")] == ["rtl", "rtl", "ltr", "ltr"]


def test_a_page_offers_the_languages_of_the_site_and_its_own_in_one_order():
    found = choices("/ar/contact/", ["en", "so", "ar"])
    assert [(one.code, one.is_current) for one in found] == [
        ("en", False), ("pl", False), ("ur", False), ("ar", True), ("so", False),
    ]  # fmt: skip
