"""Rich text becomes public only in known tags, and no word of it is lost or added."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from pages.prose import plain_text, public_prose

ALLOWED = {"div", "p", "ul", "ol", "li", "b", "i", "strong", "em", "sup", "sub", "br", "a"}


@pytest.mark.parametrize(
    "harmless",
    [
        "<p>Words</p>",
        "<p>a <b>b</b> <i>c</i> <strong>d</strong> <em>e</em> f<sup>1</sup> H<sub>2</sub>O<br>g</p>",
        "<ul><li>One</li><li>Two</li></ul><ol><li>Three</li></ol>",
        '<p><a href="https://example.org/">x</a></p>',
        '<p><a href="mailto:a@example.org">x</a> <a href="tel:+441234">y</a></p>',
    ],
)
def test_what_is_allowed_stays_as_it_is(harmless):
    assert public_prose(harmless) == harmless


@pytest.mark.parametrize(
    "source",
    [
        "<p>a<script>alert(1)</script>b</p>",
        "<p>a<style>p{}</style>b</p>",
        "<p>a<iframe src='x'>alert(1)</iframe>b</p>",
        "<p>a<!-- alert(1) -->b</p>",
        "<p>a<template><p>alert(1)</p></template>b</p>",
        "<p onclick='alert(1)' style='x' id='y' class='z'>ab</p>",
    ],
)
def test_what_is_not_words_is_dropped_whole(source):
    assert public_prose(source) == "<p>ab</p>"
    assert plain_text(source) == "ab"


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("<h2>Heading</h2>", "Heading"),
        ("<h2>Heading</h2><p>Words</p>", "Heading<p>Words</p>"),
        ("<p><span>a</span><font>b</font></p>", "<p>ab</p>"),
        ("<div>a<p>b</p>c</div>", "a<p>b</p>c"),
        ("a < b <i>c</i>", "<p>a &lt; b </p><i>c</i>"),
        ("<table><tr><td>x</td></tr></table>", "x"),
    ],
)
def test_an_unknown_tag_leaves_its_words_behind(source, left):
    assert public_prose(source) == left


def test_headings_stay_where_they_are_asked_for():
    assert public_prose("<h2>One</h2><h3>Two</h3><h1>Three</h1>", headings=True) == "<h2>One</h2><h3>Two</h3>Three"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        " JavaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "//example.org/",
        "/relative/",
        "file:///etc/passwd",
        "http://[x",
        "",
    ],
)
@pytest.mark.parametrize("frame", ["<p>see {} there</p>", "{}"])
def test_a_link_that_may_lead_nowhere_public_is_left_as_plain_words(address, frame):
    shown = public_prose(frame.format(f'<a href="{address}">here</a>'))
    assert shown == frame.format("here")


def test_a_private_document_or_picture_is_never_linked():
    assert public_prose('<p><a linktype="document" id="1">x</a><embed embedtype="image" id="2"/></p>') == "<p>x</p>"


def test_only_the_first_reference_to_a_note_can_be_led_back_to():
    shown = public_prose('<p><a href="#footnote-1"><sup>1</sup></a> <a href="#footnote-1"><sup>1</sup></a></p>')
    assert shown.count('id="footnote-1-reference"') == 1
    assert shown.count('href="#footnote-1"') == 2


@pytest.mark.django_db
def test_a_link_to_a_live_page_becomes_its_public_address(surrey):
    page = surrey.site.root_page
    assert (
        public_prose(f'<p><a linktype="page" id="{page.pk}">x</a></p>') == '<p><a href="http://surrey.test/">x</a></p>'
    )


@pytest.mark.django_db
def test_a_link_to_a_page_that_is_not_live_tells_nothing_of_it(surrey, reports):
    page = reports.draft(surrey, slug="quillfeather-lane").pages.get()
    assert page.full_url == "http://surrey.test/reviews/quillfeather-lane/"
    assert public_prose(f'<p><a linktype="page" id="{page.pk}">x</a></p>') == "<p>x</p>"


@pytest.mark.django_db
def test_a_link_to_a_page_that_was_deleted_is_plain_words():
    assert public_prose('<p><a linktype="page" id="987654">x</a></p>') == "<p>x</p>"


@pytest.mark.parametrize("empty", ["", "   ", "\n", "<!-- x -->", "<p></p>"])
def test_nothing_has_no_words(empty):
    assert plain_text(empty) == ""


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<p>One</p><p>two</p>", "One two"),
        ("<p>One</p>two<b>three</b>four", "One twothreefour"),
        ("<p>Quill<b>feather</b></p>", "Quillfeather"),
        ("<ul><li>a</li><li>b</li></ul>", "a b"),
        ("<p>a<br>b</p>", "a b"),
        ("<p>a &amp; b&nbsp;c</p>", "a & b c"),
    ],
)
def test_plain_words_are_parted_where_lines_end_and_nowhere_else(source, words):
    assert plain_text(source) == words


TEXTS = st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="<>&"), max_size=12)


SCRAPS = [
    *("<p>", "</p>", "<b>", "</b>", "<li>", "</a>", "</div>", "<script>", "</script>"),
    *("<style>", "<!--", "-->", "<textarea>", "<![CDATA["),
    *("<svg onload=x>", "<img src=x onerror=y>", "<a href='javascript:x'>", "<a href='#footnote-1' onclick=z>"),
]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.one_of(TEXTS, st.sampled_from(SCRAPS)), max_size=12))
def test_whatever_comes_in_only_known_tags_and_attributes_come_out(parts):
    root = fragment_fromstring(public_prose("".join(parts)) or "<p></p>", create_parent="div")
    for element in root.iter():
        assert element.tag in ALLOWED
        assert set(element.attrib) <= ({"href", "id"} if element.tag == "a" else set())
        assert not re.match(r"(?i)javascript", element.get("href", ""))


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=6))
def test_no_word_of_a_paragraph_is_lost(words):
    source = "".join(f"<p>{word} <b>{word}</b></p>" for word in words)
    assert (
        plain_text(public_prose(source)) == plain_text(source) == " ".join(" ".join(f"{w} {w}" for w in words).split())
    )
