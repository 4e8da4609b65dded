"""The agencies of a partnership, and who reports for each of them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.permissions import may, partnerships_where
from people.roles import Deed
from publications.actions.leading import (
    add_agency,
    appoint_lead,
    change_agency,
    dismiss_lead,
    kinds_in_use,
    may_lead,
)
from publications.forms.actions import AgencyForm, LeadForm
from publications.models import Agency, AgencyLead, Term


@require_safe
def agencies(request: HttpRequest, slug: str) -> HttpResponse:
    """Every agency with its leads, in a fixed number of queries."""
    partnership = find_partnership(request, slug)
    leads: dict[int, list[str]] = {}
    for lead in AgencyLead.objects.standing().filter(agency__partnership=partnership).select_related("user"):
        leads.setdefault(lead.agency_id, []).append(lead.user.name)
    found = partnership.agencies.select_related("kind")
    rows = [_row(partnership, agency, leads.get(agency.pk, [])) for agency in found]
    return render(request, "publications/staff/actions/agencies.html", {"of": partnership, "rows": rows})


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, slug: str) -> HttpResponse:
    """Add an agency."""
    partnership = find_partnership(request, slug)
    form = AgencyForm(request.POST or None, kinds=kinds_in_use(london_day(timezone.now())), is_new=True)

    def write() -> Agency:
        said = form.cleaned_data
        return add_agency(partnership, said["name"], said["kind"], by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Added.")
        return redirect("agencies", slug=slug)
    return show(request, partnership, form, title="Add an agency", button="Add")


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Change an agency, and see who reports for it."""
    partnership, agency = _find(request, slug, number)
    offered = [*kinds_in_use(london_day(timezone.now())).values_list("pk", flat=True), agency.kind_id]
    known = {"name": agency.name, "kind": agency.kind, "valid_until": agency.valid_until}
    kinds = Term.objects.filter(pk__in=offered).order_by("label")
    form = AgencyForm(request.POST or None, initial=known, kinds=kinds, is_new=False)

    def write() -> Agency:
        said = form.cleaned_data
        until = said["valid_until"]
        return change_agency(agency, said["name"], said["kind"], until, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Saved.")
        return redirect("agencies", slug=slug)
    standing = set(AgencyLead.objects.standing().filter(agency=agency).values_list("pk", flat=True))
    leads = agency.leads.select_related("user").order_by("user__name", "pk")
    shown = [{"lead": lead, "stands": lead.pk in standing} for lead in leads]
    return show(request, partnership, form, title=agency.name, button="Save", agency=agency, leads=shown)


@require_http_methods(["GET", "HEAD", "POST"])
def appoint(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Let somebody who has the role report for the agency."""
    partnership, agency = _find(request, slug, number)
    people = may_lead(partnership)
    form = LeadForm(request.POST or None, people=people)
    names = {"title": f"Who reports for {agency.name}?", "button": "Appoint", "agency_of": agency}

    def write() -> AgencyLead:
        return appoint_lead(agency, form.cleaned_data["user"], by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Appointed. From now on they see the actions of this agency.")
        return redirect("agency", slug=slug, number=number)
    invites = may(request.user, Deed.MANAGE_PEOPLE, partnership)
    return show(request, partnership, form, nobody=not people.exists(), invites=invites, **names)


@require_http_methods(["GET", "HEAD", "POST"])
def dismiss(request: HttpRequest, slug: str, number: int, lead: int) -> HttpResponse:
    """Let somebody report for the agency no more."""
    partnership, agency = _find(request, slug, number)
    found = get_object_or_404(AgencyLead.objects.select_related("agency__partnership", "user"), agency=agency, pk=lead)
    form = forms.Form(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: dismiss_lead(found, by=request.user, now=timezone.now()))[0]:
        messages.success(request, "They no longer see the actions of this agency. What they reported stays.")
        return redirect("agency", slug=slug, number=number)
    names = {"title": f"End the reporting of {found.user.name}", "button": "End it", "kind": "warning"}
    return show(request, partnership, form, agency_of=agency, **names)


def find_partnership(request: HttpRequest, slug: str) -> Partnership:
    """Return the partnership of which the person keeps the plans; Http404 for every other."""
    return get_object_or_404(partnerships_where(request.user, Deed.KEEP_ACTIONS), slug=slug)


def show(request: HttpRequest, partnership: Partnership, form: forms.Form, **words: Any) -> HttpResponse:
    """Show one form about the agencies of `partnership`."""
    return render(request, "publications/staff/actions/agency.html", {"of": partnership, "form": form} | words)


def _find(request: HttpRequest, slug: str, number: int) -> tuple[Partnership, Agency]:
    partnership = find_partnership(request, slug)
    found = Agency.objects.select_related("partnership", "kind")
    return partnership, get_object_or_404(found, partnership=partnership, pk=number)


def _row(partnership: Partnership, agency: Agency, leads: list[str]) -> dict[str, Any]:
    until = f"In use until {day_in_words(agency.valid_until)}" if agency.valid_until else ""
    said = [agency.kind.label, until, f"Reports: {', '.join(leads)}" if leads else "Nobody reports for it yet"]
    url = reverse("agency", args=[partnership.slug, agency.pk])
    value = format_html_join("", "<p class='govuk-body govuk-!-margin-bottom-1'>{}</p>", [(s,) for s in said if s])
    return {"key": agency.name, "value": value, "actions": [{"label": "Change", "url": url, "about": agency.name}]}
