"""The choices by which something found is narrowed, with how many each has, as a filter panel shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from django.utils.translation import get_language, gettext_lazy

from publications.finding.asking import Found
from publications.vocabulary import AgeBand, ReviewType

KINDS = {
    "report": gettext_lazy("Reports"),
    "archived": gettext_lazy("Archived reports, which can be asked for"),
    "briefing": gettext_lazy("Learning briefings"),
    "recommendation": gettext_lazy("Recommendations"),
    "plan": gettext_lazy("Action plans"),
    "statement": gettext_lazy("Family statements"),
    "leaflet": gettext_lazy("Leaflets"),
    "page": gettext_lazy("Pages"),
    "newsletter": gettext_lazy("Newsletters"),
    "event": gettext_lazy("Training and events"),
}
SINGULAR = {
    "report": gettext_lazy("Report"),
    "archived": gettext_lazy("Archived report"),
    "briefing": gettext_lazy("Learning briefing"),
    "recommendation": gettext_lazy("Recommendation"),
    "plan": gettext_lazy("Action plan"),
    "statement": gettext_lazy("Family statement"),
    "leaflet": gettext_lazy("Leaflet"),
    "page": gettext_lazy("Page"),
    "newsletter": gettext_lazy("Newsletter"),
    "event": gettext_lazy("Training or event"),
}
TITLES = {
    "kind": gettext_lazy("What it is"),
    "partnership": gettext_lazy("Partnership"),
    "type": gettext_lazy("Type of review"),
    "year": gettext_lazy("Year"),
    "harm": gettext_lazy("Type of harm"),
    "age": gettext_lazy("Age of the child"),
    "theme": gettext_lazy("Theme"),
    "agency": gettext_lazy("Agency"),
}
_LABELS = {
    "kind": KINDS,
    "one": SINGULAR,
    "title": TITLES,
    "type": dict(ReviewType.choices),
    "age": dict(AgeBand.choices),
}
Group = dict[str, Any]
Labels = Mapping[str, Any]


@lru_cache(maxsize=100)
def _in_language(name: str, _language: str) -> dict[str, str]:
    return {value: str(label) for value, label in _LABELS[name].items()}


def in_words(name: str) -> dict[str, str]:
    """Return one of _LABELS as the language that is spoken now says it, put together once for each."""
    return _in_language(name, get_language() or "")


def groups_of(
    found: Found, chosen: Mapping[str, Iterable[str]], names: Iterable[str], *, partnerships: Labels | None = None
) -> list[Group]:
    """Return a group for each of `names` that has anything to choose; `chosen` are the values of the address.

    What is chosen is always shown, with none found as well, so that it can be taken back.
    """
    known = _known(found, partnerships or {})
    made = (_group(name, known[name], found.counts.get(name, {}), tuple(chosen.get(name, ()))) for name in names)
    return [group for group in made if group["options"]]


def _known(found: Found, partnerships: Labels) -> dict[str, Labels]:
    terms: dict[str, dict[str, str]] = {"theme": {}, "harm": {}, "agency": {}}
    for (facet, slug), label in found.labels.items():
        terms[facet][slug] = label
    years = sorted(found.counts.get("year", {}), reverse=True)
    fixed = {name: in_words(name) for name in ("type", "age", "kind")}
    return terms | fixed | {"year": {year: year for year in years}, "partnership": partnerships}


def _group(name: str, labels: Labels, counts: Mapping[str, int], chosen: tuple[str, ...]) -> Group:
    shown = [value for value in labels if counts.get(value) or value in chosen]
    if name not in _IN_THEIR_ORDER:
        shown.sort(key=labels.__getitem__)
    options = [
        {"value": value, "label": labels[value], "count": counts.get(value, 0), "checked": value in chosen}
        for value in shown
    ]
    return {
        "name": name,
        "label": in_words("title")[name],
        "options": options,
        "chosen": sum(o["checked"] for o in options),
    }


_IN_THEIR_ORDER = {"kind", "year", "age"}
