"""A briefing taken to supervision: its questions with room to write, a plan to fill in, and word of how it was used."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from pages.quiet import quiet
from pages.same_origin import same_origin_form
from partnerships.working_days import london_day
from people.asking_often import AskedTooOften, count_request
from people.throttling import address_of
from publications.briefing_pages import public_briefings
from publications.companions.printing import companion_path
from publications.forms.using import UseForm
from publications.learning.briefing_content import questions_of
from publications.learning.using import Used, report_use
from publications.models import CompanionEdition
from publications.views.english import in_english
from publications.views.public import revalidated
from publications.vocabulary import CompanionKind

PLAN_ROWS = range(4)
# Room to write by hand: a line every 32 pixels.
WRITING = {"height": 168, "lines": range(36, 168, 32)}


@dataclass(frozen=True)
class Taken:
    """What is taken to supervision: its title, its questions, its address, and what a report of its use names."""

    title: str
    questions: list[str]
    path: str
    used: Used


@same_origin_form
@in_english
@require_http_methods(["GET", "HEAD", "POST"])
def supervision(request: HttpRequest, slug: str, *, is_companion: bool = False) -> HttpResponse:
    """The page to print and to fill in; and the form that tells how it was used."""
    taken = _companion(request, slug) if is_companion else _page(request, slug)
    today = london_day(timezone.now())
    if request.method != "POST":
        return revalidated(_show(request, taken, UseForm(today=today)))
    form = UseForm(request.POST, today=today)
    return _take(request, taken, form) if form.is_valid() else quiet(_show(request, taken, form))


@in_english
@require_safe
def thanks(request: HttpRequest, slug: str, *, is_companion: bool = False) -> HttpResponse:
    """Say that it has arrived; the address tells nothing of who wrote."""
    taken = _companion(request, slug) if is_companion else _page(request, slug)
    return quiet(render(request, "publications/briefings/thanks.html", {"taken": taken}))


def _page(request: HttpRequest, slug: str) -> Taken:
    found = public_briefings(request.partnership).defer(None).filter(slug=slug).first()
    if found is None:
        raise Http404
    path = f"/briefings/{found.slug}/"
    return Taken(found.title, questions_of(found.sections), path, Used(briefing=found))


def _companion(request: HttpRequest, slug: str) -> Taken:
    public = CompanionEdition.objects.public().filter(review__partnership=request.partnership, slug=slug)
    found = public.filter(kind=CompanionKind.BRIEFING, language=settings.LANGUAGE_CODE)
    edition = found.select_related("review", "revision").defer(*CompanionEdition.LONG).first()
    if edition is None:
        raise Http404
    # The very words that were released: no draft written later has a place here.
    questions = questions_of(edition.revision.as_object().briefing)
    return Taken(edition.title, questions, companion_path(edition), Used(review=edition.review))


def general_questions() -> list[str]:
    """Return what can be asked of any learning, for a briefing that asks nothing itself."""
    return [
        _("What stands out for you, and why?"),
        _("What will you do differently, and how will you know that it works?"),
        _("How does this fit into what your team is planning anyway?"),
    ]


def _take(request: HttpRequest, taken: Taken, form: UseForm) -> HttpResponse:
    now, used = timezone.now(), taken.used
    about = f"{used.briefing.pk if used.briefing else ''}/{used.review.pk if used.review else ''}"
    try:
        count_request(request, "uses", recipient=f"{about} {address_of(request)}", now=now)
    except AskedTooOften:
        form.add_error(None, _("We have had many messages in a short time and could not take this one."))
        return quiet(_show(request, taken, form, status=429))
    if not attempt(form, lambda: report_use(used, request.partnership, **form.cleaned_data, now=now))[0]:
        return quiet(_show(request, taken, form))
    return redirect(f"{taken.path}supervision/thanks/")


def _show(request: HttpRequest, taken: Taken, form: UseForm, *, status: int = 200) -> HttpResponse:
    context = {
        "taken": taken,
        "form": form,
        "questions": taken.questions or general_questions(),
        "plan_rows": PLAN_ROWS,
        "writing": WRITING,
    }
    return render(request, "publications/briefings/supervision.html", context, status=status)
