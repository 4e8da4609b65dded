"""What a review is: its kind and decision, its media contact, and the reviews that belong to it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words
from partnerships.models import Partnership
from people.permissions import may
from people.roles import Deed
from publications.forms.particulars import DescriptionForm, MediaContactForm, RelatedForm
from publications.models import Review
from publications.recording.about import BEGINNING_ALONE, describe, name_media_contact, relate, unrelate
from publications.views.staff.asking import find_review, find_review_for
from publications.views.staff.record_forms import Listed, show_form
from publications.views.staff.record_lists import lines, show_lists
from publications.views.staff.standing import name_of, standing_reviews

DEEDS = frozenset({Deed.KEEP_RECORD, Deed.PLAN_MEDIA})


BACK = Listed("review_about", "About the review")


@require_safe
def about(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Kind, decision, media contact, related reviews; each with the way to change it."""
    review = find_review_for(request, uuid, DEEDS)
    may_keep = may(request.user, Deed.KEEP_RECORD, review.partnership)
    contact = lines([review.media_contact, review.media_phone, review.media_email])
    decided = day_in_words(review.decided_on) if review.decided_on else "Not recorded: the clock has no beginning"
    groups = [
        {
            "heading": "The review",
            "rows": [
                _row("Type of review", review.get_kind_display(), _to("review_describe", review) if may_keep else ""),
                _row("Day of the decision", decided, _to("review_describe", review) if may_keep else ""),
            ],
        },
        {
            "heading": "The media",
            "rows": [_row("Who answers the media", contact or "Nobody yet", _to("review_media", review))],
        },
        {
            "heading": "Related reviews",
            "empty": "No other review is related.",
            "rows": [_related(review, name, other, may_keep) for other, name in _named(review.related.all())],
            "add": ("Relate a review", reverse("review_relate", args=[review.uuid])) if may_keep else None,
        },
    ]
    return show_lists(request, review, "About the review", groups)


@require_http_methods(["GET", "HEAD", "POST"])
def description(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Correct the kind of review and the day of its decision."""
    review = find_review(request, uuid, Deed.KEEP_RECORD)
    kinds = [review.kind] if review.is_improvements else BEGINNING_ALONE
    form = DescriptionForm(
        request.POST or None, kinds=kinds, initial={"kind": review.kind, "decided_on": review.decided_on}
    )
    sentences = ["A Local Child Safeguarding Practice Review has six calendar months, other learning reviews three."]
    words = {"title": "Type and decision", "sentences": sentences}
    return _answer(request, review, form, lambda **said: describe(review, **said), **words)


@require_http_methods(["GET", "HEAD", "POST"])
def media(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Name the one contact for the media."""
    review = find_review(request, uuid, Deed.PLAN_MEDIA)
    known = {"contact": review.media_contact, "phone": review.media_phone, "email": review.media_email}
    form = MediaContactForm(request.POST or None, initial=known)
    sentences = ["One contact co-ordinates what every organisation says. It is not shown to the public."]
    words = {"title": "Media contact", "sentences": sentences}
    return _answer(request, review, form, lambda **said: name_media_contact(review, **said), **words)


@require_http_methods(["GET", "HEAD", "POST"])
def related(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Relate another review of the same partnership."""
    review = find_review(request, uuid, Deed.KEEP_RECORD)
    known = review.related.values("pk")
    others = Review.objects.filter(partnership=review.partnership).exclude(pk=review.pk).exclude(pk__in=known)
    form = RelatedForm(request.POST or None, others=[(str(other.uuid), name) for other, name in _named(others)])
    words = {"title": "Relate a review", "button": "Relate it"}
    return _answer(request, review, form, lambda other, **who: relate(review, UUID(other), **who), **words)


@require_http_methods(["GET", "HEAD", "POST"])
def unrelated(request: HttpRequest, uuid: UUID, other: UUID) -> HttpResponse:
    """Take a relation back."""
    review = find_review(request, uuid, Deed.KEEP_RECORD)
    named = next((name for _, name in _named(review.related.filter(uuid=other))), None)
    if named is None:
        raise Http404
    form = forms.Form(request.POST if request.method == "POST" else None)
    words = {"title": "Take the relation back", "button": "Take it back", "sentences": [f"Related: {named}."]}
    return _answer(request, review, form, lambda **who: unrelate(review, other, **who), **words)


def _answer(request: HttpRequest, review: Review, form: forms.Form, verb: Any, **words: Any) -> HttpResponse:
    def write() -> None:
        verb(**form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.success(request, "Saved.")
        return redirect("review_about", uuid=review.uuid)
    return show_form(request, review, form, back=BACK, **({"button": "Save"} | words))


def _named(reviews: Any) -> list[tuple[Review, str]]:
    keys = list(reviews.values_list("pk", flat=True))
    found = standing_reviews(Partnership.objects.filter(reviews__in=keys)).filter(pk__in=keys)
    return [(review, name_of(review.draft_pseudonym, review.draft_title)) for review in found]


def _row(key: str, value: str, change: str) -> dict[str, Any]:
    return {"key": key, "value": value, "actions": [{"label": "Change", "url": change, "about": key}] if change else []}


def _to(name: str, review: Review) -> str:
    return reverse(name, args=[review.uuid])


def _related(review: Review, name: str, other: Review, may_keep: bool) -> dict[str, Any]:
    actions = [{"label": "Read", "url": reverse("review", args=[other.uuid]), "about": name}]
    if may_keep:
        back = reverse("review_unrelate", args=[review.uuid, other.uuid])
        actions.append({"label": "Take back", "url": back, "about": name})
    return {"key": name, "value": other.get_state_display(), "actions": actions}
