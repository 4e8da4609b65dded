import pytest

from anonymity.documents import read_document
from anonymity.documents.tests.making import (
    NAMESPACES,
    kinds,
    line,
    p,
    part,
    pdf_bytes,
    picture,
    read_word,
    said,
    with_segment,
    word,
    zipped,
)

NAME = "Odalys Fenwright"
R = "<w:r><w:t>{}</w:t></w:r>".format
SECRET = p(NAME)
STYLES = part(
    "styles",
    "<w:style w:type='character' w:styleId='Quiet'><w:rPr><w:vanish/></w:rPr></w:style>"
    "<w:style w:type='paragraph' w:styleId='Whisper'><w:basedOn w:val='Quiet'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='H1'><w:name w:val='heading 1'/></w:style>"
    "<w:style w:type='paragraph' w:styleId='C'><w:name w:val='caption'/></w:style>",
)
BOX = "<w:txbxContent>" + SECRET + "</w:txbxContent>"
SHAPE = f"<w:p><w:r><w:drawing><wps:wsp><wps:txbx>{BOX}</wps:txbx></wps:wsp></w:drawing></w:r></w:p>"
PROPERTY = '<Properties xmlns="x" xmlns:vt="y"><property name="{}"><vt:lpwstr>{}</vt:lpwstr></property></Properties>'
RELS = '<Relationships xmlns="x"><Relationship Type="http://a/{}" Target="{}" TargetMode="External"/></Relationships>'
SDT = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"


def places(body="", **parts):
    return said(read_word(body, **parts), "Odalys")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (SECRET, "body"),
        (f"<w:p><w:pPr><w:pStyle w:val='H1'/></w:pPr>{R(NAME)}</w:p>", "body, heading"),
        (f"<w:p><w:pPr><w:pStyle w:val='C'/></w:pPr>{R(NAME)}</w:p>", "body, caption"),
        (f"<w:p><w:pPr><w:numPr/></w:pPr>{R(NAME)}</w:p>", "body, list"),
        (f"<w:tbl><w:tr><w:tc>{SECRET}</w:tc></w:tr></w:tbl>", "body, table cell"),
        (f"<w:p><w:hyperlink w:anchor='x'>{R(NAME)}</w:hyperlink></w:p>", "body"),
        (f"<w:p><w:fldSimple w:instr='PAGE'>{R(NAME)}</w:fldSimple></w:p>", "body"),
        (f"<w:p><w:smartTag w:element='x'>{R(NAME)}</w:smartTag></w:p>", "body"),
        (SHAPE, "body, text box"),
        (f"<w:p><w:r><w:pict><v:shape><v:textbox>{BOX}</v:textbox></v:shape></w:pict></w:r></w:p>", "body, text box"),
        (SDT.format("", SECRET), "body, content control"),
        (f"<m:oMathPara><m:oMath><m:r><m:t>{NAME}</m:t></m:r></m:oMath></m:oMathPara>", "body, t"),
        (f"<w:p><w:r><w:ruby><w:rt>{R(NAME)}</w:rt></w:ruby></w:r></w:p>", "body, reading aid over the text"),
        (f"<w:p><w:r><w:instrText> AUTHOR {NAME} </w:instrText></w:r></w:p>", "body, field code"),
        (p(NAME, "<w:vanish/>"), "body, hidden text"),
        (p(NAME, "<w:rStyle w:val='Quiet'/>"), "body, hidden text"),
        (f"<w:p><w:pPr><w:pStyle w:val='Whisper'/></w:pPr>{R(NAME)}</w:p>", "body, hidden text"),
        (p(NAME, "<w:vanish w:val='0'/>"), "body"),
        (f"<w:p><w:del w:author='a'><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>", "body, tracked deletion"),
        (f"<w:p><w:moveFrom w:author='a'>{R(NAME)}</w:moveFrom></w:p>", "body, tracked deletion"),
        (f"<w:unheard><w:of>{NAME}</w:of></w:unheard>", "body, of"),
        (f"<!-- {NAME} -->", "body, comment in the markup"),
    ],
)
def test_words_of_the_body_are_read_in_their_place(body, place):
    assert places(body, word__styles_xml=STYLES) == [place]


