"""What a reader sees in a typeset report."""

from __future__ import annotations

import html
import re
from itertools import combinations
from pathlib import Path

import pytest

from pages.tests.printing import (
    LABELS,
    block,
    chronology,
    letters,
    opened,
    page_texts,
    report,
    table,
    tagged,
    tags,
    text,
)
from pages.typesetting import Typeset, typeset_report

HOSTILE = [
    '#panic("x")',
    "*bold*",
    "_slant_",
    "$x^2$",
    "<label>",
    "@ref",
    "// gone",
    "/* gone */",
    "\\u{41} \\ \\#",
    "`raw`",
    "= Heading",
    "- item",
    "[a]{b}",
    "\"straight\" 'quotes'",
    "a -- b --- c ... ~",
    "https://[",
    '#read("report.json")',
]
URDU = "یہ رپورٹ ایک بچے کی وفات کے بعد لکھی گئی۔ ہر ادارے کے پاس تصویر کا ایک حصہ تھا"
MM = 72 / 25.4


def _printed(fonts: Path, *blocks: dict, **given: object) -> str:
    return " ".join(page_texts(typeset_report(report(blocks=blocks, **given), images={}, fonts=fonts).pdf))


@pytest.mark.parametrize("place", ["title", "subtitle", "partnership", "footer", "mark"])
def test_text_that_looks_like_markup_is_printed_as_it_stands_around_the_report(fonts, place) -> None:
    line = " ".join(HOSTILE)
    made = typeset_report(report(**{place: line}), images={}, fonts=fonts)
    assert re.sub(r"\s", "", line) in letters(made.pdf)


def test_text_that_looks_like_markup_is_printed_as_it_stands_in_every_block(fonts) -> None:
    line = " ".join(HOSTILE)
    rich = f"<p>{html.escape(line)}</p>"
    blocks = [
        block("heading", level=2, text=line, anchor=line),
        text(rich),
        table([[line], [line]], caption=line),
        block("learning_point", text=rich),
        block("recommendation", text=rich, target=line, by_when=line, outcome=line),
        block("callout", text=rich),
        block("quote", text=rich, attribution=line),
    ]
    notes = [{"label": line, "text": rich}]
    given = {"facts": [(line, line)], "front": [(line, rich)], "back": [(line, rich)], "footnotes": notes}
    made = typeset_report(report(blocks=blocks, **given), images={}, fonts=fonts)
    # Facts and cells stand side by side and hyphenate, so the four of them are counted by one word.
    assert letters(made.pdf).count(re.sub(r"\s", "", line)) >= 20
    assert letters(made.pdf).count('#panic("x")') == 24


def test_every_page_says_which_it_is_of_how_many(typeset: Typeset) -> None:
    pages = page_texts(typeset.pdf)
    assert typeset.pages == len(pages) > 3
    assert all(f"Page {number} of {len(pages)}" in words for number, words in enumerate(pages, 1))


def test_the_footer_and_the_mark_are_on_every_page(typeset: Typeset) -> None:
    assert all("Northmoor partnership" in words for words in page_texts(typeset.pdf))
    assert all("Copy for the archive" in words for words in page_texts(typeset.pdf))


def test_a_short_report_is_one_page_without_a_contents_list(fonts) -> None:
    made = typeset_report(report(blocks=[text("<p>All.</p>")]), images={}, fonts=fonts)
    assert made.pages == 1
    assert "Contents" not in page_texts(made.pdf)[0]


def test_learning_points_and_recommendations_are_numbered_and_named_in_words(typeset: Typeset) -> None:
    words = " ".join(page_texts(typeset.pdf))
    for label in (
        "Learning point 1 Ask",
        "Learning point 2 Write",
        "Recommendation 1 Agree",
        "For whom: All agencies",
    ):
        assert label in words


def test_a_footnote_stands_at_the_foot_of_the_page_that_first_refers_to_it(typeset: Typeset) -> None:
    pages = page_texts(typeset.pdf)
    (page,) = [words for words in pages if "1Minutes of the meeting." in words]
    assert page.index("Workers were worried.1") < page.index("Minutes of the meeting.")
    assert page.count("Workers were worried.1") == 2


def test_a_footnote_nobody_refers_to_is_printed_at_the_end(typeset: Typeset) -> None:
    assert "Footnotes 2. Kept all the same." in page_texts(typeset.pdf)[-1]


def test_a_footnote_keeps_the_label_it_was_given(fonts) -> None:
    notes = [{"label": "iv", "text": "<p>A note.</p>"}]
    words = _printed(fonts, text("<p>Said<sup><a href='#footnote-iv'>iv</a></sup> so.</p>"), footnotes=notes)
    assert "Saidiv so." in words
    assert "ivA note." in words


def test_a_link_to_nowhere_is_printed_as_text(fonts) -> None:
    lost = "<p><a href='#gone'>lost</a> <a href='javascript:x'>script</a> <a href='#footnote-9'>9</a></p>"
    made = typeset_report(report(blocks=[text(lost)]), images={}, fonts=fonts)
    assert "lost script 9" in page_texts(made.pdf)[0]
    with tagged(made.pdf) as document:
        assert tags(document, "Link") == []


def test_two_headings_with_one_anchor_do_not_stop_the_report(fonts) -> None:
    heading = block("heading", level=2, text="Twice", anchor="twice")
    assert "go Twice" in _printed(fonts, text("<p><a href='#twice'>go</a></p>"), heading, heading)


