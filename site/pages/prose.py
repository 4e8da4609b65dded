"""Rich text as the public may have it: known tags only, links only where they may lead."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.utils.html import escape
from lxml import html as lxml_html
from lxml.html import HtmlElement, fragments_fromstring, tostring
from wagtail.models import Page

_TAGS = {"p", "ul", "ol", "li", "b", "i", "strong", "em", "sup", "sub", "br", "a"}
_HEADINGS = {"h2", "h3"}
_ENDS_A_LINE = ("p", "li", "br", "h2", "h3", "h4", "div", "td", "th")
_SCHEMES = {"http", "https", "mailto", "tel"}
_DROPPED_WHOLE = {"script", "style", "template", "iframe", "object"}


def public_prose(source: str, *, headings: bool = False, marked: set[str] | None = None) -> str:
    """Return rich text from the database as safe HTML; `headings` of the second and third level may stay.

    A link to a page becomes its address while that page is live; a link that may lead nowhere public is
    left as plain words. The first reference to a footnote gets the id that its note leads back to; `marked`
    remembers which have theirs, from one piece of a text to the next.
    """
    root = _parsed(source)
    _clean(root, _TAGS | _HEADINGS if headings else _TAGS, set() if marked is None else marked)
    return escape(root.text or "") + "".join(tostring(child, encoding="unicode") for child in root)


def plain_text(source: str) -> str:
    """Return the words of a piece of HTML, with a space between its blocks."""
    root = _parsed(source)
    for element in [e for e in root.iterdescendants() if not isinstance(e.tag, str) or e.tag in _DROPPED_WHOLE]:
        element.drop_tree()
    for element in root.iterdescendants(*_ENDS_A_LINE):
        element.tail = f" {element.tail or ''}"
    return " ".join("".join(root.itertext()).split())


def _parsed(source: str) -> HtmlElement:
    root = lxml_html.Element("div")
    for part in fragments_fromstring(source) if source.strip() else []:
        _append(root, part)
    return root


def _append(root: HtmlElement, part: HtmlElement | str) -> None:
    if isinstance(part, str):
        paragraph = lxml_html.Element("p")
        paragraph.text = part
        root.append(paragraph)
    else:
        root.append(part)


def _clean(root: HtmlElement, tags: set[str], marked: set[str]) -> None:
    for element in list(root.iterdescendants()):
        if not isinstance(element.tag, str) or element.tag in _DROPPED_WHOLE:
            element.drop_tree()
        elif element.tag not in tags:
            element.drop_tag()
        elif element.tag == "a":
            _settle_link(element, marked)
        else:
            element.attrib.clear()


def _settle_link(link: HtmlElement, marked: set[str]) -> None:
    address = _address(link)
    link.attrib.clear()
    if not address:
        link.drop_tag()
        return
    link.set("href", address)
    if address.startswith("#footnote-") and address not in marked:
        marked.add(address)
        link.set("id", f"{address[1:]}-reference")


def _address(link: HtmlElement) -> str:
    if link.get("linktype") == "page":
        page = Page.objects.live().filter(pk=link.get("id")).first()
        return (page.specific.full_url or "") if page else ""
    href = (link.get("href") or "").strip()
    return href if href.startswith("#") or _scheme(href) in _SCHEMES else ""


def _scheme(href: str) -> str:
    try:
        return urlsplit(href).scheme
    except ValueError:
        return ""
