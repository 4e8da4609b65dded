"""The lists behind a check: who is named, what must not be found, and what may be said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words
from people.models import User
from people.roles import Deed
from publications.anonymity import listing
from publications.anonymity.allowing import KINDS, allowed_entries
from publications.anonymity.forms import AllowForm, KeepForm, ManyTermsForm, PeopleForm, TermForm, filled_in
from publications.anonymity.naming import eligible, name_staff, unname_staff
from publications.anonymity.wording import kind_in_words
from publications.models import Review, WatchList, WatchTerm
from publications.views.staff.anonymity import find_named_review
from publications.views.staff.asking import find_review


@require_http_methods(["GET", "HEAD", "POST"])
def people(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Name the people who may see the watch-list; whoever may name need not be named."""
    review, now = find_review(request, uuid, Deed.NAME_STAFF), timezone.now()
    known = User.objects.filter(pk__in=review.named_staff.values("user"))
    form = PeopleForm(request.POST or None, eligible=eligible(review), initial={"people": known})
    form = PeopleForm(request.POST, eligible=eligible(review)) if request.method == "POST" else form
    if form.is_valid():
        chosen = set(form.cleaned_data["people"])
        if attempt(form, lambda: _name(review, set(known), chosen, request.user, now))[0]:
            messages.success(request, "Saved. It counts from the next page on.")
            return redirect("anonymity_people", uuid=review.uuid)
    context = {"review": review, "form": form, "is_named": request.user in known}
    return render(request, "publications/staff/anonymity_people.html", context)


@require_safe
@sensitive_variables()
def terms(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The watch-list."""
    review = find_named_review(request, uuid)
    found = WatchList.objects.filter(review=review).first()
    context = {
        "review": review,
        "rows": [_row(review, row) for row in review.watch_terms.all()],
        "keep_until": day_in_words(found.keep_until) if found and found.keep_until else "",
        "agreed_with": found.words()["agreed_with"] if found else "",
        "destroyed": day_in_words(found.destroyed_at) if found and found.destroyed_at else "",
    }
    return render(request, "publications/staff/anonymity_list.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add_term(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add one term."""
    review, form = find_named_review(request, uuid), TermForm(request.POST or None)

    def add() -> None:
        listing.add_terms(review, [form.cleaned_data["term"]], by=request.user, now=timezone.now())

    return _answer(request, review, form, add, title="Add to the watch-list", button="Add it")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def add_terms(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Add a pasted list or a CSV file."""
    review = find_named_review(request, uuid)
    form = ManyTermsForm(request.POST, request.FILES) if request.method == "POST" else ManyTermsForm()

    def add() -> None:
        listing.add_terms(review, form.cleaned_data["terms"], by=request.user, now=timezone.now())

    return _answer(request, review, form, add, title="Add many at once", button="Add them")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def term(request: HttpRequest, uuid: UUID, row: UUID) -> HttpResponse:
    """Correct a term, or take it off the list."""
    review = find_named_review(request, uuid)
    found, now = get_object_or_404(WatchTerm, review=review, row=row), timezone.now()
    if "remove" in request.POST:
        listing.remove_term(found, by=request.user, now=now)
        messages.success(request, "Taken off the list.")
        return redirect("anonymity_list", uuid=review.uuid)
    form = TermForm(request.POST or None, initial=filled_in(listing.opened(found)))

    def edit() -> None:
        listing.edit_term(found, form.cleaned_data["term"], by=request.user, now=now)

    return _answer(request, review, form, edit, title="Change the watch-list", button="Save it", is_old=True)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def until(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Agree until when the list is kept."""
    review, form = find_named_review(request, uuid), KeepForm(request.POST or None)

    def keep() -> None:
        agreed = form.cleaned_data
        listing.keep_list_until(
            review, agreed["day"], agreed_with=agreed["agreed_with"], by=request.user, now=timezone.now()
        )

    return _answer(request, review, form, keep, title="How long the list is kept", button="Save it")


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def allowed(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """What may be said; adding to it and taking off it what was added."""
    review, now = find_named_review(request, uuid), timezone.now()
    if "remove" in request.POST:
        listing.remove_allowed(_allowed_word(review, request.POST["remove"]), by=request.user, now=now)
        return redirect("anonymity_allowed", uuid=review.uuid)
    form = AllowForm(request.POST or None)
    if form.is_valid():
        listing.add_allowed(review, **form.cleaned_data, by=request.user, now=now)
        messages.success(request, "Added. Check again, so that it counts.")
        return redirect("anonymity_allowed", uuid=review.uuid)
    entries = allowed_entries(review, review.drafts(), listing.terms_of(review))
    context = {"review": review, "form": form, "entries": [(KINDS[entry.kind], entry) for entry in entries]}
    return render(request, "publications/staff/anonymity_allowed.html", context)


def _row(review: Review, row: WatchTerm) -> dict[str, Any]:
    found = listing.opened(row)
    others = f"Also: {', '.join(found.aliases)}." if found.aliases else ""
    said = " ".join(filter(None, [f"{kind_in_words(found.kind)}.", others, found.note]))
    change = {"label": "Change", "url": reverse("anonymity_term", args=[review.uuid, row.row]), "about": found.value}
    return {"key": found.value, "value": said, "actions": [change]}


def _allowed_word(review: Review, row: str) -> Any:
    known = {str(word.row): word for word in review.allowed_words.all()}
    return get_object_or_404(review.allowed_words, pk=known[row].pk if row in known else 0)


def _name(review: Review, known: set[User], chosen: set[User], by: User, now: Any) -> None:
    for user in chosen - known:
        name_staff(review, user, by=by, now=now)
    for user in known - chosen:
        unname_staff(review, user, by=by, now=now)


def _answer(request: HttpRequest, review: Review, form: Any, verb: Any, **words: Any) -> HttpResponse:
    if form.is_bound and form.is_valid() and attempt(form, verb)[0]:
        messages.success(request, "The watch-list is saved. Check again, so that it counts.")
        return redirect("anonymity_list", uuid=review.uuid)
    context = {"review": review, "form": form} | words
    return render(request, "publications/staff/anonymity_list_form.html", context)
