"""Keeps what Word's fields show and takes away their codes. Links stay; Word's contents list goes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from publications.word.noting import leave_mark, mark
from publications.word.rich_text import is_safe_href
from publications.word.styling import Styles, style_of
from publications.word.xml_parts import drop, enclosing, is_on, unwrap, w

_ADDRESS = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))', re.IGNORECASE)
_SIGNS = (w("p"), w("fldChar"), w("instrText"), w("t"), w("drawing"), w("pict"))


@dataclass
class _Field:
    code: str = ""
    showing: bool = False
    signs: list[etree._Element] = field(default_factory=list)
    unseen: list[etree._Element] = field(default_factory=list)

    @property
    def is_contents(self) -> bool:
        return self.code.split()[:1] in (["TOC"], ["INDEX"], ["TOA"])


def settle_fields(root: etree._Element, styles: Styles) -> None:
    """Take field codes out of a story and drop Word's own contents list, leaving a mark."""
    contents = [p for p in root.iter(w("p")) if styles.kind(style_of(p, styles)) == "contents"]
    open_fields: list[_Field] = []
    for element in list(root.iter(*_SIGNS)):
        _read_sign(element, open_fields, contents)
    for broken in open_fields:
        broken.signs[0].addprevious(mark("field"))
        _drop_each(broken.signs)
    for simple in list(root.iter(w("fldSimple"))):
        unwrap(simple)
    _leave_out_contents(contents)


def _read_sign(element: etree._Element, open_fields: list[_Field], contents: list[etree._Element]) -> None:
    if element.tag == w("fldChar"):
        _read_turn(element, open_fields, contents)
    elif not open_fields:
        _drop_stray_code(element)
    elif element.tag == w("p"):
        contents += [element] if any(f.is_contents and f.showing for f in open_fields) else []
    elif element.tag == w("instrText"):
        open_fields[-1].code += element.text or ""
        open_fields[-1].signs.append(element)
    elif not all(f.showing for f in open_fields):
        open_fields[0].unseen.append(element)


def _drop_stray_code(element: etree._Element) -> None:
    if element.tag == w("instrText"):
        drop(element)


def _read_turn(sign: etree._Element, open_fields: list[_Field], contents: list[etree._Element]) -> None:
    turn = sign.get(w("fldCharType"))
    if turn == "begin":
        open_fields.append(_Field(signs=[sign]))
    elif not open_fields:
        drop(sign)
    else:
        open_fields[-1].signs.append(sign)
        if turn == "separate":
            open_fields[-1].showing = True
            _note_contents_start(open_fields[-1], contents)
        else:
            _spare_words_after(sign, open_fields[-1], contents)
            _close(open_fields.pop())


def _note_contents_start(started: _Field, contents: list[etree._Element]) -> None:
    paragraph = enclosing(started.signs[0], w("p"))
    if started.is_contents and paragraph is not None:
        contents.append(paragraph)


def _spare_words_after(end: etree._Element, closing: _Field, contents: list[etree._Element]) -> None:
    """A heading can share the paragraph in which the contents list ends."""
    paragraph = enclosing(end, w("p"))
    later = [run for run in end.getparent().itersiblings() if run.find(f".//{w('t')}") is not None]
    if closing.is_contents and later and paragraph in contents:
        contents.remove(paragraph)


def _close(closed: _Field) -> None:
    _drop_each(closed.unseen)
    address = _ADDRESS.match(closed.code)
    if address and closed.showing:
        _keep_link(closed, address[1] or address[2] or "")
        return
    if closed.code.split()[:1] == ["FORMCHECKBOX"]:
        closed.signs[0].addprevious(_tick(closed.signs[0]))
    elif closed.code.upper().split()[:1] == ["HYPERLINK"]:
        closed.signs[0].addprevious(mark("internal_link"))
    _drop_each(closed.signs)


def _keep_link(closed: _Field, address: str) -> None:
    codes = [sign for sign in closed.signs if sign.tag == w("instrText")]
    if is_safe_href(address) and not address.startswith(("/", "#")):
        codes[0].text = f'HYPERLINK "{address}"'
        _drop_each(codes[1:])
    else:
        closed.signs[0].addprevious(mark("link"))
        _drop_each(closed.signs)


def _tick(begin: etree._Element) -> etree._Element:
    box = begin.find(f".//{w('checkBox')}")
    states = [] if box is None else [is_on(box.find(w("checked"))), is_on(box.find(w("default")))]
    words = etree.Element(w("t"))
    words.text = "☒" if next((state for state in states if state is not None), False) else "☐"
    return words


def _drop_each(elements: list[etree._Element]) -> None:
    for element in elements:
        drop(element)


def _leave_out_contents(paragraphs: list[etree._Element]) -> None:
    for paragraph in paragraphs:
        if paragraph.getparent() is not None:
            leave_mark(paragraph, "contents")


def settle_controls(root: etree._Element) -> None:
    """Keep what content controls hold; drop Word's contents list and prompts that were never filled in."""
    for control in list(root.iter(w("sdt"))):
        if control.getparent() is None:
            continue
        gallery = control.find(f"{w('sdtPr')}/{w('docPartObj')}/{w('docPartGallery')}")
        if gallery is not None and gallery.get(w("val")) == "Table of Contents":
            leave_mark(control, "contents")
        elif is_on(control.find(f"{w('sdtPr')}/{w('showingPlcHdr')}")):
            leave_mark(control, "placeholder")
        else:
            _keep_content(control)


def _keep_content(control: etree._Element) -> None:
    content = control.find(w("sdtContent"))
    _drop_each([child for child in control if child is not content])
    if content is not None:
        unwrap(content)
    unwrap(control)
