"""Reads words of a PDF that no page shows any more but that are still in its bytes."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf
import pypdfium2 as pdfium

from anonymity.documents.collecting import ExpandsTooFar, Gathered
from anonymity.documents.pdf.pages import plain
from anonymity.documents.pdf.shown import Shown, content_streams, page_resources, writes_text
from anonymity.documents.pdf.streams import inflated, unpacked
from anonymity.documents.pdf.strings import text_of
from anonymity.documents.text import carved

COMMENT = re.compile(rb"[\r\n]%(?!%EOF|PDF-)([\x20-\x7e\xa0-\xff]{6,500})(?=[\r\n])")
RAW_STREAM = re.compile(rb"stream\r?\n")
LITERAL = re.compile(rb"\((?:\\.|[^\\()]){3,5000}\)|<(?:[0-9A-Fa-f]\s*){8,5000}>", re.DOTALL)
FONT_USED = re.compile(rb"/([^\s/<>\[\]()]+)\s+[-\d.]+\s+Tf")
REMOVED = "removed text still in the file"
MAX_LEFTOVERS = 400
MAX_VARIANTS = 4
MAX_RAW_STREAMS = 50_000


@dataclass
class Leftover:
    """Content that no page shows, with what it needs to be drawn, and the name of its place."""

    where: str
    content: bytes
    resources: list[pikepdf.Object]


def read_leftovers(pdf: pikepdf.Pdf, data: bytes, shown: Shown, known: set[str], into: Gathered) -> None:
    """Say text that is drawn by content that the pages do not show. `known` are the lines said before.

    The PDF's pages are replaced by the content found, so this comes last.
    """
    found = [*leftover_pages(pdf, shown, into), *leftover_streams(pdf, shown, into)]
    if not pdf.is_encrypted:
        found += [*removed_streams(pdf, data, into)]
        say_stray(data, into)
    for where, text in drawn_texts(pdf, found[:MAX_LEFTOVERS]):
        say_new(where, text, known, into)


def say_new(where: str, text: str, known: set[str], into: Gathered) -> None:
    """Say lines that were not said before; removed ones are a fault besides."""
    new = [line for line in plain(text).replace("\r", "").split("\n") if line.strip() and line.strip() not in known]
    known.update(line.strip() for line in new)
    if not new:
        return
    into.say(where, "\n".join(new))
    if where == REMOVED:
        message = "Words that no page shows any more are still in the file."
        into.blame("removed_but_present", "review", where, message, " ".join(new)[:500])


def leftover_pages(pdf: pikepdf.Pdf, shown: Shown, into: Gathered) -> Iterator[Leftover]:
    """Pages that were taken out of the document but not out of the file."""
    for found in pdf.objects:
        is_page = isinstance(found, pikepdf.Dictionary) and found.get("/Type") == "/Page"
        if is_page and found.objgen not in shown.pages:
            content = b"\n".join(shown.opened(stream) for stream in content_streams(found))
            yield Leftover(REMOVED, content, [page_resources(found)])
    into.bounds.keep_time()


def leftover_streams(pdf: pikepdf.Pdf, shown: Shown, into: Gathered) -> Iterator[Leftover]:
    """Content streams and forms that no page draws, such as the drawings of annotations."""
    for found in pdf.objects:
        if not isinstance(found, pikepdf.Stream) or found.objgen in shown.numbers or found.get("/Subtype") == "/Image":
            continue
        content = unpacked(found, into.bounds)
        if writes_text(content):
            own = found.get("/Resources")
            resources = [own] if isinstance(own, pikepdf.Dictionary) else fitting_resources(pdf, content)
            yield Leftover(shown.appearances.get(found.objgen, REMOVED), content, resources)


def fitting_resources(pdf: pikepdf.Pdf, content: bytes) -> list[pikepdf.Object]:
    """The resources of pages that have every font that the content uses; of any page, if none has."""
    used = {"/" + name.decode("latin-1") for name in FONT_USED.findall(content)}
    fitting: dict[str, pikepdf.Object] = {}
    anyhow: list[pikepdf.Object] = []
    for page in pdf.pages:
        resources = page_resources(page.obj)
        fonts = resources.get("/Font")
        if isinstance(fonts, pikepdf.Dictionary) and used <= set(fonts.keys()):
            fitting.setdefault(str([(k, getattr(fonts[k], "objgen", None)) for k in sorted(used)]), resources)
        elif isinstance(fonts, pikepdf.Dictionary):
            anyhow.append(resources)
        if len(fitting) >= MAX_VARIANTS:
            break
    return list(fitting.values()) or anyhow[:1]


def removed_streams(pdf: pikepdf.Pdf, data: bytes, into: Gathered) -> Iterator[Leftover]:
    """Streams that are in the bytes but in no table of the file; what they say of themselves is said at once."""
    known = {digest(found.read_raw_bytes()) for found in pdf.objects if isinstance(found, pikepdf.Stream)}
    for count, match in enumerate(RAW_STREAM.finditer(data)):
        end = data.find(b"endstream", match.end())
        body = data[match.end() : end]
        if count > MAX_RAW_STREAMS or end < 0 or {digest(body), digest(body[:-1]), digest(body[:-2])} & known:
            continue
        into.bounds.keep_time()
        content = opened(body, into)
        if writes_text(content):
            yield Leftover(REMOVED, content, fitting_resources(pdf, content))
        elif content[:1].isdigit() and b"<<" in content:
            say_literals(content, into)


def say_stray(data: bytes, into: Gathered) -> None:
    """Say comments between the objects, and whatever stands before the file's beginning or after its end."""
    for comment in COMMENT.findall(data)[:1000]:
        into.say("comment between the objects of the file", "\n".join(carved(comment)), "label")
    start, end = data.find(b"%PDF-"), data.rfind(b"%%EOF")
    outside = data[:start] + b"\n" + (data[end + 5 :] if end > 0 else b"")
    into.say("words outside the PDF proper", "\n".join(carved(outside)), "label")


