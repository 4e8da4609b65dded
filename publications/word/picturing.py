"""Reads the pictures of a Word file by their bytes; never from outside the file."""

from __future__ import annotations

import hashlib
import re

from lxml import etree

from publications.word.manuscripts import ManuscriptImage
from publications.word.opening import Package
from publications.word.relations import Relation
from publications.word.xml_parts import parse_part

_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF87a", "gif"), (b"GIF89a", "gif"))


class Pictures:
    """The pictures one part of a document refers to, gathered into `images` by the hash of their bytes."""

    def __init__(self, package: Package, relations: dict[str, Relation], images: dict[str, ManuscriptImage]) -> None:
        self._package = package
        self._relations = relations
        self._images = images

    def take(self, relation_id: str, *, alt: str) -> tuple[str, str]:
        """Return the picture's key and no problem, or no key and the kind of note that says why."""
        relation = self._relations.get(relation_id)
        if relation is None or relation.external:
            return "", "linked_image"
        if relation.target not in self._package:
            return "", "image_missing"
        data = self._package.read(relation.target)
        extension = extension_of(data)
        if not extension:
            return "", "image_kind"
        key = hashlib.sha256(data).hexdigest()
        self._images.setdefault(key, ManuscriptImage(data, extension, alt))
        return key, ""

    def side_part(self, relation_id: str) -> etree._Element | None:
        """Return the parsed XML part a chart or diagram keeps its words in, if it has one."""
        relation = self._relations.get(relation_id)
        is_words = relation is not None and re.search(r"chart|diagramData", relation.kind)
        if not is_words or relation.external or relation.target not in self._package:
            return None
        return parse_part(self._package.read(relation.target))


def extension_of(data: bytes) -> str:
    """Return png, jpg, gif or webp by the first bytes, or the empty string for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((extension for start, extension in _KINDS if data.startswith(start)), "")
