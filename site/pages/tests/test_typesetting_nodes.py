"""Rich text on its way to the typesetter."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.typesetting.breaking import LONGEST_IN_TEXT, clean, pieces
from pages.typesetting.nodes import plain_text, rich_text
from pages.typesetting.tables import column_shares
from pages.typesetting.targets import Targets


def _words(nodes: list[dict[str, Any]]) -> str:
    def inside(node: dict[str, Any]) -> str:
        if "s" in node:
            return "".join(node["s"])
        return _words(node.get("c", [])) + "".join(map(_words, node.get("items", [])))

    return "".join(map(inside, nodes))


def test_marks_become_nodes_and_nest() -> None:
    (paragraph,) = rich_text("<p>a<b>b<i>c</i></b><sup>2</sup><sub>3</sub><br>d</p>")
    assert [node["k"] for node in paragraph["c"]] == ["t", "b", "sup", "sub", "br", "t"]
    assert paragraph["c"][1]["c"][1] == {"k": "i", "c": [{"k": "t", "s": ["c"]}]}


def test_lists_nest() -> None:
    (outer,) = rich_text("<ul><li>one<ol><li>deep</li></ol></li><li>two</li></ul>")
    assert outer["k"] == "ul"
    assert [node["k"] for node in outer["items"][0]] == ["p", "ol"]


def test_unknown_tags_give_way_to_their_text_and_scripts_to_nothing() -> None:
    nodes = rich_text("<div>a<section>b</section><span>c</span><script>d</script><!-- e --><style>f</style>g</div>")
    assert _words(nodes) == "abcg"


@pytest.mark.parametrize("href", ["http://a.uk", "https://a.uk", "mailto:a@b.uk", "tel:999"])
def test_web_mail_and_telephone_links_can_be_followed(href: str) -> None:
    assert rich_text(f"<p><a href='{href}'>x</a></p>")[0]["c"][0]["href"] == href


@pytest.mark.parametrize(
    "href", ["javascript:x", "file:///etc", "//a.uk", "data:x", "", "a.html", "https://[", "ftp://a"]
)
def test_any_other_link_keeps_only_its_text(href: str) -> None:
    assert rich_text(f"<p><a href='{href}'>x</a></p>")[0]["c"] == [{"k": "plain", "c": [{"k": "t", "s": ["x"]}]}]


@pytest.mark.parametrize("html", ["", " ", "<p></p>", "<p> <br> </p>", "<ul></ul>", "<ul><li></li></ul>", "<!-- a -->"])
def test_rich_text_that_says_nothing_leaves_nothing(html: str) -> None:
    assert rich_text(html) == []


def test_line_breaks_of_plain_text_are_kept() -> None:
    assert [node["k"] for node in plain_text("a\nb\r\nc")] == ["t", "br", "t", "br", "t"]


def test_control_characters_are_dropped() -> None:
    assert clean("a\x00b\x07c\x9f\ud800\td") == "abc d"


def test_a_raised_footnote_mark_is_not_raised_twice() -> None:
    targets = Targets([{"label": "1", "text": "<p>Note</p>"}], anchors=[])
    (paragraph,) = targets.settle(rich_text("<p><sup><a href='#footnote-1'>1</a></sup> <sup>2</sup></p>"))
    raised_by_itself, _blank, raised = paragraph["c"]
    assert raised_by_itself["k"] == "plain"
    assert raised_by_itself["c"][0]["k"] == "note"
    assert raised["k"] == "sup"


@given(st.text(), st.integers(5, 30))
def test_cutting_a_text_loses_nothing(text: str, longest: int) -> None:
    assert "".join(pieces(text, longest)) == text


def test_a_plain_word_is_left_to_hyphenation_and_a_long_address_is_cut() -> None:
    word = "institutionalisationalism"
    assert len(word) > LONGEST_IN_TEXT
    assert pieces(word) == [word]
    assert pieces("https://example.org/a-long-address")[0] == "https://"


def test_a_column_with_more_to_say_is_wider() -> None:
    date, event = column_shares([["Date", "Event"], ["3 May", "The health visitor saw the child at home."]], 18, 0.6)
    assert event > 2 * date
