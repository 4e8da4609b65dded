"""Tells the words of a page that can be seen from those that cannot, and why they cannot."""

from __future__ import annotations

import ctypes
import time
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from anonymity.documents.pdf.drawing import Box, Drawn, address_of
from anonymity.documents.pdf.proving import Proof, proof_of
from anonymity.documents.pdf.suspecting import Suspect, overlap

HYPHENS = {0x02, 0xFFFE}
MOST_LETTERS = 60_000
SECONDS_OF_PROOF = 6.0
CERTAIN = {"invisible", "off page", "cropped", "tiny"}
PAGE_SHARE = 0.6
NOWHERE: Box = (0.0, 0.0, 0.0, 0.0)


@dataclass(frozen=True)
class Hidden:
    """Words that cannot be seen: the reason, the box around them and what covers them."""

    reason: str
    words: str
    box: Box
    cover: str = ""


@dataclass
class Letter:
    """One character of a page with the reason why it is hidden; none for what can be seen."""

    character: str
    box: Box
    reason: str = ""
    cover: Drawn | None = None


class Patience:
    """The time that may go into drawing pages for proof; after it the places alone decide."""

    def __init__(self) -> None:
        self.left = SECONDS_OF_PROOF

    def proof(self, page: pdfium.PdfPage, suspected: list[Suspect]) -> Proof | None:
        if self.left <= 0:
            return None
        began = time.monotonic()
        try:
            return proof_of(page, suspected)
        finally:
            self.left -= time.monotonic() - began


def seen_and_hidden(
    page: pdfium.PdfPage, words: pdfium.PdfTextPage, suspected: list[Suspect], later: list[Drawn], patience: Patience
) -> tuple[str, list[Hidden]]:
    """The text of the page with what is merely covered, and the hidden words with their reasons.

    `later` are the texts of the page: one drawn again above its cover can be seen after all.
    """
    suspected = [s for s in suspected if not is_drawn_again(s, later)]
    if is_all_hidden_alike(suspected, later):
        return "", [Hidden(suspected[0].reason, words.get_text_range(), around([s.text.box for s in suspected]))]
    needs_proof = any(s.reason not in CERTAIN for s in suspected)
    proof = patience.proof(page, suspected) if needs_proof else None
    letters = list(judged_letters(words, suspected, proof, page_area(page)))
    shown = "".join(letter.character for letter in letters if not letter.reason or letter.cover)
    return shown, list(hidden_words(letters))


def is_all_hidden_alike(suspected: list[Suspect], texts: list[Drawn]) -> bool:
    """Every text of the page is hidden for one certain reason, as on a scanned page with recognised words."""
    reasons = {s.reason for s in suspected}
    is_alike = len(suspected) == len(texts) and len(reasons) == 1 and reasons <= CERTAIN
    return is_alike and not any(s.covers for s in suspected)


def is_drawn_again(suspect: Suspect, texts: list[Drawn]) -> bool:
    """The same stretch of page carries text of the same extent above every cover."""
    if not suspect.covers or suspect.reason:
        return False
    top = max(cover.order for cover in suspect.covers)
    return any(t.order > top and is_same_place(t.box, suspect.text.box) for t in texts)


def is_same_place(a: Box, b: Box) -> bool:
    """The boxes agree to within a point."""
    return all(abs(x - y) < 1 for x, y in zip(a, b, strict=True))


def page_area(page: pdfium.PdfPage) -> float:
    """The page's area in square points."""
    width, height = page.get_size()
    return width * height


def judged_letters(
    words: pdfium.PdfTextPage, suspected: list[Suspect], proof: Proof | None, area: float
) -> Iterator[Letter]:
    """Every character of the page in reading order; spaces between take after the letter before."""
    by_address = {s.text.address: s for s in suspected}
    last = Letter("", NOWHERE)
    for index in range(min(raw.FPDFText_CountChars(words.raw), MOST_LETTERS)):
        character = character_at(words, index)
        suspect = by_address.get(address_of(raw.FPDFText_GetTextObject(words.raw, index)))
        if character.isspace():
            yield Letter(character, last.box, last.reason, last.cover)
            continue
        before, last = last.cover, Letter(character, NOWHERE)
        if suspect is not None and suspect.reason in CERTAIN and not suspect.covers:
            last = Letter(character, suspect.text.box, suspect.reason)
        elif suspect is not None:
            last = judged(character, letter_box(words, index), suspect, proof, area, before)
        yield last


