"""Parts of a page whose words are in another language than the page say so, as one block."""

from __future__ import annotations

from typing import Any

from django.template.loader import render_to_string

from home.drawing import entry, said

# A page whose words are Arabic, and whose frame speaks English because it knows no Arabic.
ARABIC_PAGE = {"main_language": "ar", "words_language": "en"}


def rendered(part: str, **context: Any) -> str:
    return render_to_string(f"home/parts/{part}.html", ARABIC_PAGE | context)


def test_a_box_in_english_turns_as_a_whole_on_an_arabic_page():
    box = {"heading": said("What a review is not", "en"), "lines": [said("No blame.", "en")]}
    html = rendered("box", box=box)
    assert ('<div class="site-box" lang="en" dir="ltr">' in html, "<li>No blame.</li>" in html) == (True, True)


def test_an_entry_in_the_language_of_the_page_is_marked_inside_a_list_in_english():
    html = rendered("people", entries=[entry(said("فريق الشراكة", "ar"), [said("Any day", "en")], phone="1")])
    assert '<ul class="govuk-list site-people" lang="en" dir="ltr">' in html
    assert '<strong lang="ar" dir="rtl">' in html
    assert '<p class="govuk-body govuk-!-margin-bottom-1">Any day</p>' in html
