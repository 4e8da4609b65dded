"""Which content of a PDF its pages show, and which lies in the file unshown."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

import pikepdf

from anonymity.documents.collecting import Gathered
from anonymity.documents.pdf.streams import unpacked

DRAWS = re.compile(rb"/([^\s/<>\[\]()]+)\s+Do\b")
Number = tuple[int, int]


class Shown:
    """The numbers of the content streams and forms that pages show, and the appearances of annotations."""

    def __init__(self, pdf: pikepdf.Pdf, into: Gathered) -> None:
        self.bounds = into.bounds
        self.numbers: set[Number] = set()
        self.pages: set[Number] = set()
        self.appearances: dict[Number, str] = {}
        for page in pdf.pages:
            self.bounds.keep_time()
            with into.keeping_on("contents of a page"):
                self.add_page(page.obj)

    def add_page(self, page: pikepdf.Dictionary) -> None:
        """Note what one page shows."""
        self.pages.add(page.objgen)
        content = b"\n".join(self.opened(stream) for stream in content_streams(page))
        self.add_drawn(content, page_resources(page), 0)
        for annotation in as_list(page.get("/Annots")):
            if isinstance(annotation, pikepdf.Dictionary):
                is_field = annotation.get("/Subtype") == "/Widget"
                self.add_appearances(annotation.get("/AP"), "form field" if is_field else "annotation")

    def opened(self, stream: pikepdf.Stream) -> bytes:
        """The contents of a stream, which is noted as shown."""
        self.numbers.add(stream.objgen)
        return unpacked(stream, self.bounds)

    def add_drawn(self, content: bytes, resources: pikepdf.Object, depth: int) -> None:
        """Note the forms that some content draws, and what they draw in turn."""
        forms = resources.get("/XObject") if isinstance(resources, pikepdf.Dictionary) else None
        if not isinstance(forms, pikepdf.Dictionary) or depth > 12:
            return
        for name in set(DRAWS.findall(content)):
            form = forms.get("/" + unescaped(name))
            if isinstance(form, pikepdf.Stream) and form.objgen not in self.numbers:
                self.numbers.add(form.objgen)
                if form.get("/Subtype") == "/Form":
                    self.add_drawn(unpacked(form, self.bounds), form.get("/Resources", resources), depth + 1)

    def add_appearances(self, found: pikepdf.Object | None, where: str, depth: int = 0) -> None:
        """Note the drawings of an annotation in all its states."""
        if isinstance(found, pikepdf.Stream):
            self.appearances[found.objgen] = where
        elif isinstance(found, pikepdf.Dictionary) and depth < 4:
            for value in found.values():
                self.add_appearances(value, where, depth + 1)


def unescaped(name: bytes) -> str:
    """A name without its #-escapes."""
    plain = re.sub(rb"#([0-9A-Fa-f]{2})", lambda m: bytes([int(m[1], 16)]), name)
    return plain.decode("utf-8", "replace")


def as_list(found: pikepdf.Object | None) -> list[pikepdf.Object]:
    """The members of an array; nothing for anything else."""
    return list(found) if isinstance(found, pikepdf.Array) else []


def content_streams(page: pikepdf.Dictionary) -> Iterator[pikepdf.Stream]:
    """The content streams of a page."""
    contents = page.get("/Contents")
    parts = [contents] if isinstance(contents, pikepdf.Stream) else as_list(contents)
    return (part for part in parts if isinstance(part, pikepdf.Stream))


def page_resources(page: pikepdf.Dictionary) -> pikepdf.Object:
    """The resources of a page, its own or those of what it belongs to."""
    node: pikepdf.Object | None = page
    for _ in range(30):
        if not isinstance(node, pikepdf.Dictionary):
            break
        if isinstance(node.get("/Resources"), pikepdf.Dictionary):
            return node["/Resources"]
        node = node.get("/Parent")
    return pikepdf.Dictionary()


def writes_text(data: bytes) -> bool:
    """The bytes look like page content that writes words."""
    return b"BT" in data and bool(re.search(rb"(?:\)|>|\])\s*(?:T[jJ]|['\"])", data))


def fingerprint(page: pikepdf.Dictionary) -> bytes:
    """Tells pages apart by what they draw."""
    digest = hashlib.sha256()
    for stream in content_streams(page):
        digest.update(stream.read_raw_bytes())
    forms = page_resources(page).get("/XObject")
    for form in forms.values() if isinstance(forms, pikepdf.Dictionary) else ():
        if isinstance(form, pikepdf.Stream) and form.get("/Subtype") == "/Form":
            digest.update(form.read_raw_bytes())
    return digest.digest()
