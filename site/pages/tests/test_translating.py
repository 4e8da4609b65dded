"""A translation: asked for, written by a translator, approved by somebody else, and honest about its age."""

from __future__ import annotations

import pytest

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from home.models import LeafletPage
from lifecycles.moves import UnknownMove
from lifecycles.stepping import steps_of
from pages.models import ContentTranslation
from pages.publishing import mark_of, publish_page
from pages.translating.approving import approve, send_back, withdraw
from pages.translating.asking import ask_again, ask_for_translation
from pages.translating.reading import languages_of, shown_in
from pages.translating.refusals import (
    AskedAlready,
    DamagedText,
    EnglishIsNewer,
    NotALanguage,
    NotBeingTranslated,
    NotWhole,
    OwnTranslation,
)
from pages.translating.writing import export_texts, hand_in, import_texts, texts_of, write_texts
from people.permissions import NotAllowed
from people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def leaflet(surrey):
    return starter_leaflet(surrey, "young-people")


@pytest.fixture
def asked(leaflet, officer):
    return ask_for_translation(leaflet, "pl", by=officer, now=NOON)


def everything(translation, mark="PL"):
    return {text.pk: f"{mark} {text.english}" for text in texts_of(translation)}


def translated(translation, translator, officer):
    write_texts(translation, everything(translation), by=translator)
    hand_in(translation, by=translator, now=NOON)
    approve(translation, by=officer, now=NOON)
    return ContentTranslation.objects.get(pk=translation.pk)


def read(leaflet, language="pl"):
    return shown_in([leaflet], language)[0]


def rewrite(leaflet, officer, other, *, is_safety_critical=False):
    leaflet.introduction = "Something else is true now."
    leaflet.save_revision(user=officer)
    revision = leaflet.get_latest_revision()
    return publish_page(
        leaflet,
        read=mark_of(revision),
        by=other,
        change_note="A new number",
        is_safety_critical=is_safety_critical,
        now=NOON,
    )


def test_what_a_translator_wrote_is_public_when_another_person_has_approved_it(leaflet, asked, translator, officer):
    write_texts(asked, everything(asked), by=translator)
    hand_in(asked, by=translator, now=NOON)
    assert read(leaflet).language == "en"
    approve(asked, by=officer, now=NOON)
    shown = read(leaflet)
    assert (shown.language, shown.content.title) == ("pl", f"PL {leaflet.title}")
    assert shown.content.sections[0].value["heading"].startswith("PL ")
    assert languages_of(leaflet) == ["en", "pl"]


def test_a_translator_may_not_approve(asked, translator):
    write_texts(asked, everything(asked), by=translator)
    hand_in(asked, by=translator, now=NOON)
    with pytest.raises(NotAllowed):
        approve(asked, by=translator, now=NOON)


def test_who_worked_on_it_may_not_approve_whatever_else_they_are(surrey, asked, a_person, translator):
    both = a_person(surrey, Role.TRANSLATOR, Role.COMMS)
    first, *_others = everything(asked).items()
    write_texts(asked, dict([first]), by=both)
    write_texts(asked, everything(asked, "PL2"), by=translator)
    write_texts(asked, dict([first]), by=both)
    hand_in(asked, by=translator, now=NOON)
    with pytest.raises(OwnTranslation):
        approve(asked, by=both, now=NOON)


def test_a_translator_of_another_partnership_may_neither_read_nor_write(solihull, asked, a_person):
    stranger = a_person(solihull, Role.TRANSLATOR)
    for deed in (
        lambda: export_texts(asked, by=stranger),
        lambda: write_texts(asked, everything(asked), by=stranger),
        lambda: import_texts(asked, b"", by=stranger),
        lambda: hand_in(asked, by=stranger, now=NOON),
    ):
        with pytest.raises(NotAllowed):
            deed()


def test_an_officer_of_another_partnership_may_not_approve(solihull, asked, a_person, translator):
    write_texts(asked, everything(asked), by=translator)
    hand_in(asked, by=translator, now=NOON)
    with pytest.raises(NotAllowed):
        approve(asked, by=a_person(solihull, Role.COMMS), now=NOON)


