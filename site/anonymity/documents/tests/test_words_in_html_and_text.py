import base64

import pytest

from anonymity.documents import read_document
from anonymity.documents.tests.making import kinds, picture, said, with_segment

NAME = "Odalys Fenwright"
JPEG = base64.b64encode(with_segment(picture(), 0xFE, NAME.encode())).decode()


def read_page(body="", head=""):
    source = f"<!DOCTYPE html><html><head>{head}</head><body><p>x</p>{body}</body></html>"
    return read_document(source.encode(), name="page.html")


@pytest.mark.parametrize(
    ("body", "place"),
    [
        (f"<p>{NAME}</p>", "body"),
        (f"<h2>{NAME}</h2>", "heading"),
        (f"<li>{NAME}</li>", "list item"),
        (f"<table><tr><td>{NAME}</td></tr></table>", "table cell"),
        (f"<footer><p>{NAME}</p></footer>", "footer"),
        (f"<p style='display: none'>{NAME}</p>", "body, hidden text"),
        (f"<div style='visibility:hidden'><p>{NAME}</p></div>", "body, hidden text"),
        (f"<p hidden>{NAME}</p>", "body, hidden text"),
        (f"<p>seen <span style='font-size:0'>{NAME}</span></p>", "body, hidden text"),
        (f"<template><p>{NAME}</p></template>", "hidden text, template"),
        (f"<noscript>{NAME}</noscript>", "noscript text"),
        (f"<textarea>{NAME}</textarea>", "form field text"),
        (f"<svg><text>{NAME}</text></svg>", "body"),
        (f"<!-- {NAME} -->", "comment (HTML)"),
        (f"<img alt='{NAME}'>", "alt text"),
        (f"<a title='{NAME}' href='/'>a</a>", "title attribute (tooltip)"),
        (f"<a aria-label='{NAME}' href='/'>a</a>", "aria, aria-label"),
        (f"<p data-child='{NAME}'>a</p>", "data attribute, data-child"),
        (f"<input type=hidden value='{NAME}'>", "form field value (attribute)"),
        (f"<input placeholder='{NAME}'>", "form field placeholder (attribute)"),
        ("<p id='Odalys'>a</p>", "id attribute"),
        ("<p class='Odalys'>a</p>", "class attribute"),
        ("<a href='/Odalys'>a</a>", "link (href)"),
        ("<img src='Odalys.jpg'>", "link (src)"),
        ("<img srcset='Odalys.jpg 2x'>", "link (srcset)"),
        ("<form action='/Odalys'></form>", "link (action)"),
        (f"<script>let a = '{NAME}'</script>", "script"),
        ("<script>let a = '\\u004fdalys'</script>", "script"),
        (f'<script type="application/ld+json">{{"a": [{{"b": "{NAME}"}}]}}</script>', "JSON-LD"),
        ('<script type="application/ld+json">{"a": "\\u004fdalys"}</script>', "JSON-LD"),
        (f"<style>p::after {{content: '{NAME}'}}</style>", "style"),
        (f"<iframe srcdoc='&lt;p&gt;{NAME}&lt;/p&gt;'></iframe>", "frame in the page 1, body"),
        (
            f"<img src='data:image/jpeg;base64,{JPEG}'>",
            "embedded file 1, picture 1, picture metadata, comment in the file",
        ),
        (f"<p onclick=\"tell('{NAME}')\">a</p>", "attribute onclick"),
    ],
)
def test_words_of_a_page_are_read_in_their_place(body, place):
    found = said(read_page(body), "Odalys")
    assert len(found) == 1
    assert found[0].startswith(place)


@pytest.mark.parametrize(
    ("head", "place"),
    [
        (f"<title>{NAME}</title>", "title"),
        (f"<meta name='description' content='{NAME}'>", "meta description"),
        (f"<meta property='og:title' content='{NAME}'>", "meta, og:title"),
        ("<link rel='canonical' href='/Odalys'>", "link (href)"),
    ],
)
def test_words_of_the_head_are_read_in_their_place(head, place):
    assert said(read_page(head=head), "Odalys") == [place]


def test_words_hidden_by_the_style_of_a_class_are_told_apart():
    document = read_page(f"<p class='quiet'>{NAME}</p>", "<style>.quiet { display: none }</style>")
    assert said(document, NAME) == ["body, hidden text"]


def test_inline_marks_do_not_split_words_and_blocks_do():
    document = read_page("<p>Oda<b>lys</b> Fen<wbr>wr<i>ig</i>ht<br>left</p><div>Then<div>more</div></div>")
    assert said(document, "Odalys Fenwright\nleft") == ["body"]
    assert said(document, "Thenmore") == []


def test_entities_of_html_are_decoded():
    assert said(read_page("<p>O&#100;alys&nbsp;Fenwright &amp; Zo&euml;</p>"), "Odalys\u00a0Fenwright & Zoë") == [
        "body"
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_plain_text_is_read_in_any_usual_encoding(encoding):
    text = "PRESS LINE\n\nZoë Fenwright’s school – it is near.\nA second line.\n"
    document = read_document(text.encode(encoding), name="press.txt")
    assert said(document, "Zoë Fenwright’s school – it is near.\nA second line.") == ["text"]


def test_a_page_in_an_older_encoding_is_read_as_it_says():
    source = '<html><head><meta charset="iso-8859-2"></head><body><p>Łukasz</p></body></html>'.encode("iso-8859-2")
    assert said(read_document(source, name="a.html"), "Łukasz") == ["body"]


def test_a_drawing_in_svg_is_read():
    source = f"<svg xmlns='http://www.w3.org/2000/svg'><title>{NAME}</title><desc>y</desc></svg>"
    assert said(read_document(source.encode(), name="a.svg"), NAME) == ["title"]


@pytest.mark.parametrize(
    "source", [b"{\\rtf1 Odalys Fenwright}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1Odalys Fenwright and more", bytes(300)]
)
def test_a_file_that_is_not_read_is_blocked(source):
    assert ("cannot_be_read", "block") in kinds(read_document(source, name="old.doc"))


def test_the_content_decides_and_not_the_suffix():
    document = read_document(f"<html><body><h1>{NAME}</h1></body></html>".encode(), name="report.pdf")
    assert said(document, NAME) == ["heading"]


def test_a_page_saved_with_all_its_parts_is_read():
    page = base64.encodebytes(f"<html><body><p>{NAME}</p></body></html>".encode()).decode()
    source = (
        "From: <Saved by Odalys>\nSubject: a\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        f"--b\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\n{page}\n--b--\n"
    )
    document = read_document(source.encode(), name="a.mht")
    assert said(document, "Odalys") == ["e-mail header, From", "part of an e-mail 1, body"]


def test_long_stretches_of_mere_data_are_no_words():
    data = "Eve" + "aGVsbG8gd29ybGQ" * 40
    document = read_page(f"<script>let a = '{data}'; let b = '{NAME}'</script>")
    assert said(document, "Eve") == []
    assert said(document, NAME) == ["script"]
