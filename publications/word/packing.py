"""Packs the cleaned stories into a small new Word file that holds nothing else."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from publications.word.cleaning import Story
from publications.word.manuscripts import ManuscriptImage
from publications.word.paragraphs import DEEPEST_LIST
from publications.word.slimming import is_web_address
from publications.word.styling import DEEPEST_HEADING
from publications.word.xml_parts import OFFICE, W_NS, w

KINDS = ["title", "quote", "caption", *(f"heading-{level}" for level in range(1, DEEPEST_HEADING + 1))]
_RELATIONS = f"{OFFICE}/package/2006/relationships"
_KIND = f"{OFFICE}/officeDocument/2006/relationships"
_TYPES = f"{OFFICE}/package/2006/content-types"


def packed(stories: dict[str, Story], images: dict[str, ManuscriptImage]) -> io.BytesIO:
    """Return a Word file with the stories ("document", "footnotes", "endnotes") and the images by key."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("[Content_Types].xml", _content_types(images))
        archive.writestr("_rels/.rels", _relations([("main", "officeDocument", "word/document.xml", False)]))
        archive.writestr("word/styles.xml", _styles())
        archive.writestr("word/numbering.xml", _numbering())
        for name, story in stories.items():
            archive.writestr(f"word/{name}.xml", etree.tostring(story.root, encoding="UTF-8"))
            archive.writestr(f"word/_rels/{name}.xml.rels", _relations(_story_relations(story, images)))
        for key, image in images.items():
            archive.writestr(f"word/media/{key}", image.data)
    file.seek(0)
    return file


def _story_relations(story: Story, images: dict[str, ManuscriptImage]) -> list[tuple[str, str, str, bool]]:
    links = [
        (relation_id, "hyperlink", relation.target, True)
        for relation_id, relation in story.relations.items()
        if relation.external and is_web_address(relation.target)
    ]
    return links + [(key, "image", f"media/{key}", False) for key in images]


def _relations(found: list[tuple[str, str, str, bool]]) -> bytes:
    root = etree.Element(f"{{{_RELATIONS}}}Relationships")
    for relation_id, kind, target, external in found:
        mode = {"TargetMode": "External"} if external else {}
        etree.SubElement(
            root,
            f"{{{_RELATIONS}}}Relationship",
            Id=relation_id,
            Type=f"{_KIND}/{kind}",
            Target=target,
            **mode,
        )
    return etree.tostring(root)


def _content_types(images: dict[str, ManuscriptImage]) -> bytes:
    root = etree.Element(f"{{{_TYPES}}}Types")
    for key, image in images.items():
        etree.SubElement(
            root,
            f"{{{_TYPES}}}Override",
            PartName=f"/word/media/{key}",
            ContentType=f"image/{image.extension}",
        )
    return etree.tostring(root)


def _styles() -> bytes:
    root = etree.Element(w("styles"), nsmap={"w": W_NS})
    for kind in KINDS:
        style = etree.SubElement(root, w("style"), {w("type"): "paragraph", w("styleId"): kind})
        etree.SubElement(style, w("name"), {w("val"): kind})
    return etree.tostring(root)


def _numbering() -> bytes:
    root = etree.Element(w("numbering"), nsmap={"w": W_NS})
    for name, form in (("bullets", "bullet"), ("numbers", "decimal")):
        abstract = etree.SubElement(root, w("abstractNum"), {w("abstractNumId"): name})
        for level in range(DEEPEST_LIST + 1):
            found = etree.SubElement(abstract, w("lvl"), {w("ilvl"): str(level)})
            etree.SubElement(found, w("numFmt"), {w("val"): form})
    for name in ("bullets", "numbers"):
        listed = etree.SubElement(root, w("num"), {w("numId"): name})
        etree.SubElement(listed, w("abstractNumId"), {w("val"): name})
    return etree.tostring(root)
