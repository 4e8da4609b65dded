"""A Word file without author, comments, tracked changes, hidden words and embedded files."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile

from lxml import etree
from PIL import Image, ImageOps

from publications.word.opening import Package, open_package
from publications.word.xml_parts import parse_part, w

_DROPPED = re.compile(
    r"docprops/|customxml/|word/comments|word/people|word/embeddings/|word/activex/|word/vbaproject|_xmlsignatures/"
)
_STORY = re.compile(r"word/(document|footnotes|endnotes|header\d*|footer\d*|glossary/document)\.xml")
_GONE = (
    "del", "moveFrom", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tcPrChange", "trPrChange",
    "tblGridChange", "tblPrExChange", "numberingChange", "commentRangeStart", "commentRangeEnd", "commentReference",
    "annotationRef", "object", "moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd",
    "rsids", "attachedTemplate", "docVars", "mailMerge", "bookmarkStart", "bookmarkEnd",
)  # fmt: skip
_UNWRAPPED = ("ins", "moveTo", "sdt", "sdtContent")
_PICTURE = re.compile(r"word/media/.*\.(png|jpe?g)$")


def clean_word(data: bytes) -> bytes:
    """Return the .docx anew; tracked insertions stay, deletions go. UnreadableReport for what is unsafe or damaged."""
    package = open_package(data)
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for info in source.infolist():
            if not info.is_dir() and not _DROPPED.match(info.filename.lower()):
                # A fresh entry carries neither a date nor a comment of the old one.
                target.writestr(zipfile.ZipInfo(info.filename), _part(package, info.filename), zipfile.ZIP_DEFLATED)
    return written.getvalue()


def _part(package: Package, name: str) -> bytes:
    data, lower = package.read(name), name.lower()
    if lower.endswith(".rels"):
        return _relations(data, posixpath.dirname(posixpath.dirname(lower)))
    if lower == "[content_types].xml":
        return _content_types(data)
    if _STORY.fullmatch(lower) or lower == "word/settings.xml":
        return _story(data)
    return _pixels(data) if _PICTURE.match(lower) else data


def _relations(data: bytes, folder: str) -> bytes:
    root = parse_part(data)
    for relation in list(root):
        target = (relation.get("Target") or "").lower()
        inside = posixpath.normpath(target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target))
        if _DROPPED.match(inside) or (relation.get("Type") or "").endswith("/attachedTemplate"):
            root.remove(relation)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _content_types(data: bytes) -> bytes:
    root = parse_part(data)
    for entry in list(root):
        if _DROPPED.match((entry.get("PartName") or "").lower().lstrip("/")):
            root.remove(entry)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _story(data: bytes) -> bytes:
    root = parse_part(data)
    for element in [*root.iter(*map(w, _GONE)), *_hidden(root)]:
        if element.getparent() is not None:
            element.getparent().remove(element)
    for element in list(root.iter(*map(w, _UNWRAPPED))):
        _unwrap(element)
    for element in root.iter():
        for name in [name for name in element.attrib if "rsid" in name.lower()]:
            del element.attrib[name]
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _hidden(root: etree._Element) -> list[etree._Element]:
    return [run for run in root.iter(w("r")) if run.find(f"{w('rPr')}/{w('vanish')}") is not None]


def _unwrap(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    at = parent.index(element)
    properties = (w("sdtPr"), w("sdtEndPr"))
    for child in [child for child in element if child.tag not in properties][::-1]:
        parent.insert(at, child)
    parent.remove(element)


def _pixels(data: bytes) -> bytes:
    with Image.open(io.BytesIO(data)) as opened:
        kind, upright = opened.format, ImageOps.exif_transpose(opened)
    pixels = Image.frombytes(upright.mode, upright.size, upright.tobytes())
    if upright.mode == "P":
        pixels.putpalette(upright.getpalette() or [])
    written = io.BytesIO()
    pixels.save(written, kind)
    return written.getvalue()
