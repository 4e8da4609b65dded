"""What is written down of a fault: of what kind it was and where in the code, never what anybody had typed.

A message of an exception, a local variable, a form, a cookie or an address can hold a family's words. None of them
is in the log, in an error mail or on a page.
"""

from __future__ import annotations

import copy
import logging
import traceback
from collections.abc import Iterator
from types import FrameType, TracebackType
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.html import escape
from django.views.debug import ExceptionReporter, SafeExceptionReporterFilter

from config.log_lines import door_of

PORTAL = "portal"
# What Python hands to a handler about a fault.
Fault = tuple[type[BaseException], BaseException, TracebackType | None]


def outline(error: BaseException | None) -> str:
    """Return kinds and places of `error` and of what caused it, as text; their messages are left out."""
    return "\n".join(_lines(error))


class Outlines(logging.Formatter):
    """Writes the outline of a fault below the line of the log."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; what another handler has made of the same fault is not used."""
        own = copy.copy(record)
        own.exc_text = None
        return super().format(own)

    def formatException(self, ei: Fault) -> str:  # noqa: N802
        return outline(ei[1])


class QuietReporter(ExceptionReporter):
    """Says of a fault its outline and the door at which it happened; of everything else a developer's machine knows."""

    def get_traceback_text(self) -> str:
        door = door_of(self.request) if self.request else "no request"
        return f"{getattr(self.request, 'method', '')} {door}\n\n{outline(self.exc_value)}\n"

    def get_traceback_html(self) -> str:
        if settings.DEBUG and not is_at_the_portal(self.request):
            return super().get_traceback_html()
        return f"<!doctype html><title>Fault</title><pre>{escape(self.get_traceback_text())}</pre>"


class NothingShown(SafeExceptionReporterFilter):
    """For whatever else asks Django what may be shown of a request: on the families' host nothing at all."""

    def is_active(self, request: HttpRequest | None) -> bool:
        return is_at_the_portal(request) or super().is_active(request)

    def get_post_parameters(self, request: HttpRequest | None) -> Any:
        values = super().get_post_parameters(request)
        return dict.fromkeys(values, self.cleansed_substitute) if is_at_the_portal(request) else values

    def get_traceback_frame_variables(self, request: HttpRequest | None, tb_frame: FrameType) -> Any:
        if is_at_the_portal(request):
            return [(name, self.cleansed_substitute) for name in tb_frame.f_locals]
        return super().get_traceback_frame_variables(request, tb_frame)


def is_at_the_portal(request: HttpRequest | None) -> bool:
    """Return whether `request` came to the families' host; what came to no host that is known counts as such."""
    return getattr(request, "host_kind", PORTAL) == PORTAL


def _lines(error: BaseException | None) -> Iterator[str]:
    while error is not None:
        yield f"{type(error).__module__}.{type(error).__qualname__} at"
        yield from (line.rstrip() for line in traceback.format_tb(error.__traceback__))
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
