"""The page on which an authenticator app is added; who may see it is asked by the views that use it."""

from __future__ import annotations

from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from people.factors import begin_app, qr_code, seed_to_type
from people.models import AuthenticatorApp, User

_APP = "new_app"


def waiting_app(request: HttpRequest, user: User) -> AuthenticatorApp:
    """Return the app that this session began to add for `user`; a new one if there is none."""
    waiting = AuthenticatorApp.objects.filter(pk=request.session.get(_APP), user=user, confirmed=False)
    app = waiting.first() or begin_app(user, now=timezone.now())
    request.session[_APP] = app.pk
    return app


def forget_app(request: HttpRequest) -> None:
    request.session.pop(_APP, None)


def app_page(request: HttpRequest, app: AuthenticatorApp, form: Form) -> HttpResponse:
    """Show the code to scan, the same secret to type, and the question for the first code."""
    context = {"form": form, "picture": qr_code(app), "seed": seed_to_type(app)}
    return render(request, "people/add_app.html", context)
