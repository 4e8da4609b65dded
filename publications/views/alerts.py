"""Pages on which a reader asks to be told by e-mail, confirms it, changes it and stops it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from lifecycles.moves import UnknownMove
from pages.quiet import quiet
from pages.same_origin import same_origin_form
from people.asking_often import AskedTooOften, count_request
from publications.alerting import asking
from publications.alerting.links import find_asked, find_confirmed, manage_path
from publications.forms.alerts import AskForm, WishForm, chosen_before
from publications.models import AlertSubscription
from publications.vocabulary import Frequency


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take what a reader wants to be told of. What is answered says nothing of whether the address is known."""
    if request.method != "POST":
        usual = {"partnerships": [request.partnership.pk], "frequency": Frequency.IMMEDIATE}
        return _page(request, "ask", {"form": AskForm(initial=usual)})
    form = AskForm(request.POST)
    return _take(request, form) if form.is_valid() else _page(request, "ask", {"form": form})


@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return _page(request, "asked")


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The page behind the link of the first mail. What opens links by itself presses no button."""
    now = timezone.now()
    found = find_asked(token, host_id=request.partnership.pk, now=now)
    if found is None:
        return _over(request)
    if request.method != "POST":
        return _page(request, "confirm", _choice(found))
    try:
        asking.confirm(found, now=now)
    except UnknownMove:
        return _over(request)
    return redirect("alerts_confirmed")


@require_safe
def confirmed(request: HttpRequest) -> HttpResponse:
    """Say that from now on the reader is told."""
    return _page(request, "confirmed")


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Change what a reader is told of."""
    found = find_confirmed(token, host_id=request.partnership.pk)
    if found is None:
        return _over(request)
    form = WishForm(request.POST) if request.method == "POST" else WishForm(initial=chosen_before(found))
    if request.method == "POST" and form.is_valid():
        asking.change(found, form.wish(), now=timezone.now())
        return redirect("alerts_changed")
    return _page(request, "manage", {"form": form, "stop": f"{manage_path(found)}stop/"})


@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    """Say that it was changed."""
    return _page(request, "changed")


@same_origin_form
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """Stop with one press: of the button on this page, or of one that the letter box shows (RFC 8058)."""
    found = find_confirmed(token, host_id=request.partnership.pk)
    if request.method != "POST":
        return _page(request, "stop") if found else _over(request)
    if found:
        asking.stop(found, now=timezone.now())
    # Pressed twice, it is as true as pressed once.
    return _page(request, "stopped")


def _take(request: HttpRequest, form: AskForm) -> HttpResponse:
    now, email = timezone.now(), form.cleaned_data["email"]
    try:
        count_request(request, "alerts", recipient=email, now=now)
    except AskedTooOften:
        form.add_error(None, _("There were too many requests in a short time. Try again later today."))
        return _page(request, "ask", {"form": form}, status=429)
    asking.ask(request.partnership, email, form.wish(), now=now)
    return redirect("alerts_asked")


def _choice(found: AlertSubscription) -> dict[str, Any]:
    return {
        "frequency": found.get_frequency_display(),
        "chosen": list(found.partnerships.order_by("name")),
        "themes": list(found.themes.order_by("label")),
    }


def _over(request: HttpRequest) -> HttpResponse:
    return _page(request, "over", status=404)


def _page(request: HttpRequest, name: str, context: dict[str, Any] | None = None, *, status: int = 200) -> HttpResponse:
    return quiet(render(request, f"publications/alerts/{name}.html", context or {}, status=status))
