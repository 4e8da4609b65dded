"""Asking for help to sign in: the same answer for every name."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from family_portal.forms import NameOnlyForm
from family_portal.recovering import ask
from people.throttling import TooManyAttempts


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def ask_for_help(request: HttpRequest) -> HttpResponse:
    form = NameOnlyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ask(request, form.cleaned_data["name"], now=timezone.now())
            return redirect("portal:help_asked")
        except TooManyAttempts as refusal:
            form.add_error(None, str(refusal))
    return render(request, "portal/help.html", {"form": form})


@require_safe
def help_asked(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/help_asked.html")
