"""The A4 leaflet, large print and the booklet."""

from __future__ import annotations

import pytest
from pikepdf import Name

from home.printing import Layout, print_leaflet
from home.printing.booklets import booklet_order
from home.tests.printed import leaflet, packed, sentences
from pages.tests.printing import opened, page_texts, tagged

MM = 72 / 25.4


def _sizes(pdf: bytes) -> list[tuple[int, int]]:
    with opened(pdf) as document:
        return [tuple(round(side / MM) for side in page.get_size()) for page in document]


def _height(pdf: bytes, words: str) -> float:
    with opened(pdf) as document:
        text = document[0].get_textpage()
        place = text.search(words).get_next()
        _left, bottom, _right, top = text.get_charbox(place[0], loose=True)
        return top - bottom


def _side_of(pdf: bytes, side: int, words: str) -> str:
    with opened(pdf) as document:
        text = document[side].get_textpage()
        left = text.get_charbox(text.search(words).get_next()[0])[0]
        return "left" if left < document[side].get_width() / 2 else "right"


@pytest.mark.parametrize(
    ("pages", "sides"),
    [
        (1, [(4, 1), (2, 3)]),
        (4, [(4, 1), (2, 3)]),
        (5, [(8, 1), (2, 7), (6, 3), (4, 5)]),
        (8, [(8, 1), (2, 7), (6, 3), (4, 5)]),
    ],
)
def test_a_folded_pile_reads_in_order(pages: int, sides: list[tuple[int, int]]) -> None:
    assert booklet_order(pages) == sides


def test_a_booklet_that_is_bound_on_the_right_is_laid_out_the_other_way_round() -> None:
    assert booklet_order(4, binds_on_the_right=True) == [(1, 4), (3, 2)]


def test_the_sides_of_a_booklet_are_a4_paper_lying_down() -> None:
    assert _sizes(print_leaflet(leaflet(), Layout.BOOKLET)) == [(297, 210)] * 2


def test_the_first_page_of_a_booklet_is_on_the_right_of_the_outer_side_and_in_urdu_on_the_left() -> None:
    version = "Version 3"
    assert _side_of(print_leaflet(leaflet("en"), Layout.BOOKLET), 0, version) == "right"
    assert _side_of(print_leaflet(leaflet("ur"), Layout.BOOKLET), 0, version) == "left"


def test_a_booklet_keeps_every_word_its_title_and_its_language() -> None:
    pdf = print_leaflet(leaflet("pl"), Layout.BOOKLET)
    read = packed("".join(page_texts(pdf)))
    assert [each for each in sentences("pl") if packed(each) not in read] == []
    with tagged(pdf) as document:
        assert str(document.Root.Lang) == "pl"
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == sentences("pl")[0]


def test_a_booklet_claims_no_tags_and_asks_the_printer_to_turn_over_the_short_edge() -> None:
    with tagged(print_leaflet(leaflet(), Layout.BOOKLET)) as document:
        assert "/StructTreeRoot" not in document.Root
        assert b"pdfuaid" not in document.Root.Metadata.read_bytes()
        assert document.Root.ViewerPreferences.Duplex == Name.DuplexFlipShortEdge


@pytest.mark.parametrize("layout", [Layout.A4, Layout.LARGE])
def test_what_is_read_on_a_screen_is_tagged_a4(layout: Layout) -> None:
    pdf = print_leaflet(leaflet(), layout)
    assert set(_sizes(pdf)) == {(210, 297)}
    with tagged(pdf) as document:
        assert b"<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes()


def test_large_print_is_half_as_large_again() -> None:
    usual, large = (print_leaflet(leaflet(), layout) for layout in (Layout.A4, Layout.LARGE))
    assert _height(large, "Version") / _height(usual, "Version") == pytest.approx(18 / 12, abs=0.02)
