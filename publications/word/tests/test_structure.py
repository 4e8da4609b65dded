from __future__ import annotations

import hashlib
import io
import subprocess
import sys

import docx
import pytest

from publications.word import Manuscript, read_report
from publications.word.tests.word_files import (
    PIXEL,
    add_xml,
    kinds,
    of_type,
    para,
    read,
    report,
    rezipped,
    run,
    saved,
    shown,
    texts,
    with_part,
)

LINK = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
CHART = (
    "<w:r><w:drawing><wp:inline><a:graphic><a:graphicData "
    'uri="http://schemas.openxmlformats.org/drawingml/2006/chart"/></a:graphic></wp:inline></w:drawing></w:r>'
)


def field(code: str, shown_words: str) -> str:
    start, middle, end = (LINK.format(turn) for turn in ("begin", "separate", "end"))
    return f"{start}<w:r><w:instrText>{code}</w:instrText></w:r>{middle}{run(shown_words)}{end}"


def headings(manuscript: Manuscript) -> list[tuple[int, str]]:
    return [(value["level"], value["text"]) for value in of_type(manuscript, "heading")]


def body(*xml: str) -> Manuscript:
    return read(report(*xml))


def messages(manuscript: Manuscript, kind: str) -> str:
    return " ".join(note.message for note in manuscript.notes if note.kind == kind)


def with_notes(reference: str, kind: str = "footnote") -> Manuscript:
    note = f'<w:{kind}s><w:{kind} w:id="7">{para(run("The source."))}</w:{kind}></w:{kind}s>'
    return read_report(with_part(saved(report(reference)), f"{kind}s.xml", note, kind=f"{kind}s"))


def test_the_title_style_gives_the_title():
    assert body(para(run("x"))).title == "A review"


def test_a_single_top_heading_is_the_title_when_no_title_style_is_used():
    document = docx.Document()
    document.add_heading("Child B", 1)
    document.add_heading("Findings", 2)
    manuscript = read(document)
    assert (manuscript.title, headings(manuscript)) == ("Child B", [(2, "Findings")])


def test_a_report_without_a_title_says_so():
    document = docx.Document()
    document.add_paragraph("Only words.")
    assert kinds(read(document)) == ["no_title"]


def test_a_skipped_heading_level_is_repaired_and_told():
    document = report()
    document.add_heading("Deep", 3)
    manuscript = read(document)
    assert (headings(manuscript)[-1], kinds(manuscript)) == ((3, "Deep"), ["heading_jump"])


