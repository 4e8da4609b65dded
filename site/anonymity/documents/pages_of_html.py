"""Reads HTML: what is shown, what is hidden, every attribute, comment and script."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote_to_bytes

from lxml import etree, html

from anonymity.documents.collecting import Gathered, Manner
from anonymity.documents.embedding import read_embedded
from anonymity.documents.markup import DOCTYPE, HasEntities, as_single_bytes, is_wordlike, local
from anonymity.documents.text import decoded

ENTITY = re.compile(rb"<!\s*ENTITY", re.IGNORECASE)
TAG = re.compile(r"<[^<>]*>")
DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\x([0-9a-fA-F]{2})")
HIDING_STYLE = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|opacity\s*:\s*0(\.0*)?\s*(;|!|$)|"
    r"font-size\s*:\s*[01]?(\.\d+)?(px|pt|em|rem)?\s*(;|!|$)|text-indent\s*:\s*-\d{3,}|left\s*:\s*-\d{3,}|"
    r"clip\s*:\s*rect\(0|(^|[;\s])color\s*:\s*(#fff(fff)?\b|white\b|transparent)",
    re.IGNORECASE,
)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
INLINE = {
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr", "tspan",
}  # fmt: skip
PLACES = {
    "title": "title", "h1": "heading", "h2": "heading", "h3": "heading", "h4": "heading", "h5": "heading",
    "h6": "heading", "td": "table cell", "th": "table cell", "caption": "table caption", "li": "list item",
    "dt": "list item", "dd": "list item", "header": "header", "footer": "footer", "figcaption": "caption",
    "option": "form field option", "textarea": "form field text", "button": "button text", "noscript": "noscript text",
    "template": "hidden text, template", "legend": "form legend",
}  # fmt: skip
ATTRIBUTES: dict[str, tuple[str, Manner]] = {
    "alt": ("alt text", "prose"), "title": ("title attribute (tooltip)", "prose"),
    "value": ("form field value (attribute)", "prose"), "placeholder": ("form field placeholder (attribute)", "prose"),
    "id": ("id attribute", "label"), "class": ("class attribute", "label"), "name": ("name attribute", "label"),
    "summary": ("table summary (attribute)", "prose"), "label": ("label attribute", "prose"),
    "download": ("link, file name to save as", "label"), "cite": ("link (cite)", "address"),
}  # fmt: skip
ADDRESSES = {"href", "src", "srcset", "action", "formaction", "poster", "data", "background", "ping", "longdesc"}
DULL = {"style", "type", "rel", "charset", "lang", "dir", "width", "height", "http-equiv", "media", "integrity", "role"}
DULL |= {"d", "points", "viewbox", "xmlns", "colspan", "rowspan", "scope", "transform", "fill", "stroke", "method"}
DATA_ADDRESS = re.compile(r"data:([\w/+.-]*)((?:;[^,;]*)*),(.*)", re.DOTALL)
MAX_NODES = 2_000_000


def read_html(data: bytes, into: Gathered) -> None:
    """Say an HTML or XML document. Raises HasEntities when it declares any."""
    if ENTITY.search(as_single_bytes(data)):
        raise HasEntities
    text = DECLARATION.sub("", declared(data))
    parser = html.HTMLParser(huge_tree=True, no_network=True, remove_pis=False)
    root = html.document_fromstring(text, parser=parser) if text.strip() else None
    if root is None:
        into.blame("cannot_be_read", "block", "the file", "This page is empty.")
        return
    if any(error.type_name == "ERR_RESOURCE_LIMIT" for error in parser.error_log):
        into.blame(
            "too_deep", "block", "the file", "This page is nested too deeply to be told apart, and is read as one."
        )
        into.say("text", TAG.sub(" ", text))
    classes = hiding_classes(root)
    say_shown(root, classes, into)
    for element in root.iter():
        into.bounds.keep_time()
        say_element(element, into)


def declared(data: bytes) -> str:
    """The text in the encoding that the page declares, if that fits; else in the one that does."""
    match = re.search(rb"""charset\s*=\s*["']?([\w-]+)""", data[:2048])
    if match and DOCTYPE.search(data[:2048]) is None and b"utf" not in match[1].lower():
        try:
            return data.decode(match[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            return decoded(data)
    return decoded(data)


def hiding_classes(root: etree._Element) -> set[str]:
    """The selectors by class or id that the page's own styles hide."""
    rules = (rule for style in root.iter("style") for rule in RULE.findall(style.text or ""))
    hidden = (selector for selectors, body in rules if HIDING_STYLE.search(body) for selector in selectors.split(","))
    return {selector.strip() for selector in hidden if selector.strip()[:1] in (".", "#")}


def is_hidden(element: etree._Element, classes: set[str]) -> bool:
    """The element is not shown: by attribute, by style, by class or by being of a hidden kind."""
    names = {f".{name}" for name in (element.get("class") or "").split()} | {f"#{element.get('id')}"}
    return (
        "hidden" in element.attrib
        or bool(HIDING_STYLE.search(element.get("style") or ""))
        or (local(element) == "input" and element.get("type") == "hidden")
        or bool(names & classes)
    )


def say_shown(root: etree._Element, classes: set[str], into: Gathered) -> None:
    """Say the texts of the page block by block, in reading order; hidden ones in their own place."""
    pieces: list[str] = []
    place = ["body"]
    for where, text in flow(root, classes):
        if where != place[0] or text is None:
            into.say(place[0], "".join(pieces))
            pieces.clear()
            place[0] = where
        pieces.append(text or "")
    into.say(place[0], "".join(pieces))


def flow(root: etree._Element, classes: set[str]) -> Iterator[tuple[str, str | None]]:
    """Texts with their places; None where a block begins or ends."""
    places = ["body"]
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        name = local(element)
        if event in ("comment", "pi") or not name:
            yield places[-1], element.tail or ""
        elif event == "start":
            places.append(place_within(element, name, places[-1], classes))
            yield from started(element, name, places[-1])
        else:
            places.pop()
            if name not in INLINE and name != "br":
                yield places[-1], None
            yield places[-1], element.tail or ""


def started(element: etree._Element, name: str, place: str) -> Iterator[tuple[str, str | None]]:
    """What the beginning of an element brings."""
    if name == "br":
        yield place, "\n"
    elif name not in INLINE:
        yield place, None
    if name not in ("script", "style"):
        yield place, element.text or ""


def place_within(element: etree._Element, name: str, outer: str, classes: set[str]) -> str:
    """The place of an element's text, from its own kind and from what it lies in."""
    own = PLACES.get(name)
    place = outer if own is None else own if outer == "body" else outer if own in outer else f"{outer}, {own}"
    hidden = is_hidden(element, classes) and "hidden text" not in place
    return f"{place}, hidden text" if hidden else place


def say_element(element: etree._Element, into: Gathered) -> None:
    """Say what an element holds beside its text."""
    if isinstance(element, etree._Comment):
        into.say("comment (HTML)", element.text or "")
    elif isinstance(element, etree._ProcessingInstruction | etree._Entity):
        into.say("other text", element.text or "")
    else:
        if local(element) in ("script", "style"):
            say_script(element, into)
        for key, value in element.attrib.items():
            say_attribute(element, key.lower(), value, into)


def say_script(element: etree._Element, into: Gathered) -> None:
    """Say the strings of structured data, and scripts and styles as they are."""
    text, kind = element.text or "", (element.get("type") or "").lower()
    if "json" in kind:
        try:
            for value in json_strings(json.loads(text)):
                into.say("JSON-LD (structured data in a script)", value)
            return
        except (ValueError, RecursionError):
            pass
    into.say("script" if local(element) == "script" else "style", unescaped(text))


def json_strings(found: Any) -> Iterator[str]:
    """The keys, strings and long numbers of JSON."""
    waiting = [found]
    while waiting:
        item = waiting.pop(0)
        if isinstance(item, dict):
            waiting[:0] = [part for pair in item.items() for part in pair]
        elif isinstance(item, list):
            waiting[:0] = item
        elif isinstance(item, str | int | float):
            yield str(item)


def unescaped(text: str) -> str:
    r"""A script with its \u and \x escapes as letters."""
    return ESCAPE.sub(lambda m: chr(int(m[1] or m[2], 16)), text)


def say_attribute(element: etree._Element, key: str, value: str, into: Gathered) -> None:
    """Say one attribute in its place."""
    name = key.rpartition("}")[2].rpartition(":")[2]
    if name in ADDRESSES:
        say_address(name, value, into)
    elif local(element) == "meta" and name == "content":
        label = element.get("name") or element.get("property") or element.get("itemprop") or ""
        where = f"meta, {label}" if label.lower() != "description" else "meta description"
        into.say(where, value, "address" if "://" in value else "prose")
    elif name == "srcdoc":
        read_embedded(value.encode("utf-8", "replace"), "srcdoc.html", "frame in the page", into)
    elif name in ATTRIBUTES:
        where, manner = ATTRIBUTES[name]
        into.say(where, value, manner)
    elif name.startswith(("aria-", "data-")):
        kind = name.split("-")[0]
        into.say(f"{'aria' if kind == 'aria' else 'data attribute'}, {name}", value)
    elif name not in DULL and is_wordlike(value):
        into.say(f"attribute {name}", unescaped(value))
    elif name == "style" and "content" in value:
        into.say("style", value)


def say_address(name: str, value: str, into: Gathered) -> None:
    """Say an address; a file written out within one is read itself."""
    match = DATA_ADDRESS.match(value.strip())
    if match is None:
        into.say(f"link ({name})", value, "address")
        return
    data = unquote_to_bytes(match[3])
    if ";base64" in match[2]:
        try:
            data = base64.b64decode(re.sub(rb"\s", b"", data))
        except binascii.Error:
            into.blame("damaged", "block", f"link ({name})", "A file within the page is damaged.")
            return
    read_embedded(data, "", "embedded file", into)
