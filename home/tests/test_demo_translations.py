"""The demo in other languages: every text is translated, marked as unread by a translator, and can be printed."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po
from wagtail_localize.models import StringSegment

from config.demo.partnerships import PARTNERSHIPS
from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from home.composing import compose
from home.demo.translations import FOLDER, LANGUAGES, contents_in, plant_translations, words_in
from home.formats import printed
from home.models import HomePage, LeafletPage
from home.tests.printed import packed
from pages.models import ContentTranslation
from pages.tests.printing import page_texts
from pages.translating.sources import source_of
from partnerships.models import ContactBlock, Terms

pytestmark = pytest.mark.django_db
TRANSLATED = LANGUAGES["surrey"]
TOKENS = re.compile(r"\{\w+\}|<[^>]+>|\d+")
LARGEST = 500 * 1024
_facts = {facts["slug"]: facts for facts in PARTNERSHIPS}
each_translation = pytest.mark.parametrize("language", TRANSLATED)
each_language = pytest.mark.parametrize("language", ["en", *TRANSLATED])


@pytest.fixture
def as_in_the_demo(surrey, solihull):
    """Surrey and Solihull with the words of the demo."""
    for partnership in (surrey, solihull):
        facts = _facts[partnership.slug]
        HomePage.objects.filter(pk=partnership.site.root_page_id).update(introduction=facts["introduction"])
        Terms.objects.filter(partnership=partnership).update(**dict.fromkeys(Terms.SENTENCES, "") | facts["terms"])
        for purpose, values in facts["contacts"].items():
            ContactBlock.objects.filter(partnership=partnership, purpose=purpose).update(**values)
    return [surrey, solihull]


def english_of(partnerships, language):
    own = [one for one in partnerships if language in LANGUAGES[one.slug]]
    sources = [source_of(content) for one in own for content in contents_in(one, language)]
    return set(StringSegment.objects.filter(source__in=sources).values_list("string__data", flat=True))


def young_page(partnership):
    return starter_leaflet(partnership, "young-people")


@each_translation
def test_every_text_of_the_demo_has_a_translation_and_no_translation_is_left_over(as_in_the_demo, language):
    wanted, known = english_of(as_in_the_demo, language), words_in(language)
    assert (sorted(wanted - set(known)), sorted(set(known) - wanted)) == ([], [])
    assert all(known.values())


@each_translation
def test_a_translation_keeps_what_is_filled_in_and_every_number(language):
    wrong = [
        text
        for text, said in words_in(language).items()
        if sorted(TOKENS.findall(said)) != sorted(TOKENS.findall(text))
    ]
    assert wrong == []


@each_translation
def test_the_words_say_that_no_translator_has_read_them(language):
    with (FOLDER / f"{language}.po").open("rb") as file:
        assert "NOT REVIEWED" in read_po(file).header_comment


def test_every_translation_is_public_once_and_says_that_nobody_has_read_it(as_in_the_demo):
    new = [plant_translations(one, now=NOON) for one in as_in_the_demo]
    rows = ContentTranslation.objects.all()
    assert new == [sum(len(contents_in(one, code)) for code in LANGUAGES[one.slug]) for one in as_in_the_demo]
    assert (rows.count(), rows.public().filter(is_unchecked=True, is_stale=False).count()) == (sum(new), sum(new))
    assert [plant_translations(one, now=NOON) for one in as_in_the_demo] == [0, 0]


def test_what_says_something_else_in_english_by_now_stays_in_english(surrey, as_in_the_demo):
    LeafletPage.objects.filter(pk=young_page(surrey).pk).update(introduction="Somebody has changed this.")
    assert plant_translations(surrey, now=NOON) > 0
    rows = ContentTranslation.objects.filter(source_key=young_page(surrey).translation_key)
    assert rows.count() == 0


@each_language
def test_the_page_for_young_people_is_read_and_printed_in_every_language(surrey, as_in_the_demo, at_host, language):
    plant_translations(surrey, now=NOON)
    page, prefix = young_page(surrey), "" if language == "en" else f"/{language}"
    title = words_in(language)[page.title] if prefix else page.title
    pdf = printed(page, language, "a4", now=NOON)
    assert compose(page, language, now=NOON)["title"] == {"lang": language, "text": title}
    assert title in at_host(surrey).get(f"{prefix}/families/young-people/").content.decode()
    assert len(pdf) < LARGEST
    assert packed(title) in packed("".join(page_texts(pdf)))


def test_a_leaflet_without_a_translation_is_listed_by_its_english_name_alone(surrey, as_in_the_demo, at_host):
    plant_translations(surrey, now=NOON)
    relatives = starter_leaflet(surrey, "family-members")
    assert "Krewni i Lokalny Przegląd" in at_host(surrey).get("/pl/families/").content.decode()
    ContentTranslation.objects.filter(source_key=relatives.translation_key).delete()
    text = at_host(surrey).get("/pl/families/").content.decode()
    assert "Relatives and the Local Child Safeguarding Practice Review" in text
