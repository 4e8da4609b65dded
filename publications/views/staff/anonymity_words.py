"""The button that takes words out of what is kept of earlier drafts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from pages.attempting import attempt
from publications.anonymity import listing
from publications.anonymity.purging import Purged, purge_identity
from publications.anonymity.words import Words, words_of
from publications.models import Review
from publications.views.staff.anonymity import find_named_review


class WordsForm(forms.Form):
    """Terms of the watch-list, or words that were never on it."""

    terms = forms.MultipleChoiceField(
        label="From the watch-list", required=False, widget=forms.CheckboxSelectMultiple, choices=[]
    )
    others = forms.CharField(
        label="Other words (optional)",
        required=False,
        help_text="One on each line. They are not kept.",
        widget=forms.Textarea(attrs={"rows": 3, "spellcheck": "false", "autocomplete": "off"}),
    )
    sure = forms.BooleanField(
        label="I understand that this cannot be undone",
        error_messages={"required": "Tick the box to say that you understand that this cannot be undone"},
    )

    def __init__(self, *args: Any, known: dict[str, Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.fields["terms"].choices = [(row, term.value) for row, term in known.items()]
        if not known:
            del self.fields["terms"]

    def words(self) -> Words:
        chosen = [word for row in self.cleaned_data.get("terms", []) for word in words_of(self.known[row])]
        return Words([*chosen, *self.cleaned_data["others"].splitlines()])


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def words(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Choose the words, take them out, and see what a search for them finds afterwards."""
    review = find_named_review(request, uuid)
    known = {term.id: term for term in listing.terms_of(review)}
    form = WordsForm(request.POST or None, known=known)
    purged: Purged | None = None
    if form.is_valid():
        verb = lambda: purge_identity(review, form.words(), by=request.user, now=timezone.now())  # noqa: E731
        purged = attempt(form, verb)[1]
    return render(request, "publications/staff/anonymity_words.html", _context(review, form, purged))


def _context(review: Review, form: WordsForm, purged: Purged | None) -> dict[str, Any]:
    lists = []
    if purged:
        lists = [
            ("Removed", "Nothing was found to remove.", purged.removed),
            ("Left", "Nothing is left.", purged.proof.left),
            ("Public at this moment, and not changed", "Nothing.", purged.proof.public),
            ("In what does not belong to this review", "Nothing.", purged.proof.elsewhere),
        ]
    return {
        "review": review,
        "form": form,
        "purged": purged,
        "lists": [(title, empty, sorted(counts.items())) for title, empty, counts in lists],
    }
