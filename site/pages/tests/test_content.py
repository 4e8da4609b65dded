"""What import, editor, page and PDF hand to each other survives the way there and back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pages.blocks import Footnotes, ReportBody
from pages.content import footnotes_from_stream, footnotes_to_stream, from_stream, to_stream

WORDS = st.text(max_size=20)
TABLE = st.integers(1, 3).flatmap(
    lambda wide: st.fixed_dictionaries(
        {
            "caption": WORDS,
            "header": st.sampled_from(["row", "column", "both", "none"]),
            "rows": st.lists(st.lists(WORDS, min_size=wide, max_size=wide), min_size=1, max_size=3),
        }
    )
)
VALUES = {
    "heading": st.fixed_dictionaries({"level": st.integers(2, 4), "text": WORDS}),
    "text": WORDS,
    "table": TABLE,
    "figure": st.fixed_dictionaries({"image": st.integers(1, 9), "alt": WORDS, "caption": WORDS}),
    "learning_point": st.fixed_dictionaries({"text": WORDS}),
    "recommendation": st.fixed_dictionaries({"text": WORDS, "target": WORDS, "by_when": WORDS, "outcome": WORDS}),
    "callout": st.fixed_dictionaries({"text": WORDS}),
    "quote": st.fixed_dictionaries({"text": WORDS, "attribution": WORDS}),
}
BLOCK = st.sampled_from(sorted(VALUES)).flatmap(
    lambda kind: st.fixed_dictionaries({"type": st.just(kind), "value": VALUES[kind]})
)


@given(st.lists(BLOCK, max_size=5))
def test_blocks_come_back_as_they_went(blocks):
    assert from_stream(to_stream(blocks)) == blocks


@given(st.lists(st.fixed_dictionaries({"label": WORDS, "text": WORDS}), max_size=4))
def test_footnotes_come_back_as_they_went(footnotes):
    assert footnotes_from_stream(footnotes_to_stream(footnotes)) == footnotes


def test_every_kind_of_block_is_one_that_the_editor_knows():
    assert set(VALUES) == set(ReportBody().child_blocks)


@pytest.mark.parametrize("header", ["row", "column", "both", "none"])
def test_the_editor_reads_and_writes_a_table_without_loss(header):
    blocks = [{"type": "table", "value": {"caption": "C", "header": header, "rows": [["a", "b"], ["c", ""]]}}]
    stream = ReportBody().to_python(to_stream(blocks))
    assert from_stream(list(stream.get_prep_value())) == blocks


def test_the_editor_reads_and_writes_the_other_blocks_without_loss():
    blocks = [
        {"type": "heading", "value": {"level": 3, "text": "H"}},
        {"type": "text", "value": "<p>t</p>"},
        {"type": "recommendation", "value": {"text": "<p>r</p>", "target": "A", "by_when": "B", "outcome": "C"}},
        {"type": "quote", "value": {"text": "<p>q</p>", "attribution": "Mother"}},
    ]
    assert from_stream(list(ReportBody().to_python(to_stream(blocks)).get_prep_value())) == blocks


def test_an_empty_table_of_the_editor_is_a_table_without_rows():
    assert from_stream([{"type": "table", "value": None}]) == [
        {"type": "table", "value": {"caption": "", "header": "none", "rows": []}}
    ]


def test_a_cell_that_the_editor_left_empty_is_an_empty_text():
    raw = {"data": [["a", None]], "first_row_is_table_header": True, "first_col_is_header": False}
    assert from_stream([{"type": "table", "value": raw}])[0]["value"]["rows"] == [["a", ""]]


def test_the_editor_keeps_footnotes():
    footnotes = [{"label": "1", "text": "<p>n</p>"}]
    assert (
        footnotes_from_stream(list(Footnotes().to_python(footnotes_to_stream(footnotes)).get_prep_value())) == footnotes
    )
