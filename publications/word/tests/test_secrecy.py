from __future__ import annotations

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml

from publications.word import read_report
from publications.word.tests.word_files import (
    NAMESPACES,
    PIXEL,
    add_xml,
    kinds,
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

NAME = "Zebedee"
DEL = f'<w:del w:id="1" w:author="Quentin"><w:r><w:delText>{NAME}</w:delText></w:r></w:del>'
INS = f'<w:ins w:id="2" w:author="Quentin">{run(NAME)}</w:ins>'
BOX = (
    f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{para('{}')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
)
ROWS = (
    f"<w:tbl><w:tr><w:trPr>{{}}</w:trPr><w:tc>{para(run(NAME))}</w:tc></w:tr>"
    f"<w:tr><w:tc>{para(run('kept'))}</w:tc></w:tr></w:tbl>"
)
FORMULA = f"<m:oMath><m:r><w:rPr><w:vanish/></w:rPr><m:t>{NAME}</m:t></m:r></m:oMath>"
CODE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
    f'<w:r><w:instrText> XE "{NAME}" </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
STYLE = '<w:style w:type="{}" w:styleId="Sly"><w:name w:val="Sly"/><w:rPr><w:vanish/></w:rPr></w:style>'
HEADING = '<w:pStyle w:val="Heading2"/>'

HIDDEN_WORDS = {
    "a deleted run": para(run("kept ") + DEL),
    "a deletion that holds live text": para(run("kept ") + f'<w:del w:id="1">{run(NAME)}</w:del>'),
    "a stray deleted text": para(run("kept ") + f"<w:r><w:delText>{NAME}</w:delText></w:r>"),
    "an inserted run": para(run("kept ") + INS),
    "moved words, old place": para(run("kept ") + f'<w:moveFrom w:id="3">{run(NAME)}</w:moveFrom>'),
    "moved words, new place": para(run("kept ") + f'<w:moveTo w:id="3">{run(NAME)}</w:moveTo>'),
    "a hidden run": para(run("kept ") + run(NAME, "<w:vanish/>")),
    "a crossed-out run": para(run("kept ") + run(NAME, "<w:strike/>")),
    "a run of a hidden style": para(run("kept ") + run(NAME, '<w:rStyle w:val="Sly"/>')),
    "a paragraph of a hidden style": para(run(NAME), '<w:pStyle w:val="Sly"/>'),
    "a deleted run in a text box": para(run("kept ") + BOX.format(DEL)),
    "a hidden run in a text box": para(run("kept ") + BOX.format(run(NAME, "<w:vanish/>"))),
    "a deleted run in a heading": para(run("kept ") + DEL, HEADING),
    "an inserted heading": para(INS, HEADING),
    "a deleted table row": ROWS.format('<w:del w:id="4"/>'),
    "an inserted table row": ROWS.format('<w:ins w:id="4"/>'),
    "a hidden table row": ROWS.format("<w:hidden/>"),
    "a field code": para(run("kept ") + CODE),
    "a hidden formula": para(run("kept ") + FORMULA),
}
UNTOLD = ("a field code", "a stray deleted text")  # nothing was left out that Word showed


def hiding(xml: str) -> bytes:
    document = report(xml, para(run("And the rest.")))
    styles = document.part.part_related_by(docx.opc.constants.RELATIONSHIP_TYPE.STYLES).element
    styles.append(parse_xml(STYLE.format("character").replace(">", f" {NAMESPACES}>", 1)))
    return saved(document)


def raw(data: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return b"".join(archive.read(name) for name in archive.namelist())


@pytest.mark.parametrize("way", HIDDEN_WORDS)
def test_words_that_readers_of_the_agreed_text_do_not_see_are_nowhere_in_the_result(way):
    data = hiding(HIDDEN_WORDS[way])
    assert NAME.encode() in raw(data)
    manuscript = read_report(data)
    assert NAME not in shown(manuscript) + repr(manuscript.notes)
    assert "And the rest." in texts(manuscript)


@pytest.mark.parametrize("way", [way for way in HIDDEN_WORDS if way not in UNTOLD])
def test_every_way_of_hiding_words_is_reported(way):
    found = set(kinds(read_report(hiding(HIDDEN_WORDS[way]))))
    assert found & {"deletion", "insertion", "moved_away", "move", "hidden", "struck"}


def test_accepting_changes_keeps_added_words():
    assert NAME in texts(read(report(para(run("kept ") + INS)), accept_changes=True))


def test_accepting_changes_keeps_moved_words_once():
    old = para(f'<w:moveFrom w:id="3">{run(NAME)}</w:moveFrom>')
    new = para(f'<w:moveTo w:id="3">{run(NAME)}</w:moveTo>')
    assert shown(read(report(old, new), accept_changes=True)).count(NAME) == 1


def test_accepting_changes_never_brings_deleted_words_back():
    data = hiding(para(run("kept ") + DEL))
    assert NAME.encode() in raw(data)
    assert NAME not in shown(read_report(data, accept_changes=True))


def test_deleted_words_inside_added_words_stay_out_when_changes_are_accepted():
    xml = para(f'<w:ins w:id="1">{run("new ")}{DEL}</w:ins>')
    shown_words = shown(read(report(xml), accept_changes=True))
    assert "new" in shown_words
    assert NAME not in shown_words


def test_changes_are_counted_under_the_nearest_heading():
    manuscript = read(report(para(run("a") + DEL + run("b") + DEL), heading="Family history"))
    (note,) = [note for note in manuscript.notes if note.kind == "deletion"]
    assert (note.where, note.count) == ("Family history", 2)


def test_an_added_paragraph_end_is_undone():
    added = '<w:rPr><w:ins w:id="9"/></w:rPr>'
    assert texts(read(report(para(run("One "), added), para(run("two"))))) == "<p>One two</p>"


def test_a_tracked_change_of_layout_is_counted_and_the_words_stay():
    manuscript = read(report(para(run("kept", '<w:rPrChange w:id="1"><w:rPr/></w:rPrChange>'))))
    assert ("kept" in texts(manuscript), kinds(manuscript)) == (True, ["format_change"])


def test_a_run_shown_against_its_hidden_style_stays():
    data = hiding(para(run("seen", '<w:rStyle w:val="Sly"/><w:vanish w:val="0"/>')))
    assert "seen" in texts(read_report(data))


def test_a_comment_and_its_author_are_nowhere_in_the_result():
    document = report()
    paragraph = document.add_paragraph("The plan.")
    document.add_comment(paragraph.runs, text=f"Is this {NAME}?", author="Quentin", initials="QQ")
    data = saved(document)
    assert NAME.encode() in raw(data)
    manuscript = read_report(data)
    assert not any(word in shown(manuscript) + repr(manuscript.notes) for word in (NAME, "Quentin", "QQ"))


def test_a_comment_is_reported_with_its_place():
    document = report(heading="Findings")
    document.add_comment(document.add_paragraph("The plan.").runs, text="Hm", author="Q", initials="Q")
    assert [note.where for note in read(document).notes if note.kind == "comment"] == ["Findings"]


def test_the_author_of_the_file_is_told_to_staff_and_not_in_the_result():
    document = report(para(run("words")))
    document.core_properties.author = NAME
    manuscript = read(document)
    assert NAME not in shown(manuscript)
    assert [NAME in note.message for note in manuscript.notes if note.kind == "author"] == [True]


def test_a_company_is_named_as_a_property_without_its_value():
    def change(parts: dict[str, bytes]) -> None:
        parts["docProps/app.xml"] = b"<Properties><Company>Zebedee Ltd</Company></Properties>"

    manuscript = read_report(rezipped(saved(report(para(run("words")))), change))
    assert NAME not in repr(manuscript)
    assert any("Company" in note.message for note in manuscript.notes)


def test_a_custom_property_is_named_without_its_value():
    def change(parts: dict[str, bytes]) -> None:
        parts["docProps/custom.xml"] = b'<Properties><property name="Case worker">Zebedee</property></Properties>'

    manuscript = read_report(rezipped(saved(report(para(run("words")))), change))
    assert NAME not in repr(manuscript)
    assert any("Case worker" in note.message for note in manuscript.notes)


def test_a_footnote_that_only_deleted_words_refer_to_is_left_out():
    reference = '<w:del w:id="1"><w:r><w:footnoteReference w:id="7"/></w:r></w:del>'
    note = f'<w:footnotes><w:footnote w:id="7">{para(run(NAME))}</w:footnote></w:footnotes>'
    data = with_part(saved(report(para(run("kept") + reference))), "footnotes.xml", note, kind="footnotes")
    assert NAME.encode() in raw(data)
    assert NAME not in shown(read_report(data))


def test_words_in_a_header_are_told_and_not_in_the_result():
    document = report(para(run("words")))
    document.sections[0].header.paragraphs[0].text = "Draft for Zebedee"
    manuscript = read(document)
    assert NAME not in shown(manuscript)
    assert any(NAME in note.message for note in manuscript.notes if note.kind == "header_footer")


def test_deleted_words_of_a_header_are_not_even_told():
    document = report(para(run("words")))
    header = document.sections[0].header
    header._element.append(parse_xml(para(run("Draft") + DEL).replace(">", f" {NAMESPACES}>", 1)))
    data = saved(document)
    assert NAME.encode() in raw(data)
    assert NAME not in repr(read_report(data))


def test_a_heading_that_names_a_place_is_told_without_its_deleted_words():
    document = report()
    add_xml(document, para(run("Home ") + DEL, '<w:pStyle w:val="Heading2"/>'), para(run("x") + INS))
    assert {note.where for note in read(document).notes if note.kind == "insertion"} == {"Home"}


def test_deleted_and_hidden_words_of_a_footnote_are_nowhere_in_the_result():
    inside = para(run("The source. ") + DEL + run(NAME, "<w:vanish/>"))
    note = f'<w:footnotes><w:footnote w:id="7">{inside}</w:footnote></w:footnotes>'
    reference = para(run("Said.") + '<w:r><w:footnoteReference w:id="7"/></w:r>')
    data = with_part(saved(report(reference)), "footnotes.xml", note, kind="footnotes")
    assert raw(data).count(NAME.encode()) == 2
    manuscript = read_report(data)
    assert manuscript.footnotes == [{"label": "1", "text": "<p>The source.</p>"}]
    assert NAME not in repr(manuscript)


def test_a_picture_whose_bytes_are_only_in_deleted_words_is_not_among_the_images():
    document = report(para(run("kept")))
    document.add_picture(io.BytesIO(PIXEL))
    drawn = document.paragraphs[-1].runs[0]._element
    drawn.addprevious(deleted := parse_xml(f'<w:del {NAMESPACES} w:id="1"/>'))
    deleted.append(drawn)
    assert b"media/image1.png" in raw(saved(document))
    assert read(document).images == {}
