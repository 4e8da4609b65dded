"""A5 pages laid two and two on A4 paper, so that the printed pile is folded once and reads in order."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pikepdf
from pikepdf import Array, Dictionary, Name

_WIDTH, _HEIGHT = 841.89, 595.28
_HALVES = (pikepdf.Rectangle(0, 0, _WIDTH / 2, _HEIGHT), pikepdf.Rectangle(_WIDTH / 2, 0, _WIDTH, _HEIGHT))
_KEPT = ("dc:title", "dc:language", "dc:creator")


def booklet_order(pages: int, *, binds_on_the_right: bool = False) -> list[tuple[int, int]]:
    """Return the pages on the left and right half of each side of paper, counted from 1.

    A number over `pages` stands for an empty page: there are always as many as fill the last sheet.
    """
    last = pages + -pages % 4
    sides = [(last - at, at + 1) if at % 2 == 0 else (at + 1, last - at) for at in range(last // 2)]
    return [(right, left) for left, right in sides] if binds_on_the_right else sides


def impose_booklet(pdf: bytes, *, binds_on_the_right: bool) -> bytes:
    """Return A5 pages as the sides of A4 sheets, to be printed on both sides and turned over the short edge.

    Title and language are kept. Tags, links and bookmarks are not: the A4 leaflet is the one to read on a screen.
    """
    with pikepdf.open(io.BytesIO(pdf)) as source, pikepdf.new() as booklet:
        _drop_tags(source)
        for side in booklet_order(len(source.pages), binds_on_the_right=binds_on_the_right):
            _add_side(booklet, source, side)
        _describe(booklet, source)
        written = io.BytesIO()
        booklet.save(written, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return written.getvalue()


def _add_side(booklet: pikepdf.Pdf, source: pikepdf.Pdf, side: tuple[int, int]) -> None:
    paper = booklet.add_blank_page(page_size=(_WIDTH, _HEIGHT))
    for number, half in _printed(side, len(source.pages)):
        paper.add_overlay(source.pages[number - 1], half)


def _printed(side: tuple[int, int], pages: int) -> Iterator[tuple[int, pikepdf.Rectangle]]:
    return ((number, half) for number, half in zip(side, _HALVES, strict=True) if number <= pages)


def _drop_tags(source: pikepdf.Pdf) -> None:
    for page in source.pages:
        marks = ("BDC", "BMC", "EMC")
        kept = [one for one in pikepdf.parse_content_stream(page) if str(one.operator) not in marks]
        page.Contents = source.make_stream(pikepdf.unparse_content_stream(kept))


def _describe(booklet: pikepdf.Pdf, source: pikepdf.Pdf) -> None:
    booklet.Root.Lang = source.Root.Lang
    booklet.Root.ViewerPreferences = Dictionary(
        DisplayDocTitle=True, Duplex=Name.DuplexFlipShortEdge, PrintScaling=Name("/None")
    )
    booklet.Root.ViewerPreferences.Enforce = Array([Name.PrintScaling])
    with (
        source.open_metadata() as known,
        booklet.open_metadata(set_pikepdf_as_editor=False) as metadata,
    ):
        for name in _KEPT:
            if name in known:
                metadata[name] = known[name]