def character_at(words: pdfium.PdfTextPage, index: int) -> str:
    """A character; a hyphen at the end of a line comes with its line end."""
    code = raw.FPDFText_GetUnicode(words.raw, index)
    if code in HYPHENS:
        return "-\n"
    return chr(code) if 0 < code < 0x110000 else ""


def letter_box(words: pdfium.PdfTextPage, index: int) -> Box:
    """The box of a character in points."""
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    raw.FPDFText_GetCharBox(words.raw, index, left, right, bottom, top)
    return left.value, bottom.value, right.value, top.value


def judged(
    character: str, box: Box, suspect: Suspect, proof: Proof | None, area: float, before: Drawn | None
) -> Letter:
    """Whether a letter of a suspected text is hidden, and by what. `before` is what covers the letter before."""
    cover = cover_of(box, suspect, before)
    is_page_picture = cover is not None and cover.kind == "picture" and size(cover.box) > PAGE_SHARE * area
    if suspect.reason in CERTAIN:
        is_redacted = suspect.reason == "invisible" and cover is not None and not is_page_picture
        return Letter(character, box, "covered" if is_redacted else suspect.reason, cover if is_redacted else None)
    if cover is not None and cover.kind == "redaction mark":
        return Letter(character, box, "marked", cover)
    if not (cover or suspect.reason) or (proof is not None and proof.shows(inner(box))):
        return Letter(character, box)
    if cover is not None:
        return Letter(character, box, "page picture" if is_page_picture else "covered", cover)
    return Letter(character, box, suspect.reason if proof or suspect.reason != "clipped" else "")


def cover_of(box: Box, suspect: Suspect, before: Drawn | None) -> Drawn | None:
    """What lies over the middle of a letter: the cover of the letter before if it still does, else the smallest."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    over = [c for c in suspect.covers if c.box[0] <= x <= c.box[2] and c.box[1] <= y <= c.box[3]]
    is_same = any(cover is before for cover in over)
    return before if is_same else min(over, key=lambda cover: size(cover.box), default=None)


def size(box: Box) -> float:
    """The area of a box."""
    left, bottom, right, top = overlap(box, box)
    return max(0.0, right - left) * max(0.0, top - bottom)


def inner(box: Box) -> Box:
    """The heart of a letter's box, clear of its neighbours."""
    across, up = (box[2] - box[0]) * 0.15, (box[3] - box[1]) * 0.1
    return box[0] + across, box[1] + up, box[2] - across, box[3] - up


def hidden_words(letters: list[Letter]) -> Iterator[Hidden]:
    """Neighbouring letters that are hidden for one reason, under one cover or under covers that touch, put together."""
    groups: list[list[Letter]] = []
    for letter in letters:
        if groups and is_hidden_alike(groups[-1][-1], letter):
            groups[-1].append(letter)
        else:
            groups.append([letter])
    for members in groups:
        text = "".join(one.character for one in members).strip()
        if members[0].reason and text:
            box = around([one.box for one in members])
            yield Hidden(members[0].reason, text, box, cover_name(members[0].cover))


def is_hidden_alike(a: Letter, b: Letter) -> bool:
    """Two letters are hidden for the same reason and by the same thing, or by things that touch."""
    if a.reason != b.reason or a.cover is b.cover or a.cover is None or b.cover is None:
        return a.reason == b.reason and a.cover is b.cover
    return size(overlap(a.cover.box, b.cover.box)) > 0


def around(boxes: list[Box]) -> Box:
    """The box around boxes."""
    return min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes)


def cover_name(cover: Drawn | None) -> str:
    """What covers, in plain words."""
    if cover is None:
        return ""
    if cover.kind in ("box", "line") and cover.colour is not None:
        return f"{colour_name(cover.colour)} {cover.kind}"
    names = {"picture": "a picture", "shading": "a shaded box", "annotation": "an annotation box"}
    return names.get(cover.kind, "a drawn box")


def colour_name(colour: tuple[int, int, int, int]) -> str:
    """Black, white or drawn in another colour."""
    if max(colour[:3]) < 70:
        return "a black"
    return "a white" if min(colour[:3]) > 235 else "a drawn"
