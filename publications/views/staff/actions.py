"""What the lead of an agency sees: the actions of their own agencies. Keepers find the way to their plans here."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.storage import default_storage
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from pages.attempting import attempt
from partnerships.working_days import london_day
from people.permissions import may, must_somewhere, partnerships_where
from people.roles import Deed
from publications.actions.agreeing import mark_of
from publications.actions.lines import (
    RATING_COLOURS,
    called_for_leads,
    columns_of,
    due_in_words,
    overdue_first,
    reported,
    with_public_title,
)
from publications.actions.progress import is_overdue
from publications.actions.refusals import ChangedMeanwhile
from publications.actions.reporting import OWN_MOVES, Said, own_actions, report
from publications.forms.actions import ReportForm
from publications.models import Action, ActionUpdate
from publications.states import ACTION
from publications.vocabulary import Progress

PER_PAGE = 20
_BESIDE = ("agency", "recommendation__review__partnership")


@require_safe
def actions(request: HttpRequest) -> HttpResponse:
    """The actions of one's own agencies, what is overdue first; for keepers, the way to their partnerships."""
    must_somewhere(request.user, Deed.KEEP_ACTIONS, Deed.UPDATE_ACTIONS)
    today = london_day(timezone.now())
    found = overdue_first(with_public_title(own_actions(request.user)), today).select_related(*_BESIDE)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "lines": [_line(action, today) for action in page],
        "leads": partnerships_where(request.user, Deed.UPDATE_ACTIONS).exists(),
        "kept": partnerships_where(request.user, Deed.KEEP_ACTIONS).order_by("name"),
    }
    return render(request, "publications/staff/actions/mine.html", context)


@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "HEAD", "POST"])
def mine(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One action of an own agency: what was agreed, a form to report on it, and everything reported so far."""
    action = get_object_or_404(with_public_title(own_actions(request.user)).select_related(*_BESIDE), uuid=uuid)
    now = timezone.now()
    form = _form(request, action)
    if form.is_bound and form.is_valid() and _is_reported(request, action, form, now):
        return redirect("action_mine", uuid=action.uuid)
    today = london_day(now)
    updates = Paginator(action.updates.select_related("by"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "action": action,
        "review_name": called_for_leads(action),
        "columns": columns_of(action, today),
        "form": form,
        "page_obj": updates,
        "updates": [(update, reported(update)) for update in updates],
        "is_overdue": is_overdue(action, today),
        "colour": RATING_COLOURS[Progress(action.rating)],
    }
    return render(request, "publications/staff/actions/report.html", context)


@require_safe
def document(request: HttpRequest, number: int) -> HttpResponse:
    """Hand out a file that was sent as evidence: to leads of its agency, and to keepers of its partnership."""
    beside = "action__recommendation__review__partnership"
    update = get_object_or_404(ActionUpdate.objects.select_related("document", beside), pk=number)
    is_mine = own_actions(request.user).filter(pk=update.action_id).exists()
    partnership = update.action.recommendation.review.partnership
    if update.document is None or not (is_mine or may(request.user, Deed.KEEP_ACTIONS, partnership)):
        raise Http404
    name = update.document.file.name
    shown = f"evidence{name[name.rindex('.') :]}"
    handle = default_storage.open(name)
    response = FileResponse(handle, as_attachment=True, filename=shown, content_type="application/octet-stream")
    response.headers["Cache-Control"] = "no-store, private"
    return response


def _line(action: Action, today: Any) -> dict[str, Any]:
    return {
        "action": action,
        "review_name": called_for_leads(action),
        "due": due_in_words(action, today),
        "is_overdue": is_overdue(action, today),
        "colour": RATING_COLOURS[Progress(action.rating)],
    }


def _form(request: HttpRequest, action: Action) -> ReportForm:
    said = {name: getattr(action, name) for name in ("taken", "rating", "progress", "evidence")}
    steps = [move for move in ACTION.open_from(action.state) if move in OWN_MOVES]
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return ReportForm(*sent, initial=said | {"read": mark_of(action)}, steps=steps)


def _is_reported(request: HttpRequest, action: Action, form: ReportForm, now: datetime) -> bool:
    values = form.cleaned_data
    said = Said(values["taken"], values["progress"], Progress(values["rating"]), values["evidence"])

    def write() -> ActionUpdate:
        return report(
            action, said, by=request.user, now=now, read=values["read"], move=values.get("step", ""),
            document=values["document"],
        )  # fmt: skip

    if attempt(form, write)[0]:
        messages.success(request, "Your report is kept. Thank you.")
        return True
    action.refresh_from_db(fields=["state", "taken", "rating", "progress", "evidence", "updated_at"])
    if str(ChangedMeanwhile()) in form.non_field_errors():
        form.read_again(mark_of(action))
    return False
