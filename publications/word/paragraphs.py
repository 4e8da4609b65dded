"""Says of every paragraph, in our own few style names, what it is and which list it belongs to."""

from __future__ import annotations

from lxml import etree

from publications.word.noting import MARK, mark
from publications.word.styling import Numbering, Styles, style_of
from publications.word.xml_parts import drop, number, w

DEEPEST_LIST = 4


def settle_paragraphs(root: etree._Element, styles: Styles, numbering: Numbering) -> None:
    """Give every paragraph our own style name and say plainly which list it belongs to."""
    for paragraph in root.iter(w("p")):
        style_id = style_of(paragraph, styles)
        kind = styles.kind(style_id)
        old = paragraph.find(w("pPr"))
        listed = _list_level(old, style_id, styles)
        pattern = numbering.level(*listed) if listed[0] else ("", "")
        properties = etree.Element(w("pPr"))
        if kind:
            etree.SubElement(properties, w("pStyle"), {w("val"): kind})
        if kind.startswith(("heading", "title")) or pattern[1].count("%") > 1:
            properties.extend([mark("paragraph_number")] if "%" in pattern[1] else [])
        else:
            _keep_list(properties, listed[1], form=pattern[0])
        if old is not None:
            properties.extend(list(old.iter(MARK)))
            drop(old)
        paragraph.insert(0, properties)


def _list_level(old: etree._Element | None, style_id: str, styles: Styles) -> tuple[str, str]:
    own = None if old is None else old.find(w("numPr"))
    list_id, level = styles.numbering(style_id)
    if own is not None:
        named, at = own.find(w("numId")), own.find(w("ilvl"))
        list_id = list_id if named is None else named.get(w("val")) or ""
        level = level if at is None else at.get(w("val")) or ""
    return ("", "") if list_id == "0" else (list_id, str(number(level, most=8)))


def _keep_list(properties: etree._Element, level: str, *, form: str) -> None:
    if not form or form == "none":
        return
    found = etree.SubElement(properties, w("numPr"))
    # Deeper lists than our reader knows are held at its deepest level.
    etree.SubElement(found, w("ilvl"), {w("val"): str(number(level, most=DEEPEST_LIST))})
    etree.SubElement(found, w("numId"), {w("val"): "bullets" if form == "bullet" else "numbers"})


def settle_emphasis(root: etree._Element, styles: Styles) -> None:
    """Write bold and italic that come from a character style onto the words themselves."""
    for named in list(root.iter(w("rStyle"))):
        properties = named.getparent()
        for name in ("b", "i"):
            if properties.find(w(name)) is None and styles.toggle(named.get(w("val")) or "", name):
                etree.SubElement(properties, w(name))


def join_runs(root: etree._Element) -> None:
    """Join runs of words that look the same; Word cuts sentences into many at every edit."""
    for run in list(root.iter(w("r"))):
        before = run.getprevious()
        if before is not None and before.tag == w("r") and _can_join(before, run):
            before.extend(run.findall(w("t")))
            drop(run)


def _can_join(before: etree._Element, run: etree._Element) -> bool:
    return _is_only_words(before) and _is_only_words(run) and _look(before) == _look(run)


def _is_only_words(run: etree._Element) -> bool:
    return all(child.tag in (w("t"), w("rPr")) for child in run)


def _look(run: etree._Element) -> list[tuple[str, str | None]]:
    return sorted((found.tag, found.get(w("val"))) for found in run.iterfind(f"{w('rPr')}/*"))
