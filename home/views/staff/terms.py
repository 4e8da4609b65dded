"""A partnership's terms, contacts, support organisations and glossary: as they are, and what is proposed."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from home.keeping.forms import ProposalForm, TermsForm, read_moment
from home.keeping.terms import KEPT, confirm_terms, discard_proposal, propose_terms
from home.views.staff.asking import find_partnership
from home.views.staff.terms_lines import (
    contact_lines,
    glossary_lines,
    proposed_lines,
    support_lines,
    term_lines,
)
from pages.attempting import attempt
from pages.days_in_words import moment_in_words
from pages.models import ContentTranslation
from pages.views.lines import translation_line
from partnerships.models import Partnership, Terms
from partnerships.working_days import london_day
from people.permissions import NotAllowed, partnerships_where
from people.roles import Deed


@require_safe
def partnerships(request: HttpRequest) -> HttpResponse:
    """The partnerships whose terms the person keeps; where it is one alone, its page."""
    found = list(partnerships_where(request.user, Deed.KEEP_TERMS))
    if not found:
        raise NotAllowed
    if len(found) == 1:
        return redirect("terms", slug=found[0].slug)
    return render(request, "home/staff/partnerships.html", {"partnerships": found})


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest, slug: str) -> HttpResponse:
    """Everything at a glance; pressing a button confirms or discards what is proposed."""
    partnership = find_partnership(request, slug)
    form = ProposalForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        verb, said = _VERBS["discard" if "discard" in request.POST else "confirm"]
        terms = form.as_read(_terms(partnership))
        if attempt(form, lambda: verb(terms, by=request.user, now=timezone.now()))[0]:
            messages.success(request, said)
            return redirect("terms", slug=slug)
    return render(request, "home/staff/terms.html", _shown(request, partnership, form))


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask how the terms are to read, and propose it to a second person."""
    partnership = find_partnership(request, slug)
    terms = _terms(partnership)
    form = TermsForm(request.POST or None, initial=_as_proposed(terms) | {"read": read_moment(terms)})
    if form.is_valid() and _is_proposed(request, form, terms):
        messages.success(request, "Proposed. The public reads it when another person has confirmed it.")
        return redirect("terms", slug=slug)
    words = {"title": "Propose a change of the terms", "button": "Propose", "text": _FOUR_EYES}
    return render(request, "home/staff/keep.html", {"partnership": partnership, "form": form} | words)


def _is_proposed(request: HttpRequest, form: TermsForm, terms: Terms) -> bool:
    read, values = form.as_read(terms), form.cleaned_data
    return attempt(form, lambda: propose_terms(read, values, by=request.user, now=timezone.now()))[0]


def _terms(partnership: Partnership) -> Terms:
    return get_object_or_404(Terms.objects.select_related("partnership", "proposed_by"), partnership=partnership)


def _as_proposed(terms: Terms) -> dict[str, Any]:
    return {name: getattr(terms, name) for name in KEPT} | (terms.proposed or {})


def _shown(request: HttpRequest, partnership: Partnership, form: forms.Form) -> dict[str, Any]:
    # Found anew: a refused verb was given what the person had read.
    terms, today = _terms(partnership), london_day(timezone.now())
    if form.is_bound:
        form.data = form.data.copy()
        form.data["read"] = read_moment(terms)
    else:
        form.initial["read"] = read_moment(terms)
    return {
        "partnership": partnership,
        "form": form,
        "terms": term_lines(terms),
        "translations": _translations(terms),
        "proposed": proposed_lines(terms),
        "proposed_by": terms.proposed_by,
        "proposed_at": moment_in_words(terms.proposed_at) if terms.proposed_at else "",
        "is_own": terms.proposed_by_id == request.user.pk,
        "contacts": contact_lines(partnership, today),
        "support": support_lines(partnership, today),
        "glossary": glossary_lines(partnership),
    }


def _translations(terms: Terms) -> list[dict[str, Any]]:
    found = ContentTranslation.objects.filter(source_key=terms.translation_key).prefetch_related("content")
    return [translation_line(translation) for translation in found]


_FOUR_EYES = (
    "These words stand in every leaflet. Another person has to confirm a change before the public reads it. An empty "
    "answer promises nothing."
)
_VERBS: dict[str, tuple[Any, str]] = {
    "confirm": (confirm_terms, "Confirmed. The public reads it now. Translations say that the English is newer."),
    "discard": (discard_proposal, "The proposal is discarded."),
}