def test_nothing_is_printed_beyond_the_margins(fonts) -> None:
    wide = table([["Safeguarding responsibilities"] * 8, ["someone.with.a.long.name@example.nhs.uk"] * 8])
    long = text(f"<p>https://example.org/{'path/' * 40} {'x' * 300} {'a1' * 100}</p>")
    made = typeset_report(report(blocks=[wide, long, table([["y" * 200, "b"]])]), images={}, fonts=fonts)
    for left, right in _edges(made.pdf):
        assert left >= 21.5 * MM
        assert right <= (210 - 21.5) * MM


def test_the_cells_of_a_table_of_eight_columns_do_not_overprint(fonts) -> None:
    head = [
        "No",
        "Multidisciplinary",
        "Responsibilities",
        "Police",
        "Ref",
        "Contact",
        "Unaccompanied",
        "Outcome",
    ]
    row = [
        "12",
        "Assessment",
        "Yes",
        "No",
        "AB-1234567890123",
        "a.name@example.nhs.uk",
        "Institutionalisation",
        "Seen",
    ]
    made = typeset_report(report(blocks=[table([head, row, row], header="both")]), images={}, fonts=fonts)
    boxes = _boxes(made.pdf)
    assert len(boxes) > 200
    assert not any(_overlap(one, other) for one, other in combinations(boxes, 2))


def test_a_cell_longer_than_a_page_runs_on(fonts) -> None:
    words = _printed(fonts, table([["Head"], ["start " + "word " * 3000 + "finish"]]))
    assert "start" in words
    assert "finish" in words
    assert "Page 3 of" in words


def test_polish_letters_are_kept(fonts) -> None:
    assert "Zażółć gęślą jaźń" in _printed(fonts, text("<p>Zażółć gęślą jaźń</p>"), language="pl")


def test_arrows_ticks_and_signs_are_printed(fonts) -> None:
    assert "→ ≥ ≤ ✓ ☐ • – £" in _printed(fonts, text("<p>→ ≥ ≤ ✓ ☐ • – £</p>"))


def test_urdu_is_read_back_in_its_own_order(fonts) -> None:
    words = _printed(fonts, text(f"<p>{URDU}</p>"), language="ur", direction="rtl", title="جائزہ")
    assert URDU in words


@pytest.mark.parametrize(
    ("language", "sentence"),
    [("ur", "آپ کے والدین سے ملنے والا"), ("ar", "إلى الآباء والأمهات والأطفال، لا أكثر")],
)
def test_letters_with_hamza_and_lam_with_alef_are_read_back_once_and_in_order(fonts, language, sentence) -> None:
    words = _printed(fonts, text(f"<p>{sentence}</p>"), language=language, direction="rtl")
    assert sentence in words


def test_english_and_a_telephone_number_are_read_back_in_order_between_urdu_lines(fonts) -> None:
    english = "Duty desk 01642 130 700, day and night"
    words = _printed(fonts, text(f"<p>{URDU}</p><p>{english}</p>"), language="ur", direction="rtl")
    assert english in words


@pytest.mark.parametrize(("language", "words"), [("pa", "ਤੁਸੀਂ ਇਹ ਪਰਚਾ ਪੜ੍ਹ ਸਕਦੇ ਹੋ"), ("bn", "কর্তৃপক্ষ প্রশ্ন খোঁজা হয় যত্নকারী")])
def test_punjabi_and_bengali_are_read_back_in_their_own_order(fonts, language: str, words: str) -> None:
    made = typeset_report(report(language=language, blocks=[text(f"<p>{words}</p>")]), images={}, fonts=fonts)
    assert words.replace(" ", "") in letters(made.pdf)


def test_a_right_to_left_report_is_laid_out_from_the_right(fonts) -> None:
    rows = [["Alpha", "Omega"], ["1", "2"]]
    made = {
        way: typeset_report(report(direction=way, blocks=[table(rows)], labels=LABELS), images={}, fonts=fonts).pdf
        for way in ("ltr", "rtl")
    }
    assert _left_of(made["ltr"], "Alpha") < _left_of(made["ltr"], "Omega")
    assert _left_of(made["rtl"], "Alpha") > _left_of(made["rtl"], "Omega")


def test_an_english_line_at_the_foot_of_an_urdu_report_ends_with_its_full_stop(fonts) -> None:
    made = typeset_report(report(language="ur", direction="rtl", footer="Alder scheme."), images={}, fonts=fonts)
    assert 110 * MM < _left_of(made.pdf, "Alder") < _left_of(made.pdf, "scheme") < _left_of(made.pdf, ".")


def test_a_long_chronology_runs_over_many_pages_and_keeps_every_row(fonts) -> None:
    made = typeset_report(report(blocks=[chronology(400)]), images={}, fonts=fonts)
    words = " ".join(page_texts(made.pdf))
    assert made.pages > 8
    assert all(f"Visit {day}:" in words for day in range(1, 401))


Box = tuple[float, float, float, float]


def _boxes(pdf: bytes) -> list[Box]:
    with opened(pdf) as document:
        page = document[0].get_textpage()
        written = page.get_text_range()
        return [page.get_charbox(at) for at in range(page.count_chars()) if written[at : at + 1].strip()]


def _edges(pdf: bytes) -> list[tuple[float, float]]:
    return [(left, right) for left, _bottom, right, _top in _boxes(pdf)]


def _overlap(one: Box, other: Box) -> bool:
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return wide > 1.2 and high > 1.2


def _left_of(pdf: bytes, word: str) -> float:
    with opened(pdf) as document:
        page = document[0].get_textpage()
        at, _count = page.search(word).get_next()
        return page.get_charbox(at)[0]
