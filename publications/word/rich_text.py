"""Turns parsed HTML into the small rich text the site stores: p, ul, ol, li, b, i, sup, sub, br, a[href]."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

from lxml import html as lxml_html
from lxml.html import HtmlElement

KEPT_INLINE = {"b": "b", "strong": "b", "i": "i", "em": "i", "sup": "sup", "sub": "sub"}
LISTS = ("ul", "ol")
LEFT_OUT = ("script", "style", "template", "head", "title", "cite", "figcaption", "caption")
LINE_BLOCKS = (
    "p",
    "div",
    "li",
    "tr",
    "td",
    "th",
    "br",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "table",
)

_SAFE_HREF = re.compile(r"(?i)(https?://[^\s/]|mailto:\S|tel:\S|/(?!/)|#footnote-\d+$)")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_SPACES = re.compile(r"[ \t\r\n\f]+")
_EDGE_BREAKS = re.compile(r"^(?:\s|<br/>)+|(?:\s|<br/>)+$")
_MARKUP = re.compile(r"<[^>]*>")


def parse_html(html: str) -> HtmlElement:
    """Return a div holding the fragment. Never raises for text; what is not HTML is taken as words."""
    parser = lxml_html.HTMLParser(huge_tree=True, no_network=True, remove_comments=True, remove_pis=True)
    clean = _UNPRINTABLE.sub("", html)
    body = lxml_html.document_fromstring(f"<html><body><div>{clean}</div></body></html>", parser=parser).body
    return body[0] if len(body) == 1 and body[0].tag == "div" else _gathered(body)


def _gathered(body: HtmlElement) -> HtmlElement:
    body.tag = "div"
    return body


def is_safe_href(href: str) -> bool:
    """Say whether a link may stay: web, mail and telephone addresses, our own paths and our own footnotes."""
    return bool(_SAFE_HREF.match(href))


def plain_text(element: HtmlElement) -> str:
    """Return the words of an element, one line for each block inside it, with no empty lines."""
    lines = "".join(_words(element)).split("\n")
    return "\n".join(line for line in (_SPACES.sub(" ", raw).strip() for raw in lines) if line)


def _words(element: HtmlElement) -> Iterator[str]:
    if element.tag in LEFT_OUT:
        return
    edge = "\n" if element.tag in LINE_BLOCKS else ""
    yield edge + _SPACES.sub(" ", element.text or "")
    for child in element:
        yield from _words(child)
        yield _SPACES.sub(" ", child.tail or "")
    yield edge


def has_words(markup: str) -> bool:
    """Say whether any visible character is left once the tags are taken away."""
    return bool(_MARKUP.sub("", markup).replace("&nbsp;", "").strip())


def paragraph(markup: str) -> str:
    """Wrap inline markup as one paragraph; markup with no words gives the empty string."""
    trimmed = _EDGE_BREAKS.sub("", markup)
    return f"<p>{trimmed}</p>" if has_words(trimmed) else ""


def inline_markup(element: HtmlElement, *, in_link: bool = False) -> str:
    """Return the inside of an element as inline rich text; what is unknown leaves its words only."""
    parts = [_escaped(element.text)]
    for child in element:
        parts += [inline_element(child, in_link=in_link), _escaped(child.tail)]
    return "".join(parts)


def inline_element(element: HtmlElement, *, in_link: bool = False) -> str:
    """Return one element as inline rich text."""
    if element.tag in LEFT_OUT:
        return ""
    if element.tag == "br":
        return "<br/>"
    if element.tag == "a" and not in_link:
        return _link(element)
    inside = inline_markup(element, in_link=in_link)
    tag = KEPT_INLINE.get(element.tag)
    return f"<{tag}>{inside}</{tag}>" if tag and inside.strip() else inside


def _link(element: HtmlElement) -> str:
    inside = inline_markup(element, in_link=True)
    href = (element.get("href") or "").strip()
    if not is_safe_href(href) or not has_words(inside):
        return inside
    return f'<a href="{escape(href)}">{inside}</a>'


def list_markup(element: HtmlElement) -> str:
    """Return a ul or ol with its nested lists; an item with several paragraphs keeps them as lines."""
    items = "".join(_item_markup(child) for child in element)
    return f"<{element.tag}>{items}</{element.tag}>" if items else ""


def _item_markup(item: HtmlElement) -> str:
    if item.tag in LISTS:
        nested = list_markup(item)
        return f"<li>{nested}</li>" if nested else ""
    lines, nested = _item_parts(item)
    inside = "<br/>".join(line for line in map(_trimmed, lines) if has_words(line)) + "".join(nested)
    return f"<li>{inside}</li>" if inside else ""


def _item_parts(item: HtmlElement) -> tuple[list[str], list[str]]:
    lines, nested = [_escaped(item.text)], []
    for child in item:
        if child.tag in LISTS:
            nested.append(list_markup(child))
            lines.append("")
        elif child.tag in ("p", "div"):
            lines += [inline_markup(child), ""]
        elif child.tag != "table":
            lines[-1] += inline_element(child)
        lines[-1] += _escaped(child.tail)
    return lines, nested


def _trimmed(markup: str) -> str:
    return _EDGE_BREAKS.sub("", markup)


def _escaped(text: str | None) -> str:
    return escape(_SPACES.sub(" ", text or ""), quote=False)
