"""Takes hidden and crossed-out words out of a story, whether marked on the words or by a style (R25)."""

from __future__ import annotations

from lxml import etree

from publications.word.noting import leave_mark, mark
from publications.word.styling import Styles, style_of
from publications.word.xml_parts import M_NS, V_NS, WP_NS, enclosing, is_on, number, w

STRUCK = ("strike", "dstrike")
TINY = 4  # half-points


def leave_out_hidden(root: etree._Element, styles: Styles) -> None:
    """Replace hidden runs, rows and drawings, and crossed-out runs, by marks."""
    _leave_out_hidden_rows(root)
    for run in list(root.iter(w("r"), f"{{{M_NS}}}r")):
        if _is_set(run, "vanish", styles):
            leave_mark(run, "hidden")
        elif any(_is_set(run, name, styles) for name in STRUCK):
            leave_mark(run, "struck")
        elif _is_tiny(run):
            run.addprevious(mark("tiny"))
    _leave_out_hidden_drawings(root)


def _leave_out_hidden_rows(root: etree._Element) -> None:
    for sign in list(root.iter(w("hidden"))):
        row = sign.getparent().getparent()
        if row is not None and row.tag == w("tr") and row.getparent() is not None and is_on(sign):
            leave_mark(row, "hidden")


def _leave_out_hidden_drawings(root: etree._Element) -> None:
    for properties in list(root.iter(f"{{{WP_NS}}}docPr")):
        drawing = enclosing(properties, w("drawing"))
        if drawing is not None and (properties.get("hidden") or "").lower() in ("1", "true"):
            leave_mark(drawing, "hidden")
    for shape in list(root.iter(f"{{{V_NS}}}shape")):
        picture = enclosing(shape, w("pict"))
        style = (shape.get("style") or "").replace(" ", "").lower()
        if picture is not None and "visibility:hidden" in style:
            leave_mark(picture, "hidden")


def _is_set(run: etree._Element, name: str, styles: Styles) -> bool:
    """Direct formatting decides; else any style that says so is believed, to err towards secrecy."""
    direct = is_on(run.find(f"{w('rPr')}/{w(name)}"))
    if direct is not None:
        return direct
    said = [styles.toggle(style_id, name) for style_id in _style_ids(run, styles)]
    return any(said) or (styles.default_toggle(name) and False not in said)


def _style_ids(run: etree._Element, styles: Styles) -> list[str]:
    ids = []
    named = run.find(f"{w('rPr')}/{w('rStyle')}")
    if named is not None:
        ids.append(named.get(w("val")) or "")
    paragraph = enclosing(run, w("p"))
    if paragraph is not None:
        ids.append(style_of(paragraph, styles))
    table = enclosing(run, w("tbl"))
    if table is not None:
        ids += [style.get(w("val")) or "" for style in table.findall(f"{w('tblPr')}/{w('tblStyle')}")]
    return ids


def _is_tiny(run: etree._Element) -> bool:
    size = run.find(f"{w('rPr')}/{w('sz')}")
    return size is not None and 0 < number(size.get(w("val"))) <= TINY and run.find(w("t")) is not None