def test_a_heading_style_of_their_own_based_on_heading_2_is_a_heading():
    document = report()
    own = document.styles.add_style("House heading", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    own.base_style = document.styles["Heading 2"]
    document.add_paragraph("Ours", style=own)
    assert headings(read(document))[-1] == (3, "Ours")


def test_the_executive_summary_is_taken_out_of_the_blocks():
    document = docx.Document()
    document.add_heading("T", 0)
    for heading, words in (("1. Executive Summary", "In short."), ("Findings", "At length.")):
        document.add_heading(heading, 1)
        document.add_paragraph(words)
    manuscript = read(document)
    assert (manuscript.summary, headings(manuscript)) == ("<p>In short.</p>", [(2, "Findings")])


def test_lists_in_lists_stay_nested():
    document = report()
    for words, style in (("One", "List Bullet"), ("Two", "List Bullet"), ("End", "Normal")):
        document.add_paragraph(words, style=style)
    second = document.paragraphs[-2]
    second.paragraph_format.element.get_or_add_pPr().get_or_add_numPr().get_or_add_ilvl().val = 1
    assert texts(read(document)) == "<ul><li>One<ul><li>Two</li></ul></li></ul><p>End</p>"


def test_a_numbered_list_stays_numbered():
    document = report()
    document.add_paragraph("One", style="List Number")
    assert texts(read(document)) == "<ol><li>One</li></ol>"


def test_a_first_row_in_bold_is_the_header_row():
    document = report()
    table = document.add_table(2, 2)
    for cell, words in zip(table.rows[0].cells, ("Date", "Event"), strict=True):
        cell.paragraphs[0].add_run(words).bold = True
    table.cell(1, 0).text = "May"
    expected = {"caption": "", "header": "row", "rows": [["Date", "Event"], ["May", ""]]}
    assert of_type(read(document), "table") == [expected]


def test_a_row_marked_as_header_in_word_is_the_header_row():
    header = f"<w:tr><w:trPr><w:tblHeader/></w:trPr><w:tc>{para(run('Date'))}</w:tc></w:tr>"
    manuscript = body(f"<w:tbl>{header}<w:tr><w:tc>{para(run('May'))}</w:tc></w:tr></w:tbl>")
    assert of_type(manuscript, "table")[0]["header"] == "row"


def test_merged_cells_are_unfolded_and_told():
    document = report()
    table = document.add_table(2, 2)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
    manuscript = read(document)
    assert of_type(manuscript, "table")[0]["rows"] == [["Both", "Both"], ["", ""]]
    assert kinds(manuscript) == ["merged_cells"]


def test_a_picture_is_a_figure_with_its_description():
    document = report()
    document.add_picture(io.BytesIO(PIXEL))
    document.inline_shapes[0]._inline.docPr.set("descr", "A map")
    manuscript, key = read(document), hashlib.sha256(PIXEL).hexdigest()
    assert of_type(manuscript, "figure") == [{"image": key, "alt": "A map", "caption": ""}]
    assert (manuscript.images[key].data, manuscript.images[key].extension) == (PIXEL, "png")


def test_a_picture_without_a_description_is_told():
    document = report()
    document.add_picture(io.BytesIO(PIXEL))
    manuscript = read(document)
    assert (of_type(manuscript, "figure")[0]["alt"], kinds(manuscript)) == ("", ["no_alt"])


def test_a_caption_under_a_picture_belongs_to_it():
    document = report()
    document.add_picture(io.BytesIO(PIXEL))
    document.add_paragraph("The area", style="Caption")
    assert of_type(read(document), "figure")[0]["caption"] == "The area"


def test_a_picture_kept_outside_the_file_is_not_fetched_and_told():
    document = report()
    document.add_picture(io.BytesIO(PIXEL))

    def change(parts: dict[str, bytes]) -> None:
        old = b'Target="media/image1.png"'
        assert old in parts["word/_rels/document.xml.rels"]
        new = b'TargetMode="External" Target="http://127.0.0.1:9/a.png"'
        parts["word/_rels/document.xml.rels"] = parts["word/_rels/document.xml.rels"].replace(old, new)

    manuscript = read_report(rezipped(saved(document), change))
    assert (manuscript.images, kinds(manuscript)) == ({}, ["linked_image"])


@pytest.mark.parametrize("kind", ["footnote", "endnote"])
def test_a_note_is_listed_and_its_reference_points_to_it(kind):
    manuscript = with_notes(para(run("Said.") + f'<w:r><w:{kind}Reference w:id="7"/></w:r>'), kind)
    assert texts(manuscript) == '<p>Said.<a href="#footnote-1"><sup>1</sup></a></p>'
    assert manuscript.footnotes == [{"label": "1", "text": "<p>The source.</p>"}]


def test_a_note_in_a_table_cell_keeps_its_label_as_text():
    cell = para(run("Said") + '<w:r><w:footnoteReference w:id="7"/></w:r>')
    manuscript = with_notes(f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{para(run('x'))}</w:tc></w:tr></w:tbl>")
    assert of_type(manuscript, "table")[0]["rows"] == [["Said[1]", "x"]]


def test_a_reference_to_a_note_that_is_not_there_is_told():
    assert kinds(body(para(run("x") + '<w:r><w:footnoteReference w:id="7"/></w:r>'))) == ["footnote_missing"]


def test_a_web_link_stays_a_link():
    manuscript = body(para(field(' HYPERLINK "https://example.org/a" \\o "Tip" ', "here")))
    assert texts(manuscript) == '<p><a href="https://example.org/a">here</a></p>'


def test_a_link_to_a_bookmark_becomes_words_and_is_told():
    manuscript = body(para(f'<w:hyperlink w:anchor="there">{run("here")}</w:hyperlink>'))
    assert (texts(manuscript), kinds(manuscript)) == ("<p>here</p>", ["internal_link"])


def test_a_link_to_a_file_becomes_words_and_its_address_is_not_repeated():
    manuscript = body(para(field(' HYPERLINK "file:///C:/Users/Zebedee/a.docx" ', "here")))
    assert (texts(manuscript), kinds(manuscript)) == ("<p>here</p>", ["link"])
    assert "Zebedee" not in repr(manuscript)


def test_bold_italic_raised_and_lowered_words_stay_so():
    high, low = '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>'
    manuscript = body(para(run("a", "<w:b/>") + run("b", "<w:i/>") + run("c", high) + run("d", low) + run("e.")))
    assert texts(manuscript) == "<p><b>a</b><i>b</i><sup>c</sup><sub>d</sub>e.</p>"


def test_the_list_of_contents_from_word_is_dropped_and_told():
    manuscript = body(para(field(' TOC \\o "1-3" ', "Findings 4")), para(run("Words.")))
    assert (texts(manuscript), kinds(manuscript)) == ("<p>Words.</p>", ["contents"])


def test_a_labelled_paragraph_becomes_a_learning_point():
    manuscript = body(para(run("Learning Point 1:", "<w:b/>") + run(" Ask the child.")))
    assert of_type(manuscript, "learning_point") == [{"text": "<p>Ask the child.</p>"}]
    assert kinds(manuscript) == []


def test_a_learning_point_without_a_number_is_recognised():
    assert of_type(body(para(run("Learning point – Ask."))), "learning_point") == [{"text": "<p>Ask.</p>"}]


def test_a_recommendation_with_another_number_is_told():
    manuscript = body(para(run("Recommendation 3: Act.")))
    expected = {"text": "<p>Act.</p>", "target": "", "by_when": "", "outcome": ""}
    assert (of_type(manuscript, "recommendation"), kinds(manuscript)) == ([expected], ["other_number"])


def test_a_label_that_stands_alone_as_a_heading_takes_the_paragraph_after_it():
    manuscript = body(para(run("Recommendation 1"), '<w:pStyle w:val="Heading2"/>'), para(run("Act.")))
    assert of_type(manuscript, "recommendation")[0]["text"] == "<p>Act.</p>"


def test_a_sentence_about_a_recommendation_stays_a_sentence():
    manuscript = body(para(run("Recommendation 3 was met in May.")), para(run("Learning points: see below.")))
    assert [block["type"] for block in manuscript.blocks] == ["heading", "text"]


def test_a_quote_style_becomes_a_quote():
    document = report()
    document.add_paragraph("We miss him.", style="Intense Quote")
    assert of_type(read(document), "quote") == [{"text": "<p>We miss him.</p>", "attribution": ""}]


def test_a_table_of_one_cell_becomes_a_callout_and_is_told():
    document = report()
    document.add_table(1, 1).cell(0, 0).text = "Note this."
    manuscript = read(document)
    assert (of_type(manuscript, "callout"), kinds(manuscript)) == ([{"text": "<p>Note this.</p>"}], ["box"])


def test_the_words_of_a_text_box_follow_its_paragraph_once():
    box = f"<w:txbxContent>{para(run('Boxed.'))}</w:txbxContent>"
    new = f"<w:drawing><wp:inline><wps:txbx>{box}</wps:txbx></wp:inline></w:drawing>"
    old = f"<w:pict><v:shape><v:textbox>{box}</v:textbox></v:shape></w:pict>"
    both = f'<mc:AlternateContent><mc:Choice Requires="wps">{new}</mc:Choice>'
    both += f"<mc:Fallback>{old}</mc:Fallback></mc:AlternateContent>"
    manuscript = body(para(run("Before.") + f"<w:r>{both}</w:r>"), para(run("After.")))
    assert texts(manuscript) == "<p>Before.</p><p>Boxed.</p><p>After.</p>"
    assert kinds(manuscript) == ["text_box"]


LOST = {
    "equation": "<m:oMath><m:r><m:t>E=mc</m:t></m:r></m:oMath>",
    "chart": CHART,
    "shape": "<w:r><w:pict><v:rect/></w:pict></w:r>",
    "embedded": "<w:r><w:object/></w:r>",
    "symbol": '<w:r><w:sym w:font="Odd" w:char="F0FF"/></w:r>',
    "unknown": "<w:ruby><w:rubyBase/></w:ruby>",
    "page_break": '<w:r><w:br w:type="page"/></w:r>',
}


@pytest.mark.parametrize("kind", LOST)
def test_what_cannot_be_carried_over_is_told_with_its_place(kind):
    manuscript = body(para(run("kept") + LOST[kind]))
    assert [(note.kind, note.where) for note in manuscript.notes if note.kind == kind] == [(kind, "Findings")]


def test_the_words_of_an_equation_are_told():
    assert "E=mc" in messages(body(para(run("x") + LOST["equation"])), "equation")


@pytest.mark.parametrize("name", ["sdt", "smartTag", "fldSimple", "bdo", "customXml"])
def test_the_words_inside_a_wrapper_stay(name):
    inside = f"<w:sdtContent>{run('kept')}</w:sdtContent>" if name == "sdt" else run("kept")
    assert texts(body(para(f"<w:{name}>{inside}</w:{name}>"))) == "<p>kept</p>"


def test_what_a_field_shows_stays_and_its_code_goes():
    manuscript = body(para(field(" REF Zebedee ", "page 4")))
    assert texts(manuscript) == "<p>page 4</p>"
    assert "Zebedee" not in shown(manuscript)


def test_a_field_that_never_ends_keeps_its_words_and_is_told():
    xml = para(LINK.format("begin") + "<w:r><w:instrText>REF</w:instrText></w:r>" + run("kept"))
    assert (texts(body(xml)), kinds(body(xml))) == ("<p>kept</p>", ["field"])


def test_a_bold_line_that_looks_like_a_heading_is_told_and_left_alone():
    manuscript = body(para(run("The early years", "<w:b/>")), para(run("He was born.")))
    assert "<p><b>The early years</b></p>" in texts(manuscript)
    assert "The early years" in messages(manuscript, "made_heading")


def test_paragraph_numbers_made_by_word_are_told_and_the_paragraphs_are_no_list():
    document = report()
    document.add_paragraph("Said.", style="List Number")

    def change(parts: dict[str, bytes]) -> None:
        assert b'w:lvlText w:val="%1."' in parts["word/numbering.xml"]
        parts["word/numbering.xml"] = parts["word/numbering.xml"].replace(b'val="%1."', b'val="4.%1.%2"')

    manuscript = read_report(rezipped(saved(document), change))
    assert (texts(manuscript), kinds(manuscript)) == ("<p>Said.</p>", ["paragraph_number"])


def test_a_sentence_cut_into_runs_reads_as_one():
    manuscript = body(para(run("He w", "<w:b/>") + run("as s", "<w:b/>") + run("even ", "") + run("then.")))
    assert texts(manuscript) == "<p><b>He was s</b>even then.</p>"


def test_a_list_deeper_than_five_levels_is_held_at_the_fifth():
    document = report()
    for depth in range(7):
        paragraph = document.add_paragraph(f"Level {depth}", style="List Bullet")
        paragraph.paragraph_format.element.get_or_add_pPr().get_or_add_numPr().get_or_add_ilvl().val = depth
    assert texts(read(document)).count("<ul>") == 5


def test_the_summary_of_a_chapter_stays_in_its_chapter():
    document = report()
    document.add_heading("Summary", 2)
    document.add_paragraph("Of this chapter.")
    document.add_heading("Next", 1)
    assert (read(document).summary, headings(read(document))[1]) == ("", (3, "Summary"))


def test_a_picture_of_a_page_header_is_told_and_not_among_the_images():
    document = report(para(run("words")))
    document.sections[0].header.paragraphs[0].add_run().add_picture(io.BytesIO(PIXEL))
    manuscript = read(document)
    assert manuscript.images == {}
    assert "header_footer" in kinds(manuscript)


def test_a_cropped_picture_is_told():
    document = report()
    document.add_picture(io.BytesIO(PIXEL))

    def change(parts: dict[str, bytes]) -> None:
        assert b"<a:stretch>" in parts["word/document.xml"]
        crop = b'<a:srcRect l="5000"/><a:stretch>'
        parts["word/document.xml"] = parts["word/document.xml"].replace(b"<a:stretch>", crop)

    assert "cropped" in kinds(read_report(rezipped(saved(document), change)))


def test_the_reader_imports_no_django():
    check = "import sys, publications.word; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_a_label_that_stands_alone_before_another_label_stays_as_words():
    manuscript = body(para(run("Recommendation 1.")), para(run("Recommendation 1: Act.")))
    assert texts(manuscript) == "<p>Recommendation 1.</p>"
    assert [value["text"] for value in of_type(manuscript, "recommendation")] == ["<p>Act.</p>"]


def test_a_list_after_a_colon_belongs_to_its_learning_point():
    document = report(para(run("Learning Point 1: We should:")))
    document.add_paragraph("ask", style="List Bullet")
    expected = "<p>We should:</p><ul><li>ask</li></ul>"
    assert of_type(read(document), "learning_point") == [{"text": expected}]


def test_a_link_made_with_words_menu_stays_a_link_with_its_place():
    document = report()
    kind = docx.opc.constants.RELATIONSHIP_TYPE.HYPERLINK
    link = document.part.relate_to("https://example.org/a", kind, is_external=True)
    add_xml(document, para(f'<w:hyperlink r:id="{link}" w:anchor="part">{run("here")}</w:hyperlink>'))
    assert texts(read(document)) == '<p><a href="https://example.org/a#part">here</a></p>'
