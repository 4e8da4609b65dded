"""The terms by which learning is found, and for each of them everything public, across the partnerships or of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from partnerships.models import Partnership
from partnerships.working_days import london_day
from publications.models import Term
from publications.themes.counting import briefings_by_term, reports_by_term
from publications.themes.gathering import About
from publications.views.public import revalidated
from publications.vocabulary import TermKind

FEW = 5
PER_PAGE = 20
COLUMNS = 3
PARTS = {"reports": _("Reports"), "briefings": _("Briefings"), "recommendations": _("Recommendations")}
HEADINGS = {
    TermKind.THEME: _("Themes of practice"),
    TermKind.HARM: _("Types of harm"),
    TermKind.AGENCY: _("Agencies"),
    TermKind.ROLE: _("Roles"),
}


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All terms by kind, with how much there is about each."""
    chosen = chosen_partnership(request)
    today = london_day(timezone.now())
    counts = reports_by_term(chosen, get_language()), briefings_by_term(chosen, get_language())
    lines = [_line(term, counts) for term in Term.objects.order_by("kind", "label")]
    kinds = [
        {
            "kind": kind,
            "heading": heading,
            "columns": _in_columns([line for line in lines if line["term"].kind == kind and _is_shown(line, today)]),
        }
        for kind, heading in HEADINGS.items()
    ]
    return revalidated(render(request, "publications/themes/index.html", {"kinds": kinds} | _scope(chosen)))


@require_safe
def term(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """What a term means, and everything public about it; `show` names the part of which all is wanted."""
    found = found_term(kind, slug)
    chosen = chosen_partnership(request)
    about = About(found, chosen, get_language())
    context = {"term": found, "parts": _parts(request, about), "earlier": list(found.earlier.order_by("label"))}
    if found.valid_until:
        context["since"] = found.successor and (found.successor.valid_from or found.valid_until + timedelta(days=1))
    context["whole"] = next((part for part in context["parts"] if part["is_whole"]), None)
    return revalidated(render(request, "publications/themes/term.html", context | _scope(chosen)))


def found_term(kind: str, slug: str) -> Term:
    """Return the term of an address, with what came after it; Http404."""
    found = Term.objects.select_related("successor").filter(kind=kind, slug=slug).first()
    if found is None:
        raise Http404
    return found


def chosen_partnership(request: HttpRequest) -> Partnership | None:
    """Return the one partnership to which an address is narrowed; None means all of them."""
    slug = request.GET.get("partnership", "")
    if slug == request.partnership.slug:
        return request.partnership
    is_name = slug and "\0" not in slug
    return Partnership.objects.select_related("site").filter(slug=slug).first() if is_name else None


def _scope(chosen: Partnership | None) -> dict[str, Any]:
    return {"chosen": chosen, "query": f"?partnership={chosen.slug}" if chosen else ""}


def _line(term: Term, counts: tuple[Any, Any]) -> dict[str, Any]:
    reports, briefings = (found[term.pk] for found in counts)
    return {"term": term, "reports": reports, "briefings": briefings}


def _is_shown(line: dict[str, Any], today: Any) -> bool:
    # What has ended and holds nothing leads nobody anywhere.
    return bool(line["reports"] or line["briefings"] or line["term"].is_valid_on(today))


def _in_columns(lines: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    each = -(-len(lines) // COLUMNS) or 1
    return [lines[start : start + each] for start in range(0, len(lines), each)]


def _parts(request: HttpRequest, about: About) -> list[dict[str, Any]]:
    wanted = request.GET.get("show", "")
    return [_part(request, about, name, is_whole=name == wanted) for name in PARTS if wanted in (name, "")]


def _part(request: HttpRequest, about: About, name: str, *, is_whole: bool) -> dict[str, Any]:
    entries = getattr(about, name)()
    page = Paginator(entries, PER_PAGE if is_whole else FEW).get_page(request.GET.get("page") if is_whole else 1)
    return {"name": name, "label": PARTS[name], "page": page, "count": page.paginator.count, "is_whole": is_whole}
