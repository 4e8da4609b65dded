"""What stands in each section of a leaflet: the editor's words first, then what the partnership's terms promise."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.html import escape
from django.utils.translation import gettext as _

from home.drawing import Drawn, contact_entries, interface_text, support_entry, with_terms, with_terms_in_html
from home.leaflet_blocks import text_of
from home.models import Audience
from pages.prose import public_prose
from pages.translating.reading import Shown
from partnerships.models import Purpose

Piece = dict[str, Any]


def section_pieces(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:
    """Return the pieces of a section; none where nobody wrote anything and the terms are silent (A34)."""
    prose = _prose(block, shown, drawn)
    return [*prose, *_AFTER[block.block_type](block, shown, drawn)]


def _prose(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:
    html = with_terms_in_html(public_prose(text_of(block)), drawn)
    return [{"kind": "prose", "lang": shown.language, "html": html}] if html.strip() else []


def _promised(drawn: Drawn, *names: str) -> list[Piece]:
    return [{"kind": "sentence", **text} for name in names if (text := drawn.term(name))]


def _only_promised(*names: str) -> Callable[[Any, Shown, Drawn], list[Piece]]:
    return lambda block, shown, drawn: _promised(drawn, *names)  # noqa: ARG005


def _people(entries: list[dict[str, Any]]) -> list[Piece]:
    return [{"kind": "people", "entries": entries}] if entries else []


def _what_it_is(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:  # noqa: ARG001
    return [*_promised(drawn, "trigger"), what_it_is_not()]


def what_it_is_not() -> Piece:
    """Return the box that stands on every page for families, in the language spoken now (R45, A10, A11, B7, C3, D9)."""
    lines = [
        _("It does not look for somebody to blame."),
        _("It does not find out how a child died or was harmed. The police and the coroner do that."),
        _("It is not a criminal investigation, an inquest or a public inquiry, and it is separate from all of them."),
    ]
    heading = interface_text(_("What a review is not"))
    return {"kind": "box", "heading": heading, "lines": [interface_text(line) for line in lines]}


def _who_is_involved(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:  # noqa: ARG001
    members = "".join(f"<li>{escape(line)}</li>" for line in drawn.terms.content.member_list)
    listed = {"kind": "prose", "lang": drawn.terms.language, "html": f"<ul>{members}</ul>"}
    return [*([listed] if members else []), *_promised(drawn, "who_leads"), *_arrangements(drawn)]


def _arrangements(drawn: Drawn) -> list[Piece]:
    url = drawn.terms.content.arrangements_url
    if not url:
        return []
    words = _("More about us: %(url)s") % {"url": url}
    return [{"kind": "sentence", **interface_text(words)}]


def _how_it_happens(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:
    steps = [with_terms(step, drawn) for step in block.value["steps"] if step.strip()]
    return [{"kind": "steps", "lang": shown.language, "steps": steps}] if steps else []


def _your_part(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:  # noqa: ARG001
    said_to_all = [
        _("The law asks for the review, so nobody needs your consent. Whether you take part is your choice."),
        _(
            "What you tell us is confidential. We have to pass it on only if somebody is in danger, or if a court "
            "orders us to."
        ),
    ]
    own = [{"kind": "sentence", **interface_text(line)} for line in said_to_all]
    return [*_promised(drawn, "who_meets", "findings"), *own]


def _publication(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:  # noqa: ARG001
    promised = _promised(drawn, "publication")
    # R8 (A16): the law of today, which a body that has ended never worked under.
    if not promised or drawn.terms.content.is_legacy:
        return promised
    first = _(
        "Before that, the report goes to the national Child Safeguarding Practice Review Panel, to the Secretary of "
        "State and to Ofsted."
    )
    return [*promised, {"kind": "sentence", **interface_text(first)}]


def _support(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:  # noqa: ARG001
    return _people([support_entry(one) for one in _fitting(shown, drawn)])


def _fitting(shown: Shown, drawn: Drawn) -> list[Shown]:
    is_young = shown.content.audience == Audience.YOUNG_PEOPLE
    young = [one for one in drawn.support if one.content.is_for_young_people]
    return young + [one for one in drawn.support if one not in young] if is_young else drawn.support


def _contact(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:  # noqa: ARG001
    is_young = shown.content.audience == Audience.YOUNG_PEOPLE
    purposes = [Purpose.YOUNG_PEOPLE] if is_young else [Purpose.FAMILIES, Purpose.QUESTIONS]
    return _people(_without_twins(contact_entries(drawn, *purposes)))


def _without_twins(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [entry for position, entry in enumerate(entries) if entry not in entries[:position]]


def _who_to_talk_to(block: Any, shown: Shown, drawn: Drawn) -> list[Piece]:  # noqa: ARG001
    return _people([support_entry(one) for one in drawn.support if one.content.is_for_young_people])


_AFTER: dict[str, Callable[[Any, Shown, Drawn], list[Piece]]] = {
    "what_it_is": _what_it_is,
    "who_is_involved": _who_is_involved,
    "how_it_happens": _how_it_happens,
    "your_part": _your_part,
    "who_to_talk_to": _who_to_talk_to,
    "how_long": _only_promised("timescale"),
    "afterwards": _only_promised("outcome", "copy_of_report", "actions", "follow_up"),
    "publication": _publication,
    "support": _support,
    "contact": _contact,
}
