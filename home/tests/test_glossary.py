"""The glossary, and the links that lead to it where a page first uses a word."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragments_fromstring, tostring

from config.testing.partnerships import NOON
from home.glossing import Glossary, Word, with_glossary, words_of
from home.models import ContentPage, GlossaryEntry, LeafletPage
from pages.models import ContentTranslation
from pages.prose import plain_text, public_prose
from pages.publishing import publish_planted
from pages.translating.reading import Shown


def _glossary(*forms: str | tuple[str, ...]) -> Glossary:
    listed = [form if isinstance(form, tuple) else (form,) for form in forms]
    return Glossary([Word(f"w{n}", one, Shown(None, "en")) for n, one in enumerate(listed)], "/glossary/")


def _linked(html: str, glossary: Glossary, seen: set[str] | None = None) -> list[str]:
    made = with_glossary(html, glossary, set() if seen is None else seen)
    return [
        f"{link.text}{link.get('href').partition('/glossary/')[2]}"
        for root in fragments_fromstring(f"<div>{made}</div>")
        for link in root.iter("a")
        if "site-glossed" in (link.get("class") or "")
    ]


def test_the_first_use_of_a_word_leads_to_its_entry_and_the_second_does_not():
    assert _linked("<p>A coroner. The coroner.</p><p>Coroner</p>", _glossary("coroner")) == ["coroner#w0"]


def test_what_was_linked_in_one_piece_of_a_page_is_not_linked_in_the_next():
    seen: set[str] = set()
    glossary = _glossary("coroner")
    assert _linked("<p>A coroner.</p>", glossary, seen) == ["coroner#w0"]
    assert _linked("<p>A coroner.</p>", glossary, seen) == []


@pytest.mark.parametrize(
    "html",
    [
        "<h2>The coroner</h2>",
        '<p><a href="/x/">The coroner</a></p>',
        '<p><a href="/x/">The <b>coroner</b></a></p>',
        "<p>coroners</p>",
        "<p>mash potatoes</p>",
        "<p>SMASH</p>",
    ],
)
def test_no_link_stands_in_a_heading_in_a_link_or_in_part_of_a_word(html):
    assert _linked(html, _glossary("coroner", "MASH")) == []


def test_a_word_is_found_in_any_case_and_an_acronym_only_as_it_is():
    assert _linked("<p>CORONER, mash, MASH</p>", _glossary("coroner", "MASH")) == ["CORONER#w0", "MASH#w1"]


def test_the_longest_word_is_found_first():
    html = "<p>A child protection plan and a plan.</p>"
    assert _linked(html, _glossary("plan", "child protection plan")) == ["child protection plan#w1", "plan#w0"]


@pytest.mark.parametrize(
    ("html", "form"),
    [
        ("<p>یہ کورونر ہے۔</p>", "کورونر"),
        ("<p>করোনার আসেন।</p>", "করোনার"),
        ("<p>ਕੋਰੋਨਰ ਆਉਂਦਾ ਹੈ</p>", "ਕੋਰੋਨਰ"),
        ("<p>Łódź: koroner śledczy</p>", "koroner śledczy"),
    ],
)
def test_words_are_found_whole_in_other_scripts(html, form):
    assert _linked(html, _glossary(form)) == [f"{form}#w0"]


def test_a_word_to_which_a_mark_of_its_script_is_joined_is_another_word():
    assert _linked("<p>করোনারি</p>", _glossary("করোনার")) == []


def test_nothing_is_linked_while_the_glossary_is_not_public():
    glossary = Glossary(_glossary("coroner").words, "")
    assert with_glossary("<p>A coroner.</p>", glossary, set()) == "<p>A coroner.</p>"


_WORDS = ["coroner", "CPS", "plan", "child protection plan", "a & b", "করোনার", "<b>", "x"]
_TEXT = st.lists(st.sampled_from([*_WORDS, " ", ", ", "s", "plans", "é", "\u200d"]), max_size=8).map("".join)


@st.composite
def _html(draw):
    from django.utils.html import escape

    tags = draw(st.lists(st.sampled_from(["p", "h2", "li", "b", "script", "a"]), min_size=1, max_size=4))
    return public_prose("".join(f"<p>{escape(draw(_TEXT))}<{tag}>{escape(draw(_TEXT))}</{tag}>{escape(draw(_TEXT))}</p>"
                                for tag in tags))  # fmt: skip


@given(html=_html(), forms=st.lists(st.sampled_from(_WORDS), max_size=5, unique=True))
def test_links_change_no_word_come_once_and_are_all_that_is_added(html, forms):
    glossary = _glossary(*forms)
    made = with_glossary(html, glossary, set())
    assert plain_text(made) == plain_text(html)
    found = _linked(html, glossary)
    anchors = [one.rpartition("#")[2] for one in found]
    assert len(anchors) == len(set(anchors))
    assert _without_links(made) == _without_links(html)


def _without_links(html: str) -> bytes:
    root = fragments_fromstring(f"<div>{html}</div>")[0]
    for link in list(root.iter("a")):
        if link.get("class") == "site-glossed":
            link.drop_tag()
    return tostring(root)


@pytest.fixture
def surreys_glossary(surrey):
    entry = GlossaryEntry.objects.get(partnership=surrey, term="coroner")
    ContentTranslation.objects.create(
        partnership=surrey, content=entry, source_key=entry.translation_key, language="pl",
        data={"term": "koroner", "also": "koronera", "definition": "Niezależny sędzia."}, asked_at=NOON,
        published_at=NOON,
    )  # fmt: skip
    return surrey


@pytest.mark.django_db
def test_words_are_read_in_the_language_of_the_page_and_keep_their_place(surreys_glossary):
    found = next(word for word in words_of(surreys_glossary, "pl") if word.anchor == "coroner")
    assert (found.forms, found.shown.language) == (("koroner", "koronera"), "pl")


@pytest.mark.django_db
def test_a_page_leads_to_the_glossary_at_the_first_use_of_a_word(surrey, at_host):
    page = ContentPage(title="About us", slug="about-us", body="<p>The coroner and the coroner.</p>", live=False)
    surrey.site.root_page.add_child(instance=page)
    publish_planted(page, now=NOON)
    text = at_host(surrey).get("/about-us/").content.decode()
    assert text.count('href="/glossary/#coroner"') == 1


@pytest.mark.django_db
def test_the_glossary_explains_at_least_fifteen_words_of_its_own_partnership(surrey, solihull, at_host):
    GlossaryEntry.objects.create(partnership=solihull, term="quillfeather", definition="Theirs alone.")
    text = at_host(surrey).get("/glossary/").content.decode()
    assert text.count('class="site-words__entry"') >= 15
    assert 'id="coroner"' in text
    assert "quillfeather" not in text
    assert "quillfeather" in at_host(solihull).get("/glossary/").content.decode()


@pytest.mark.django_db
def test_an_entry_that_is_in_another_language_than_the_page_says_so(surreys_glossary, at_host):
    page = surreys_glossary.site.root_page.get_children().get(slug="glossary").specific
    ContentTranslation.objects.create(
        partnership=surreys_glossary, content=page, source_key=page.translation_key, language="pl",
        data={"title": "Słowniczek", "body": ""}, asked_at=NOON, published_at=NOON,
    )  # fmt: skip
    text = at_host(surreys_glossary).get("/pl/glossary/").content.decode()
    assert '<dt class="site-words__term">koroner</dt>' in text
    assert '<div class="site-words__entry" id="lead-reviewer" lang="en" dir="ltr">' in text


@pytest.mark.django_db
def test_a_leaflet_leads_to_the_glossary_once_for_each_word_in_all_of_its_sections(surrey, at_host):
    leaflet = LeafletPage.objects.live().filter(path__startswith=surrey.site.root_page.path).first()
    text = at_host(surrey).get(leaflet.get_url()).content.decode()
    anchors = re.findall(r'href="/glossary/#([\w-]+)"', text)
    assert len(anchors) > 0
    assert len(anchors) == len(set(anchors))