def digest(body: bytes) -> bytes:
    """Tells streams apart."""
    return hashlib.sha256(body).digest()


def opened(body: bytes, into: Gathered) -> bytes:
    """A removed stream, unpacked when it is deflated."""
    if body[:1] not in (b"x", b"h", b"X", b"H"):
        return body
    try:
        return inflated(body, into.bounds)
    except ExpandsTooFar:
        into.blame("expands_too_far", "block", REMOVED, "Something removed from the file unpacks to too much to read.")
        return b""


def say_literals(content: bytes, into: Gathered) -> None:
    """Say the strings of removed objects."""
    for literal in LITERAL.findall(content)[:5000]:
        try:
            value = pikepdf.Object.parse(literal)
        except pikepdf.PdfError:
            continue
        into.say(f"removed object still in the file ({REMOVED})", text_of(value), "label")


def drawn_texts(pdf: pikepdf.Pdf, found: list[Leftover]) -> list[tuple[str, str]]:
    """The texts that leftover contents draw, with their places."""
    pages = [(one, resources) for one in found for resources in (one.resources or [pikepdf.Dictionary()])]
    if not pages:
        return []
    del pdf.pages[:]
    for one, resources in pages:
        pdf.pages.append(pikepdf.Page(page_of(pdf, one.content, resources)))
    saved = io.BytesIO()
    pdf.save(saved, compress_streams=False, fix_metadata_version=False)
    drawn = pdfium.PdfDocument(saved.getvalue())
    texts = [(one.where, drawn[i].get_textpage().get_text_range()) for i, (one, _) in enumerate(pages)]
    drawn.close()
    return texts


def page_of(pdf: pikepdf.Pdf, content: bytes, resources: pikepdf.Object) -> pikepdf.Dictionary:
    """A page that draws nothing but the content."""
    return pdf.make_indirect(
        pikepdf.Dictionary(
            Type=pikepdf.Name.Page,
            MediaBox=[-5000, -5000, 5000, 5000],
            Resources=resources,
            Contents=pdf.make_stream(content),
        )
    )