def test_a_translation_with_a_gap_is_not_handed_in(asked, translator):
    texts = everything(asked)
    texts.popitem()
    write_texts(asked, texts, by=translator)
    with pytest.raises(NotWhole, match="1 of the texts"):
        hand_in(asked, by=translator, now=NOON)


def test_what_was_handed_in_is_changed_only_after_it_is_sent_back(asked, translator, officer):
    write_texts(asked, everything(asked), by=translator)
    hand_in(asked, by=translator, now=NOON)
    with pytest.raises(NotBeingTranslated):
        write_texts(asked, everything(asked, "Other"), by=translator)
    send_back(asked, by=officer, note="The title, please.", now=NOON)
    assert write_texts(asked, everything(asked, "Other"), by=translator) > 0


def test_when_the_english_changes_the_translation_says_at_once_that_it_is_older(
    surrey, leaflet, asked, translator, officer, a_person
):
    translated(asked, translator, officer)
    assert not read(leaflet).is_stale
    rewrite(leaflet, officer, a_person(surrey, Role.BUSINESS_MANAGER))
    assert read(leaflet).is_stale
    assert read(leaflet).language == "pl"


def test_a_safety_critical_change_withdraws_a_translation_that_does_not_carry_it(
    surrey, leaflet, asked, translator, officer, a_person
):
    done = translated(asked, translator, officer)
    rewrite(leaflet, officer, a_person(surrey, Role.BUSINESS_MANAGER), is_safety_critical=True)
    shown = read(leaflet)
    assert (shown.language, shown.is_withdrawn) == ("en", True)
    assert "withdraw" in [step.move for step in steps_of(done)]


def test_a_translation_is_brought_up_to_date_and_public_again(surrey, leaflet, asked, translator, officer, a_person):
    done = translated(asked, translator, officer)
    rewrite(leaflet, officer, a_person(surrey, Role.BUSINESS_MANAGER), is_safety_critical=True)
    ask_again(done, by=officer, now=NOON)
    missing = [text for text in texts_of(done) if not text.translated]
    assert [text.english for text in missing] == ["Something else is true now."]
    again = translated(done, translator, officer)
    assert again.is_public
    assert not read(LeafletPage.objects.get(pk=leaflet.pk)).is_stale


def test_a_withdrawn_translation_is_read_in_english(leaflet, asked, translator, officer):
    done = translated(asked, translator, officer)
    withdraw(done, by=officer, now=NOON)
    assert read(leaflet).is_withdrawn


def test_english_that_became_public_meanwhile_is_not_taken_back(surrey, leaflet, asked, translator, officer, a_person):
    write_texts(asked, everything(asked), by=translator)
    hand_in(asked, by=translator, now=NOON)
    held = ContentTranslation.objects.get(pk=asked.pk)
    assert held.content.introduction != "Something else is true now."
    rewrite(leaflet, officer, a_person(surrey, Role.BUSINESS_MANAGER), is_safety_critical=True)
    with pytest.raises(EnglishIsNewer):
        approve(held, by=officer, now=NOON)
    assert read(leaflet).language == "en"


@pytest.mark.parametrize("text", ["<script>x</script>", '<a href="https://x.example">x</a>', "<p>x</p>", "{review}"])
def test_a_text_that_would_change_marks_links_or_words_in_braces_is_refused(asked, translator, text):
    first = texts_of(asked)[0]
    with pytest.raises(DamagedText):
        write_texts(asked, {first.pk: text}, by=translator)
    assert not texts_of(asked)[0].translated


def test_a_translation_is_asked_for_once_and_not_into_english(leaflet, asked, officer):
    with pytest.raises(AskedAlready):
        ask_for_translation(leaflet, "pl", by=officer, now=NOON)
    for language in ("en", "xx"):
        with pytest.raises(NotALanguage):
            ask_for_translation(leaflet, language, by=officer, now=NOON)


def test_nothing_is_approved_that_was_not_handed_in(asked, officer):
    with pytest.raises(UnknownMove):
        approve(asked, by=officer, now=NOON)


@pytest.mark.parametrize("count", [1, 3])
def test_the_translations_of_many_pieces_take_one_query(surrey, count, django_assert_num_queries):
    pages = list(LeafletPage.objects.descendant_of(surrey.site.root_page))[:count]
    with django_assert_num_queries(1):
        shown_in(pages, "pl")
