"""What keeps a leaflet from being published, and what its editor is asked to look at again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wagtail.rich_text import RichText

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from home.linting import easy_read_refusals, refusals, warnings
from home.models import EasyReadPage
from home.readability import readability, sentences_of
from partnerships.models import ContactBlock, Purpose, Terms


@pytest.fixture
def leaflet(surrey):
    ContactBlock.objects.filter(partnership=surrey).update(
        review_by=NOON.date() + timedelta(days=90), phone="01632 960101"
    )
    return starter_leaflet(surrey)


def says(leaflet, *paragraphs, section="publication"):
    kept = [(block.block_type, block.value) for block in leaflet.sections if block.block_type != section]
    text = RichText("".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    leaflet.sections = [*kept, (section, {"heading": "The report", "text": text})]
    return leaflet


def without(leaflet, section):
    leaflet.sections = [(b.block_type, b.value) for b in leaflet.sections if b.block_type != section]
    return leaflet


def about(words, found):
    return [line for line in found if words in line]


@pytest.mark.django_db
class TestALeaflet:
    def test_that_starts_with_the_partnership_lacks_nothing(self, leaflet):
        assert refusals(leaflet) == []
        assert about("promises more", warnings(leaflet, NOON)) == []

    @pytest.mark.parametrize(("section", "words"), [("support", "who can support"), ("contact", "how to reach")])
    def test_a9_is_not_published_without_support_and_contact(self, leaflet, section, words):
        assert about(words, refusals(without(leaflet, section)))

    def test_a9_is_not_published_while_no_organisation_is_named(self, surrey, leaflet):
        surrey.support_organisations.all().delete()
        assert about("who can support", refusals(leaflet))

    def test_with_a_word_in_braces_that_stands_for_nothing_is_not_published(self, leaflet):
        assert about("{Review}", refusals(says(leaflet, "The {Review} begins.")))

    @pytest.mark.parametrize("promise", ["It has to be published.", "It will be published.", "It is fully anonymised."])
    def test_a24_that_promises_more_than_the_law_allows_is_looked_at_again(self, leaflet, promise):
        assert about("promises more", warnings(says(leaflet, promise), NOON))

    def test_d25_that_speaks_of_publication_where_the_terms_are_silent_is_looked_at_again(self, surrey, leaflet):
        Terms.objects.filter(partnership=surrey).update(publication="")
        assert about("speaks of publication", warnings(says(leaflet, "We publish it."), NOON))

    def test_a34_that_names_a_time_where_the_terms_are_silent_is_looked_at_again(self, leaflet):
        assert about("names a time", warnings(says(leaflet, "It takes six months."), NOON))

    def test_a12_that_says_a_sentence_twice_is_looked_at_again(self, leaflet):
        assert about("2 times", warnings(says(leaflet, "We listen to you.", "We listen to you."), NOON))

    def test_c22_whose_contact_has_neither_telephone_nor_post_is_looked_at_again(self, surrey, leaflet):
        ContactBlock.objects.filter(partnership=surrey, purpose=Purpose.FAMILIES).update(phone="")
        assert about("neither a telephone", warnings(leaflet, NOON))

    def test_a32_whose_contact_was_not_checked_in_time_is_looked_at_again(self, surrey, leaflet):
        ContactBlock.objects.filter(partnership=surrey).update(review_by=NOON.date() - timedelta(days=1))
        assert about("checked again", warnings(leaflet, NOON))

    def test_with_a_sentence_of_more_than_25_words_is_looked_at_again(self, leaflet):
        assert about("is long", warnings(says(leaflet, "word " * 26 + "."), NOON))
        assert not about("is long: “word", warnings(says(leaflet, "word " * 25 + "."), NOON))


@pytest.mark.django_db
def test_an_easy_read_page_without_a_line_is_not_published():
    assert easy_read_refusals(EasyReadPage(title="Easy", lines=[]))


def test_hard_words_need_older_readers():
    easy = readability(["We are sorry. You can talk to us. You can say no."])
    hard = readability(["Multi-agency practitioners undertake comprehensive contextual safeguarding assessments."])
    assert easy.reading_age < 9 < 16 < hard.reading_age


@given(st.lists(st.text(max_size=200), max_size=5))
def test_any_text_can_be_read(texts):
    found = readability(texts)
    assert found.words >= 0
    assert all(sentence in " ".join(texts) for text in texts for sentence in sentences_of(text))
