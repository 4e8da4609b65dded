"""Pages for practitioners are public in English alone; whoever asks in another language is led there."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from pages.languages import in_language


def in_english(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Decorator: answer another language with the way to the English page, with the same words behind it."""

    @wraps(view)
    def led(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if get_language() == settings.LANGUAGE_CODE:
            return view(request, *args, **kwargs)
        query = request.META.get("QUERY_STRING", "")
        return redirect(in_language(request.path, settings.LANGUAGE_CODE) + (f"?{query}" if query else ""))

    return led
