"""Translations: what waits for a translator, what waits for approval, and the texts themselves."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pages.attempting import attempt
from pages.models import ContentTranslation
from pages.models.translations import TranslationState
from pages.own_words import in_own_words
from pages.staff_forms import SendBackForm, TextsFileForm, TextsForm
from pages.translating.approving import approve, send_back, withdraw
from pages.translating.asking import ask_again
from pages.translating.refusals import HandedInAgain
from pages.translating.writing import export_texts, hand_in, import_texts, texts_of, write_texts
from pages.views.lines import translation_line
from people.permissions import may, must_somewhere
from people.roles import Deed

PER_PAGE = 30
WORKS_ON = (Deed.TRANSLATE, Deed.PUBLISH_PAGES)


@require_safe
def translations(request: HttpRequest) -> HttpResponse:
    """The translations of one's partnerships: for translators what they can work on, for others what they approve."""
    partnerships = must_somewhere(request.user, *WORKS_ON)
    found = ContentTranslation.objects.filter(partnership__in=partnerships)
    found = found.select_related("partnership__terms", "content_type").prefetch_related("content")
    # What was handed in comes first, then what is being written, then what is done.
    found = found.order_by("-state", "pk")
    wanted = request.GET.get("state", "")
    if wanted in TranslationState.values:
        found = found.filter(state=wanted)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    lines = [translation_line(one) | _told_of(one) for one in page if one.content is not None]
    states = [(state.value, state.label) for state in TranslationState]
    return render(
        request, "pages/translations.html", {"page_obj": page, "lines": lines, "states": states, "state": wanted}
    )


def _told_of(translation: ContentTranslation) -> dict[str, str]:
    of = in_own_words(str(translation.content), translation.partnership)
    return {"of": of, "partnership": translation.partnership.name}


@require_http_methods(["GET", "HEAD", "POST"])
def translation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One translation: a translator writes and hands in; who publishes approves, sends back or withdraws."""
    found = _find(request, uuid)
    if may(request.user, Deed.TRANSLATE, found.partnership) and found.state == TranslationState.ASKED:
        return _write(request, found)
    return _judge(request, found)


@require_safe
def texts(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The texts as a PO file, for an agency."""
    found = _find(request, uuid)
    po = export_texts(found, by=request.user)
    disposition = {"Content-Disposition": f'attachment; filename="texts-{found.language}.po"'}
    return HttpResponse(po, content_type="text/x-gettext-translation; charset=utf-8", headers=disposition)


@require_POST
def upload(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Take the file back from the agency."""
    found = _find(request, uuid)
    form = TextsFileForm(request.POST, request.FILES)
    if form.is_valid():
        file = form.cleaned_data["file"]
        is_done, changed = attempt(form, lambda: import_texts(found, file, by=request.user))
        if is_done:
            messages.success(request, f"{changed} texts were taken from the file.")
            return redirect("translation", uuid=uuid)
    return _show(request, found, file_form=form)


def _find(request: HttpRequest, uuid: UUID) -> ContentTranslation:
    found = get_object_or_404(ContentTranslation.objects.select_related("partnership__site", "content_type"), uuid=uuid)
    if found.content is None:
        raise Http404
    if not any(may(request.user, deed, found.partnership) for deed in WORKS_ON):
        raise Http404
    return found


def _write(request: HttpRequest, found: ContentTranslation) -> HttpResponse:
    if not request.POST:
        return _show(request, found)
    form = TextsForm(request.POST, texts=texts_of(found), language=found.language)
    if form.is_valid() and _changed_meanwhile(request, form):
        form.add_error(None, _CHANGED)
    if form.is_valid():
        is_done, _changed = attempt(form, lambda: write_texts(found, form.texts(), by=request.user))
        if is_done and "hand_in" in request.POST:
            is_done, _step = attempt(form, lambda: hand_in(found, by=request.user, now=timezone.now()))
        if is_done:
            messages.success(request, "Handed in." if "hand_in" in request.POST else "Kept.")
            return redirect("translation", uuid=found.uuid)
    return _show(request, found, form=form)


def _changed_meanwhile(request: HttpRequest, form: TextsForm) -> bool:
    return any(name.startswith("text-") and name not in form.fields for name in request.POST)


_CHANGED = (
    "The English was changed while you were translating. Texts that are new are empty below; what you wrote for the "
    "others is still here. Send it again."
)


def _judge(request: HttpRequest, found: ContentTranslation) -> HttpResponse:
    form = SendBackForm(request.POST if request.method == "POST" else None, initial=_read(found))
    verb = next((_VERBS[name] for name in _VERBS if name in request.POST), None)
    if form.is_valid() and verb is None:
        raise Http404
    if form.is_valid() and attempt(form, lambda: verb(found, request.user, form.cleaned_data))[0]:
        messages.success(request, "Done.")
        return redirect("translation", uuid=found.uuid)
    return _show(request, found, judging=form)


def _approve(found: ContentTranslation, by: Any, typed: dict[str, str]) -> None:
    if found.handed_in_at and typed["handed_in"] != found.handed_in_at.isoformat():
        raise HandedInAgain
    approve(found, by=by, now=timezone.now())


_VERBS: dict[str, Any] = {
    "approve": _approve,
    "send_back": lambda found, by, typed: send_back(found, by=by, note=typed["note"], now=timezone.now()),
    "withdraw": lambda found, by, _typed: withdraw(found, by=by, now=timezone.now()),
    "ask_again": lambda found, by, _typed: ask_again(found, by=by, now=timezone.now()),
}


def _read(found: ContentTranslation) -> dict[str, str]:
    return {"handed_in": found.handed_in_at.isoformat() if found.handed_in_at else ""}


def _show(
    request: HttpRequest,
    found: ContentTranslation,
    *,
    form: forms.Form | None = None,
    file_form: forms.Form | None = None,
    judging: forms.Form | None = None,
) -> HttpResponse:
    if request.method == "POST":
        # Found anew: a refused verb may have left its marks on the object that it was given.
        found = _find(request, found.uuid)
    is_open = found.state == TranslationState.ASKED
    writes = may(request.user, Deed.TRANSLATE, found.partnership)
    judges = may(request.user, Deed.PUBLISH_PAGES, found.partnership)
    rows = texts_of(found)
    context = {
        "found": found,
        "line": translation_line(found),
        "rows": rows,
        "missing": sum(not row.translated for row in rows),
        "form": (form or TextsForm(texts=rows, language=found.language)) if writes and is_open else None,
        "file_form": file_form or TextsFileForm(),
        "judging": (judging or SendBackForm(initial=_read(found))) if judges else None,
    }
    return render(request, "pages/translation.html", context)
