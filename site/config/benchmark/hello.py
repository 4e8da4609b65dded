"""A view that says bytes, and nothing else: what a page costs that costs nothing."""

from __future__ import annotations

import os
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.urls import path

CONTENT = Path(os.environ["BENCHMARK_HELLO"]).read_bytes()


def hello(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Say them."""
    return HttpResponse(CONTENT)


urlpatterns = [path("", hello)]
