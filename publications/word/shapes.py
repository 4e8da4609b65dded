"""Carries pictures and text boxes over, and marks the drawn things that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from publications.word.noting import MARK, leave_mark, mark
from publications.word.picturing import Pictures
from publications.word.xml_parts import (
    A_NS,
    M_NS,
    MC_NS,
    PIC_NS,
    R_NS,
    V_NS,
    WP_NS,
    drop,
    enclosing,
    r,
    unwrap,
    visible_words,
    w,
)

_TEXT_BOX = w("txbxContent")
_DRAWN = (w("drawing"), w("pict"))
_CHART_WORDS = ("{*}t", "{*}v")


def settle_alternatives(root: etree._Element) -> None:
    """Word writes new shapes twice, for new and old readers; keep the first that is there."""
    for both in list(root.iter(f"{{{MC_NS}}}AlternateContent")):
        ways = both.findall(f"{{{MC_NS}}}Choice") + both.findall(f"{{{MC_NS}}}Fallback")
        for other in [child for child in both if child not in ways[:1]]:
            drop(other)
        if ways:
            unwrap(ways[0])
        unwrap(both)


def lift_text_boxes(root: etree._Element) -> None:
    """Put the paragraphs of each text box after the paragraph the box belongs to, inner boxes first."""
    for box in reversed(list(root.iter(_TEXT_BOX))):
        paragraph = enclosing(box, w("p"))
        if paragraph is None:
            continue
        told = [mark("text_box")] if visible_words(box) else []
        place = paragraph.getparent().index(paragraph) + 1
        paragraph.getparent()[place:place] = [*told, *box]


def settle_drawings(root: etree._Element, pictures: Pictures) -> None:
    """Replace each drawing by the pictures in it, or by a mark that says what it was."""
    for formula in list(root.iter(f"{{{M_NS}}}oMathPara", f"{{{M_NS}}}oMath")):
        if formula.getparent() is not None and enclosing(formula, f"{{{M_NS}}}oMathPara") is None:
            leave_mark(formula, "equation", words=visible_words(formula))
    for thing in list(root.iter(w("object"))):
        leave_mark(thing, "embedded")
    for drawing in list(root.iter(*_DRAWN)):
        if drawing.getparent() is not None:
            _settle_drawing(drawing, pictures)


def _settle_drawing(drawing: etree._Element, pictures: Pictures) -> None:
    found = [part for image in _images(drawing) for part in _carried(image, drawing, pictures)]
    if not found and drawing.find(f".//{_TEXT_BOX}") is None:
        found = [mark(*_what_it_was(drawing, pictures))]
    place = drawing.getparent().index(drawing)
    drawing.getparent()[place : place + 1] = [*found, *drawing.iter(MARK)]


def _images(drawing: etree._Element) -> Iterator[etree._Element]:
    yield from drawing.iter(f"{{{A_NS}}}blip", f"{{{V_NS}}}imagedata")


def _carried(image: etree._Element, drawing: etree._Element, pictures: Pictures) -> Iterator[etree._Element]:
    """Yield a picture in the plain form our reader knows, and marks for what staff should check."""
    relation_id = image.get(r("embed")) or image.get(r("id")) or ""
    name, problem = pictures.take(relation_id, alt=(alt := _alt(image, drawing)))
    if problem or not name:
        yield mark(problem or "linked_image")
        return
    if not alt:
        yield mark("no_alt")
    if drawing.find(f".//{{{A_NS}}}hlinkClick") is not None:
        yield mark("link")
    if _is_cropped(image):
        yield mark("cropped")
    yield _plain_picture(name, alt)


def _alt(image: etree._Element, drawing: etree._Element) -> str:
    own = next(image.iterancestors(f"{{{PIC_NS}}}pic", f"{{{V_NS}}}shape", f"{{{V_NS}}}rect"), None)
    holders = [] if own is None else [own, *own.iter(f"{{{PIC_NS}}}cNvPr")]
    for holder in [*drawing.iter(f"{{{WP_NS}}}docPr"), *holders]:
        words = holder.get("descr") or holder.get("alt") or holder.get("title") or ""
        if words.strip():
            return " ".join(words.split())
    return ""


def _is_cropped(image: etree._Element) -> bool:
    crop = image.getparent().find(f"{{{A_NS}}}srcRect")
    sides = () if crop is None else crop.attrib.values()
    return any(side not in ("", "0") for side in sides) or any(name.startswith("crop") for name in image.attrib)


def _plain_picture(relation_id: str, alt: str) -> etree._Element:
    drawing = etree.Element(w("drawing"))
    inline = etree.SubElement(drawing, f"{{{WP_NS}}}inline")
    etree.SubElement(inline, f"{{{WP_NS}}}docPr", descr=alt)
    graphic = etree.SubElement(inline, f"{{{A_NS}}}graphic")
    data = etree.SubElement(graphic, f"{{{A_NS}}}graphicData")
    fill = etree.SubElement(etree.SubElement(data, f"{{{PIC_NS}}}pic"), f"{{{PIC_NS}}}blipFill")
    etree.SubElement(fill, f"{{{A_NS}}}blip", {r("embed"): relation_id})
    return drawing


def _what_it_was(drawing: etree._Element, pictures: Pictures) -> tuple[str, str]:
    data = drawing.find(f".//{{{A_NS}}}graphicData")
    uri = "" if data is None else (data.get("uri") or "")
    words = visible_words(drawing)
    if "chart" in uri:
        return "chart", _far_words(data, pictures) or words
    if "diagram" in uri:
        return "diagram", _far_words(data, pictures) or words
    return "shape", words


def _far_words(data: etree._Element, pictures: Pictures) -> str:
    """Charts and diagrams keep their words in a part of their own."""
    ids = [value for node in data.iter() for name, value in node.attrib.items() if name.startswith(f"{{{R_NS}}}")]
    roots = filter(None.__ne__, (pictures.side_part(relation_id) for relation_id in ids))
    words = [node.text or "" for root in roots for node in root.iter(*_CHART_WORDS)]
    return " ".join(dict.fromkeys(word for word in words if word.strip()))
