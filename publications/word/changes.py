"""Takes tracked changes and comments out of a story (R25).

Deleted words never stay: they may be a name. Added words stay only when the changes are accepted.
"""

from __future__ import annotations

from lxml import etree

from publications.word.noting import MARK, leave_mark, mark
from publications.word.xml_parts import M_NS, W14_NS, drop, drop_all, unwrap, w

DELETED = {
    w("del"): "deletion",
    f"{{{W14_NS}}}conflictDel": "deletion",
    w("cellDel"): "deletion",
    w("moveFrom"): "moved_away",
}
ADDED = {
    w("ins"): "insertion",
    f"{{{W14_NS}}}conflictIns": "insertion",
    w("cellIns"): "insertion",
    w("moveTo"): "move",
}
FORMAT_CHANGES = (
    "rPrChange pPrChange sectPrChange tblPrChange tcPrChange trPrChange tblGridChange tblPrExChange numberingChange"
)
COMMENT_TRACES = (w("commentRangeStart"), w("commentRangeEnd"), w("annotationRef"))


def settle_changes(root: etree._Element, *, accept: bool) -> None:
    """Take out the tracked changes of a story, leaving marks for the notes."""
    for element in list(root.iter(*(w(name) for name in FORMAT_CHANGES.split()))):
        _note_format_change(element)
    for element in list(root.iter(*DELETED)):
        _settle(element, kind=DELETED[element.tag], stays=False, joins=accept)
    for element in list(root.iter(*ADDED)):
        kind = ADDED[element.tag]
        _settle(element, kind=f"{kind}_accepted" if accept else kind, stays=accept, joins=not accept)
    drop_all(root, w("delText"), w("delInstrText"))


def _note_format_change(element: etree._Element) -> None:
    """Properties are dropped later, so the mark goes to what they belong to."""
    holder = next(element.iterancestors(w("p"), w("tbl"), w("sectPr")), None)
    drop(element)
    if holder is not None and holder.tag == w("p"):
        holder.append(mark("format_change"))
    elif holder is not None:
        holder.addprevious(mark("format_change"))


def _settle(element: etree._Element, *, kind: str, stays: bool, joins: bool) -> None:
    """A change is either a wrapper around words or a sign in the properties of what it changes."""
    parent = element.getparent()
    if parent is None:
        return
    owner = _owner(element)
    if owner is None:
        _settle_wrapper(element, kind=kind, stays=stays)
    elif owner.tag == w("p"):
        _settle_paragraph_end(element, owner, kind=kind, joins=joins)
    else:
        drop(element)
        _settle_owner(owner, kind=kind, stays=stays)


def _owner(sign: etree._Element) -> etree._Element | None:
    properties = sign.getparent()
    if properties.tag in (w("rPr"), w("trPr"), w("tcPr"), w("numPr"), w("pPr"), f"{{{M_NS}}}ctrlPr"):
        owner = properties.getparent()
        return owner.getparent() if owner is not None and owner.tag == w("pPr") else owner
    return None


def _settle_wrapper(element: etree._Element, *, kind: str, stays: bool) -> None:
    element.addprevious(mark(kind))
    if stays:
        unwrap(element)
    else:
        drop(element)


def _settle_owner(owner: etree._Element, *, kind: str, stays: bool) -> None:
    if owner.getparent() is None or owner.tag not in (w("r"), f"{{{M_NS}}}r", w("tr"), w("tc")):
        return
    owner.addprevious(mark(kind))
    if stays:
        return
    if owner.tag == w("tc"):
        owner[:] = [child for child in owner if child.tag == w("tcPr")]
    else:
        drop(owner)


def _settle_paragraph_end(sign: etree._Element, paragraph: etree._Element, *, kind: str, joins: bool) -> None:
    drop(sign)
    if paragraph.find(f".//{sign.tag}") is None and not _has_mark(paragraph, kind):
        paragraph.append(mark(kind))
    follower = _following_paragraph(paragraph)
    if joins and follower is not None:
        _join(paragraph, follower)


def _has_mark(paragraph: etree._Element, kind: str) -> bool:
    return any(found.get("kind") == kind for found in paragraph.iter(MARK))


def _following_paragraph(paragraph: etree._Element) -> etree._Element | None:
    follower = paragraph.getnext()
    while follower is not None and follower.tag == MARK:
        follower = follower.getnext()
    return follower if follower is not None and follower.tag == w("p") else None


def _join(paragraph: etree._Element, follower: etree._Element) -> None:
    """Word gives the joined paragraph the style of the one whose end is left."""
    place = 1 if len(follower) and follower[0].tag == w("pPr") else 0
    follower[place:place] = [child for child in paragraph if child.tag != w("pPr")]
    drop(paragraph)


def leave_out_comments(root: etree._Element) -> int:
    """Take comment anchors out of a story, leaving marks; return how many there were."""
    drop_all(root, *COMMENT_TRACES)
    anchors = list(root.iter(w("commentReference")))
    for anchor in anchors:
        leave_mark(anchor, "comment")
    return len(anchors)
