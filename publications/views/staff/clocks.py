"""The clocks of a review, and what delays it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.days_in_words import day_in_words, moment_in_words
from partnerships.working_days import CALENDAR_VERSION
from people.roles import Deed
from publications.clocks import Clock, ClockState, clocks_of
from publications.forms.particulars import DelayForm
from publications.models import Delay, Review
from publications.recording.delaying import ON_ITS_WAY, report_delay
from publications.views.staff.asking import deeds_in, find_review
from publications.views.staff.record_forms import Listed, show_form
from publications.views.staff.record_lists import lines
from publications.views.staff.standing import called

COLOURS = {
    ClockState.RUNNING: "blue",
    ClockState.NEAR: "yellow",
    ClockState.LATE: "red",
    ClockState.MET: "green",
    ClockState.MET_LATE: "orange",
    ClockState.UNKNOWN: "grey",
}
STAYS = "A delay says until when the review is now expected. The day by which it was due stays as it is."
NOT_SENT = "Nothing is sent by this. The letter to Panel and Secretary of State is prepared afterwards."


BACK = Listed("review_clocks", "Clocks and delays")


@require_safe
@sensitive_variables()
def clocks(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Every clock with how it stands, and every delay as far as the person may read it."""
    review, now = find_review(request, uuid, Deed.SEE_REPORTS), timezone.now()
    deeds, found = deeds_in(request.user, review.partnership), clocks_of(review, now=now)
    may_delay = Deed.KEEP_RECORD in deeds and review.state in ON_ITS_WAY and not review.first_published_at
    owes = any(clock.needs_telling for clock in found)
    context = {
        "review": review,
        "called": called(review),
        "clocks": [_shown(clock) for clock in found],
        "delays": [_delay(delay, deeds) for delay in review.delays.select_related("recorded_by")],
        "may_delay": may_delay,
        "letter": _letter(review) if owes and review.delays.exists() and Deed.SEND_COPIES in deeds else "",
        "calendar": CALENDAR_VERSION,
    }
    return render(request, "publications/staff/clocks.html", context)


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_variables()
def delay(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Record that the review will miss its clock, and why."""
    review = find_review(request, uuid, Deed.KEEP_RECORD)
    form = DelayForm(request.POST or None)

    def write() -> None:
        report_delay(review, **form.cleaned_data, by=request.user, now=timezone.now())

    if form.is_valid() and attempt(form, write)[0]:
        messages.info(request, "The delay is recorded. Panel and Secretary of State have not been told by this.")
        return redirect("review_clocks", uuid=review.uuid)
    words = {"title": "Record a delay", "button": "Record the delay", "sentences": [STAYS, NOT_SENT]}
    return show_form(request, review, form, back=BACK, **words)


def _letter(review: Review) -> str:
    return f"{reverse('notice_new', args=[review.uuid])}?purpose=delay"


def _shown(clock: Clock) -> dict[str, Any]:
    began = f"It began on {day_in_words(clock.began)}." if clock.began else ""
    return {"clock": clock, "colour": COLOURS[clock.state], "state": clock.state.label, "began": began}


def _delay(delay: Delay, deeds: set[Deed]) -> dict[str, str]:
    words = delay.words()
    said = [f"Recorded by {delay.recorded_by} on {moment_in_words(delay.recorded_at)}."]
    said.append(f"Expected on {day_in_words(delay.expected_on)}.")
    if deeds & {Deed.KEEP_RECORD, Deed.SEND_COPIES}:
        said.append(f"For Panel and Secretary of State: {words['reason']}")
    if deeds & {Deed.KEEP_RECORD, Deed.RECORD_FAMILY}:
        said.append(f"For the family: {words['for_family']}")
    return {"key": delay.get_cause_display(), "value": lines(said)}