@pytest.mark.parametrize(
    ("body", "extra"),
    [
        (f"<w:p><w:ins w:author='a'>{R(NAME)}</w:ins></w:p>", "body, tracked insertion"),
        (f"<w:p><w:moveTo w:author='a'>{R(NAME)}</w:moveTo></w:p>", "body, tracked insertion"),
        (p(NAME, "<w:color w:val='FFFFFF'/>"), "body, white text (hidden)"),
        (p(NAME, "<w:sz w:val='2'/>"), "body, tiny text"),
        (f"<w:p>{SDT.format('', R(NAME))}</w:p>", "body, content control"),
    ],
)
def test_words_that_count_as_shown_are_read_in_the_text_and_in_their_own_place(body, extra):
    assert places(body) == ["body", extra]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (f"<w:p><w:bookmarkStart w:name='Odalys_F'/>{R('x')}</w:p>", "bookmark name"),
        (f"<w:p><w:r><w:drawing><wp:docPr id='1' name='x' descr='{NAME}'/></w:drawing></w:r></w:p>", "alt text"),
        (f"<w:p><w:r><w:drawing><wp:docPr id='1' name='x' title='{NAME}'/></w:drawing></w:r></w:p>", "alt text"),
        (f"<w:p><w:r><w:pict><v:shape alt='{NAME}'/></w:pict></w:r></w:p>", "alt text"),
        (f"<w:p><w:r><w:pict><v:textpath string='{NAME}'/></w:pict></w:r></w:p>", "text box, drawn text"),
        (f"<w:tbl><w:tblPr><w:tblCaption w:val='{NAME}'/></w:tblPr></w:tbl>", "alt text"),
        (SDT.format(f"<w:alias w:val='{NAME}'/>", p("x")), "content control"),
        (SDT.format("<w:tag w:val='odalys'/><w:tag w:val='Odalys'/>", p("x")), "content control"),
        (
            SDT.format(f"<w:dropDownList><w:listItem w:displayText='{NAME}'/></w:dropDownList>", p("x")),
            "content control, choice",
        ),
        (f"<w:p><w:fldSimple w:instr=' AUTHOR \"{NAME}\" '/></w:p>", "field code"),
        (f"<w:p><w:hyperlink w:tooltip='{NAME}'/></w:p>", "link, tooltip"),
        (f"<w:p><w:ins w:author='{NAME}'>{R('x')}</w:ins></w:p>", "tracked change, author"),
        (f"<w:p><w:pPr><w:pPrChange w:author='{NAME}'/></w:pPr></w:p>", "tracked change, author"),
        (
            f"<w:p><w:r><w:fldChar><w:ffData><w:helpText w:val='{NAME}'/></w:ffData></w:fldChar></w:r></w:p>",
            "form field",
        ),
        (f"<w:p><w:customXml w:element='Odalys'>{R('x')}</w:customXml></w:p>", "content control (custom XML element)"),
        (f"<w:p><w:anything w:new='{NAME}'/></w:p>", "body, other attribute (new)"),
    ],
)
def test_words_in_attributes_are_read_in_their_place(body, place):
    assert places(body) == [place]


CHART = '<c:chartSpace xmlns:c="c" xmlns:a="a"><c:v>{0}</c:v><a:p><a:r><a:t>{0}</a:t></a:r></a:p></c:chartSpace>'
DIAGRAM = '<dgm:dataModel xmlns:dgm="d" xmlns:a="a"><a:p><a:r><a:t>{}</a:t></a:r></a:p></dgm:dataModel>'
CORE = '<cp:coreProperties xmlns:cp="c" xmlns:dc="d"><dc:creator>{}</dc:creator></cp:coreProperties>'
APP = '<Properties xmlns="p"><Manager>{}</Manager></Properties>'
PEOPLE = '<w15:people xmlns:w15="w15"><w15:person w15:author="{}"/></w15:people>'
NOTE = "<w:footnote w:id='2'>{}</w:footnote>"
COMMENT = "<w:comment w:id='1' w:author='{}' w:initials='XX'>{}</w:comment>"
DOCVAR = "<w:docVars><w:docVar w:name='a' w:val='{}'/></w:docVars>"
MERGE = "<w:mailMerge><w:connectString w:val='Data Source=C:\\{}.mdb'/></w:mailMerge>"
EXIF = with_segment(picture(), 0xFE, NAME.encode())


