"""Reads the paragraphs of a Word part: what is shown, hidden, inserted, deleted or a field's code."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from lxml import etree

from anonymity.documents.collecting import Gathered
from anonymity.documents.markup import attribute, local
from anonymity.documents.word.styles import Styles, child, switched, value_of

Segment = tuple[str, str]

SHOWN = {"", "inserted", "white", "tiny", "control"}
STATES = {
    "inserted": "tracked insertion",
    "deleted": "tracked deletion",
    "hidden": "hidden text",
    "code": "field code",
    "white": "white text (hidden)",
    "tiny": "tiny text",
    "control": "content control",
    "drawn": "text box, drawn text",
    "ruby": "reading aid over the text",
    "fallback": "text box, older form of a drawing",
    "blackened": "text under a black highlight",
}
IN_CONTEXT = {"deleted", "hidden", "blackened"}
SKIPPED = {"pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "trPr", "tcPr", "sectPr", "fldData", "txbxContent", "binData"}
SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
MOVES = {"ins": "inserted", "moveTo": "inserted", "del": "deleted", "moveFrom": "deleted"}
LEADING = ("HYPERLINK", "INCLUDE", "LINK")
CODES = {"instrText", "delInstrText"}
LAST_WORD = re.compile(r"\S*\s*$")
SENTENCE_END = re.compile(r"\w\w[.!?:;][”’\"')]*\s*$")
FIRST_WORD = re.compile(r"^\s*\S*")
TINY_HALF_POINTS = 5
DARK = 70


def segments(element: etree._Element, styles: Styles, state: str) -> Iterator[Segment]:
    """The texts within an element with the state that each is in, in reading order."""
    for part in element:
        name = local(part)
        if name in SKIPPED or not name:
            continue
        if name in SIGNS:
            yield SIGNS[name], state
        elif name in ("t", "delText"):
            yield part.text or "", state
        elif name in CODES:
            yield part.text or "", "code"
        elif name == "sym":
            yield symbol(part), state
        else:
            yield from segments_within(part, name, styles, state)


def segments_within(part: etree._Element, name: str, styles: Styles, state: str) -> Iterator[Segment]:
    """The texts of an element that has children of its own."""
    if name == "r":
        state = state_of_run(part, styles, state)
    elif name in MOVES:
        state = MOVES[name] if state in ("", "control", "inserted") else state
    elif name == "sdt":
        state = state or "control"
    elif name in ("drawing", "pict", "object"):
        state = "drawn"
    elif name == "rt":
        state = "ruby"
    elif name == "Fallback":
        state = "fallback"
    if name != "p":
        yield from segments(part, styles, state)


def symbol(part: etree._Element) -> str:
    """A character given by its number; symbols of fonts' own say nothing."""
    try:
        code = int(attribute(part, "char"), 16)
    except ValueError:
        return ""
    return chr(code) if 0x20 <= code < 0xE000 and not 0xD800 <= code < 0xE000 else ""


def state_of_run(run: etree._Element, styles: Styles, state: str) -> str:
    """The state of a run: hidden by itself or its style, blackened, white or tiny."""
    properties = child(run, "rPr")
    if properties is None or state in ("deleted", "code"):
        return state
    vanish = switched(properties, "vanish")
    if vanish or (vanish is None and styles.hidden(value_of(properties, "rStyle"))):
        return "hidden"
    if vanish is False and state == "hidden":
        state = ""
    return state or state_in_look(properties, run)


def state_in_look(properties: etree._Element, run: etree._Element) -> str:
    """Letters that cannot be seen for their size or colours."""
    colour, size = value_of(properties, "color").lower(), value_of(properties, "sz")
    shading = child(properties, "shd")
    ground = attribute(shading, "fill").lower() if shading is not None else ""
    highlight = value_of(properties, "highlight").lower()
    if highlight == "black" and not is_light(colour):
        return "blackened"
    if is_dark(ground) and is_dark(colour):
        return "blackened"
    if size.isdecimal() and int(size) <= TINY_HALF_POINTS:
        return "tiny"
    is_plain = ground in ("", "auto", "ffffff") and highlight in ("", "none")
    return "white" if colour in ("ffffff", "fefefe", "fdfdfd") and is_plain and not is_on_colour(run) else ""


def is_dark(colour: str) -> bool:
    """A colour of six hexadecimal digits that is nearly black."""
    return bool(re.fullmatch(r"[0-9a-f]{6}", colour)) and max(bytes.fromhex(colour)) < DARK


def is_light(colour: str) -> bool:
    """A colour that can be seen on black."""
    return bool(re.fullmatch(r"[0-9a-f]{6}", colour)) and not is_dark(colour)


def is_on_colour(run: etree._Element) -> bool:
    """The run stands in a table, a shaded paragraph or a drawing, which may have a colour of its own."""
    for holder in run.iterancestors():
        name = local(holder)
        if name in ("tbl", "txbxContent") or (name == "p" and child(child(holder, "pPr"), "shd") is not None):
            return True
    return False


def say_paragraph(paragraph: etree._Element, place: str, styles: Styles, into: Gathered) -> None:
    """Say a paragraph: the text as shown, then each stretch that is in a state of its own."""
    properties = child(paragraph, "pPr")
    hidden = styles.hidden(value_of(properties, "pStyle"))
    found = list(segments(paragraph, styles, "hidden" if hidden else ""))
    into.say(place, "".join(text for text, state in found if state in SHOWN))
    if any(state for _, state in found):
        say_states(found, place, into)


def say_states(found: list[Segment], place: str, into: Gathered) -> None:
    """Say each stretch of a state; what was hidden or deleted comes with the words beside it."""
    groups = [(s, "".join(text for text, _ in group)) for s, group in itertools.groupby(found, key=lambda f: f[1])]
    for index, (state, text) in enumerate(groups):
        if not state or not any(map(str.isalnum, text)):
            continue
        if state in IN_CONTEXT:
            text = beside(groups, index)
        leads = state == "code" and any(word in text for word in LEADING)
        into.say(f"{place}, {STATES[state]}{', link target' if leads else ''}", text)
        if state == "blackened":
            say_blackened(text, place, into)


def beside(groups: list[Segment], index: int) -> str:
    """A stretch with the word before it and the word after it, since a name may begin or end there."""
    before = "".join(text for state, text in groups[:index] if state in SHOWN)[-60:]
    after = "".join(text for state, text in groups[index + 1 :] if state in SHOWN)[:60]
    text = groups[index][1]
    first = "" if SENTENCE_END.search(text) else FIRST_WORD.search(after)[0]  # type: ignore[index]
    return last_word(before) + text + first


def last_word(before: str) -> str:
    """The word that a text ends with, and the space after it; none when a sentence ends there."""
    if SENTENCE_END.search(before):
        return ""
    word = LAST_WORD.search(before)
    return word[0] if word else ""


def say_blackened(text: str, place: str, into: Gathered) -> None:
    """Blame words that are only blacked out."""
    message = "These words look removed but are still in the file, under a black highlight."
    into.blame("bad_redaction", "block", f"{place}, {STATES['blackened']}", message, text)
