"""What assistive technology finds in a typeset report."""

from __future__ import annotations

import io

import pikepdf
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from pages.tests.printing import PICTURE, block, opened, page_texts, report, table, tagged, tags, text
from pages.typesetting import Typeset, typeset_report


def _attributes(cell: pikepdf.Dictionary) -> pikepdf.Dictionary:
    return next(entry for entry in cell.A if str(entry.O) == "/Table")


def _scopes(table_element: pikepdf.Dictionary) -> list[list[str]]:
    rows = [cells for group in table_element.K for cells in _rows(group)]
    return [[_scope(cell) for cell in row] for row in rows]


def _rows(group: pikepdf.Dictionary) -> list[list[pikepdf.Dictionary]]:
    if str(group.S) == "/TR":
        return [list(group.K)]
    return [list(row.K) for row in group.K if str(group.S) in ("/THead", "/TBody")]


def _scope(cell: pikepdf.Dictionary) -> str:
    return str(_attributes(cell).Scope)[1:] if str(cell.S) == "/TH" else "-"


def test_the_file_says_it_is_tagged_and_meets_pdf_ua_1(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        assert bool(document.Root.MarkInfo.Marked)
        assert len(tags(document)) > 100
        assert b"<pdfuaid:part>1</pdfuaid:part>" in document.Root.Metadata.read_bytes()


def test_the_language_and_the_shown_title_are_the_reports(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        assert str(document.Root.Lang) == "en-GB"
        assert bool(document.Root.ViewerPreferences.DisplayDocTitle)
        assert str(document.docinfo.Title) == "Practice review: Willow"


def test_headings_start_at_one_and_never_skip_a_level(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        found = [(str(element.S)[1:], str(element.T)) for element in tags(document, "H1", "H2", "H3", "H4")]
    assert found == [
        ("H1", "Practice review: Willow"),
        ("H2", "Contents"),
        ("H2", "What this review is not"),
        ("H2", "The family"),
        ("H3", "What happened"),
        ("H2", "Support"),
        ("H2", "Footnotes"),
    ]


def test_each_heading_is_a_bookmark(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document, document.open_outline() as outline:
        (title,) = outline.root
        assert [item.title for item in title.children][:3] == [
            "Contents",
            "What this review is not",
            "The family",
        ]


def test_the_contents_list_gives_each_headings_page(typeset: Typeset) -> None:
    first = page_texts(typeset.pdf)[0]
    pages = page_texts(typeset.pdf)
    support = next(number for number, words in enumerate(pages, 1) if "116 123" in words)
    assert f". {support} Footnotes" in first


def test_row_and_column_headers_are_header_cells_with_their_scope(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        facts, events, both, column, plain = map(_scopes, tags(document, "Table"))
    assert facts == [["Row", "-"], ["Row", "-"]]
    assert events[:2] == [["Column", "Column", "Column"], ["-", "-", "-"]]
    assert both == [["Both", "Column", "Column"], ["Row", "-", "-"]]
    assert column == [["Row", "-"], ["Row", "-"]]
    assert plain == [["-", "-"]]


def test_a_header_row_is_printed_on_every_page_of_its_table_and_tagged_once(typeset: Typeset) -> None:
    with_events = [words for words in page_texts(typeset.pdf) if "the child was seen at home" in words]
    assert len(with_events) > 1
    assert all("Date Event Agency" in words for words in with_events)
    with tagged(typeset.pdf) as document:
        events = tags(document, "Table")[1]
        assert sum(row.count("Column") for row in _scopes(events)) == 3


def test_a_picture_carries_its_words_and_a_decorative_one_is_not_read_out(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        figures = tags(document, "Figure")
        assert [str(figure.Alt) for figure in figures] == ["Visits rose from 3 to 5"]
    with opened(typeset.pdf) as document:
        drawn = [shape for page in document for shape in page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE])]
    assert len(drawn) == 2


def test_lists_notes_quotes_and_links_have_tags_of_their_own(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        kinds = {str(element.S)[1:] for element in tags(document)}
    assert {"L", "LI", "LBody", "Note", "BlockQuote", "Link", "TOC", "TOCI", "Caption"} <= kinds


def test_every_followed_link_says_where_it_goes(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        notes = [note for page in document.pages for note in page.obj.get("/Annots", [])]
        addresses = {str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A}
        assert addresses == {"https://example.org/", "tel:116123"}
        assert all("/Contents" in note for note in notes)


def test_a_language_with_a_script_keeps_its_exact_tag(fonts) -> None:
    made = typeset_report(report(language="sr-Latn"), images={}, fonts=fonts)
    with tagged(made.pdf) as document:
        assert str(document.Root.Lang) == "sr-Latn"


def test_only_subsets_of_fonts_are_embedded(typeset: Typeset) -> None:
    with pikepdf.open(io.BytesIO(typeset.pdf)) as document:
        names = {str(obj.FontName) for obj in document.objects if _is_descriptor(obj)}
        assert names
        assert all(name[7] == "+" for name in names)
        assert all("/FontFile2" in obj or "/FontFile3" in obj for obj in document.objects if _is_descriptor(obj))


def _is_descriptor(obj: object) -> bool:
    return isinstance(obj, pikepdf.Dictionary) and str(obj.get("/Type", "")) == "/FontDescriptor"


def test_tables_without_cells_do_not_upset_the_header_count(fonts) -> None:
    blocks = [
        table([]),
        text("<p>Between</p>"),
        table([["Ages", "3"]], header="column"),
        block("heading", level=2, text=" "),
    ]
    made = typeset_report(report(blocks=blocks), images={"chart": PICTURE}, fonts=fonts)
    with tagged(made.pdf) as document:
        assert [_scopes(found) for found in tags(document, "Table")] == [[["Row", "-"]]]
