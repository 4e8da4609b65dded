"""A new password for who forgot theirs; it signs nobody in and leaves the second factor alone."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.views import PasswordResetConfirmView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from people.forgetting import person_of_link, send_new_password_link, set_new_password
from people.forms import ForgottenForm, NewPasswordForm
from people.models import User
from people.throttling import TooManyAttempts


@require_http_methods(["GET", "POST"])
def forgotten(request: HttpRequest) -> HttpResponse:
    form = ForgottenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            send_new_password_link(request, form.cleaned_data["email"], now=timezone.now())
            return redirect("people:forgotten_sent")
        except TooManyAttempts as refusal:
            form.add_error(None, str(refusal))
    return render(request, "people/forgotten.html", {"form": form})


@require_safe
def forgotten_sent(request: HttpRequest) -> HttpResponse:
    return render(request, "people/forgotten_sent.html")


class NewPassword(PasswordResetConfirmView):
    """Django keeps the token of the link in the session and asks again under an address without it."""

    form_class = NewPasswordForm
    template_name = "people/new_password.html"
    success_url = reverse_lazy("people:new_password_done")

    def get_user(self, uidb64: str) -> User | None:
        return person_of_link(uidb64)

    def form_valid(self, form: Any) -> HttpResponse:
        set_new_password(self.user, form.password, now=timezone.now())
        self.request.session.flush()
        return HttpResponseRedirect(self.get_success_url())


@require_safe
def new_password_done(request: HttpRequest) -> HttpResponse:
    return render(request, "people/new_password_done.html")