@pytest.mark.parametrize(
    ("parts", "place"),
    [
        ({"word__header2_xml": part("hdr", SECRET)}, "header"),
        ({"word__footer1_xml": part("ftr", SECRET)}, "footer"),
        ({"word__header1_xml": part("hdr", SHAPE)}, "header, text box"),
        ({"word__footnotes_xml": part("footnotes", NOTE.format(SECRET))}, "footnote"),
        ({"word__endnotes_xml": part("endnotes", SECRET)}, "endnote"),
        ({"word__comments_xml": part("comments", COMMENT.format("x", SECRET))}, "comment"),
        ({"word__comments_xml": part("comments", COMMENT.format(NAME, p("x")))}, "comment, comment author"),
        ({"word__people_xml": PEOPLE.format(NAME)}, "comment author"),
        ({"word__glossary__document_xml": part("glossaryDocument", SECRET)}, "building block (glossary)"),
        ({"word__settings_xml": part("settings", DOCVAR.format(NAME))}, "document variable (field)"),
        ({"word__settings_xml": part("settings", MERGE.format("Odalys"))}, "mail merge (field)"),
        ({"docProps__core_xml": CORE.format(NAME)}, "document property (creator)"),
        ({"docProps__app_xml": APP.format(NAME)}, "document property (Manager)"),
        ({"docProps__custom_xml": PROPERTY.format("Note", NAME)}, "document property (Note)"),
        ({"docProps__custom_xml": PROPERTY.format("Odalys", "1")}, "document property (custom), name"),
        ({"customXml__item1_xml": f"<data><child>{NAME}</child></data>"}, "content control data (custom XML)"),
        ({"customXml__item1_xml": f"<data child='{NAME}'/>"}, "content control data (custom XML)"),
        ({"word__charts__chart1_xml": CHART.format(NAME)}, "chart"),
        ({"word__diagrams__data1_xml": DIAGRAM.format(NAME)}, "diagram (SmartArt)"),
        ({"word___rels__document.xml_rels": RELS.format("hyperlink", "https://x.org/Odalys")}, "link target (URL)"),
        (
            {"word___rels__settings.xml_rels": RELS.format("attachedTemplate", "file:///C:/Odalys.dotm")},
            "link target, linked file (attachedTemplate)",
        ),
        ({"word__media__image1_jpeg": EXIF}, "picture metadata, comment in the file"),
        ({"word__media__Odalys_png": picture("PNG")}, "embedded file name"),
        ({"word__embeddings__Odalys_docx": word()}, "embedded file name"),
        ({"word__embeddings__document1_docx": word(SECRET)}, "embedded file 1, body"),
        ({"word__embeddings__oleObject1_bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + NAME.encode("utf-16-le")}, "embed"),
        ({"word__afchunk_htm": f"<html><body><p>{NAME}</p></body></html>".encode()}, "embedded file 1, body"),
        ({"word__media__image2_emf": b"\x01\0\0\0" + NAME.encode("utf-16-le")}, "picture or other part"),
        ({"word__numbering_xml": part("numbering", f"<w:lvlText w:val='{NAME}'/>")}, "numbering, list, numbering"),
        ({"word__unheardOf_xml": f"<x>{NAME}</x>"}, "other part"),
    ],
)
def test_words_of_other_parts_are_read_in_their_place(parts, place):
    found = places(p("x"), **parts)
    assert found
    assert all(where.startswith(place) for where in found if where != "embedded file 1, file name")


def test_an_embedded_pdf_is_read_with_its_hidden_words():
    parts = {"word__embeddings__x_pdf": pdf_bytes(line("x", y=400) + line(NAME, before="1 1 1 rg"))}
    assert places("", **parts) == ["embedded file 1, white text (hidden), page 1"]


def test_an_embedded_spreadsheet_is_read():
    strings = f'<sst xmlns="s"><si><r><t>Odalys </t></r><r><t>Fenwright</t></r></si><si><t>{NAME}</t></si></sst>'
    sheet = zipped({"[Content_Types].xml": "<Types xmlns='t'/>", "xl/sharedStrings.xml": strings})
    document = read_word("", word__embeddings__book_xlsx=sheet)
    assert said(document, NAME) == ["embedded file 1, cell", "embedded file 1, cell"]


def test_split_runs_tabs_and_breaks_are_joined():
    body = "<w:p><w:r><w:t>Oda</w:t></w:r><w:proofErr/><w:r><w:t>lys</w:t><w:tab/><w:t>Fen-</w:t><w:br/>"
    body += "<w:t>wright</w:t><w:softHyphen/><w:noBreakHyphen/></w:r></w:p>"
    document = read_word(body)
    assert said(document, "Odalys\tFen-\nwright\u00ad\u2011") == ["body"]


def test_a_text_box_in_two_forms_is_read_once_and_a_differing_older_form_as_well():
    def shape(newer, older):
        return f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx><w:txbxContent>{newer}</w:txbxContent>\
</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><w:txbxContent>{older}</w:txbxContent></w:pict></mc:Fallback>\
</mc:AlternateContent></w:r></w:p>"

    assert places(shape(SECRET, SECRET)) == ["body, text box"]
    assert places(shape(p("Someone else"), SECRET)) == ["body, text box"]


def test_a_deleted_half_of_a_name_is_read_with_its_other_half():
    body = f"<w:p>{R('met Odalys ')}<w:del><w:r><w:delText>Fenwright</w:delText></w:r></w:del>{R(' at home')}</w:p>"
    document = read_word(body)
    assert said(document, "Odalys Fenwright") == ["body, tracked deletion"]
    assert said(document, "met Odalys  at home") == ["body"]


@pytest.mark.parametrize(
    "look",
    [
        "<w:highlight w:val='black'/>",
        "<w:shd w:val='clear' w:fill='000000'/><w:color w:val='000000'/>",
    ],
)
def test_words_that_are_only_blacked_out_are_a_bad_redaction(look):
    document = read_word(p(NAME, look))
    assert said(document, NAME) == ["body, text under a black highlight"]
    assert ("bad_redaction", "block") in kinds(document)


@pytest.mark.parametrize(
    "look",
    [
        "<w:highlight w:val='yellow'/>",
        "<w:highlight w:val='black'/><w:color w:val='FFFFFF'/>",
        "<w:shd w:val='clear' w:fill='1D70B8'/><w:color w:val='FFFFFF'/>",
    ],
)
def test_words_that_can_be_read_on_their_colour_are_not_accused(look):
    document = read_word(p(NAME, look))
    assert said(document, NAME) == ["body"]
    assert ("bad_redaction", "block") not in kinds(document)


def test_a_black_box_drawn_on_the_page_is_for_review():
    fill = "<wps:spPr><a:solidFill><a:srgbClr val='000000'/></a:solidFill></wps:spPr>"
    body = f"<w:p><w:r><w:drawing><wp:anchor><wps:wsp>{fill}</wps:wsp></wp:anchor></w:drawing></w:r></w:p>"
    assert ("drawn_box", "review") in kinds(read_word(body))
    assert kinds(read_word(body.replace("000000", "1D70B8"))) == set()


def test_the_names_of_fonts_colours_and_built_in_styles_are_not_said():
    body = p("x", "<w:rFonts w:ascii='Georgia Pro'/><w:color w:val='auto'/>")
    document = read_word(body, word__fontTable_xml=part("fonts", "<w:font w:name='Georgia Pro'/>"))
    assert said(document, "Georgia") == []
    assert NAMESPACES


def test_the_file_name_is_read():
    document = read_document(word(), name="odalys_fenwright.docx")
    assert said(document, "odalys_fenwright.docx") == ["file name"]


def test_a_link_in_a_field_code_is_named_as_one():
    body = (
        '<w:p><w:r><w:instrText> HYPER</w:instrText></w:r><w:r><w:instrText>LINK "x/Odalys"</w:instrText></w:r></w:p>'
    )
    assert places(body) == ["body, field code, link target"]


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (f"<w:p><w:del><w:r><w:delText>{NAME}</w:delText></w:r></w:del></w:p>", "tracked_changes"),
        (p(NAME, "<w:vanish/>"), "hidden_text"),
    ],
)
def test_a_document_that_is_not_finished_is_for_review(body, kind):
    assert kinds(read_word(body)) == {(kind, "review")}
    assert kinds(read_word(SECRET)) == set()


def test_a_comment_in_a_picture_is_no_comment_on_the_document():
    assert kinds(read_word("", word__media__image1_jpeg=EXIF)) == {("picture_not_read", "note")}


def test_comments_are_for_review():
    parts = {"word__comments_xml": part("comments", COMMENT.format("x", SECRET))}
    assert kinds(read_word("", **parts)) == {("comments", "review")}


def test_words_of_another_sentence_do_not_come_with_hidden_ones():
    gone = "<w:del><w:r><w:delText>It rained.</w:delText></w:r></w:del>"
    body = f"<w:p>{R('She saw Odalys. ')}{gone}{R(' Odalys left')}</w:p>"
    assert places(body) == ["body"]


def test_an_initial_before_a_hidden_surname_comes_with_it():
    body = f"<w:p>{R('met O. ')}<w:del><w:r><w:delText>Fenwright</w:delText></w:r></w:del></w:p>"
    assert said(read_word(body), "O. Fenwright") == ["body, tracked deletion"]
