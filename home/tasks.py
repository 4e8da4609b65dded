"""What people come to a partnership's site for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from home.framing import Link, frame_of

TASKS = [
    (
        "families",
        _("I am a family member"),
        _("What a review is, how you can take part, and who can support you."),
    ),
    (
        "reviews",
        _("Read reports"),
        _("What was learned about how organisations worked together, and what has to change."),
    ),
    (
        "practitioners",
        _("Learning for practitioners"),
        _("How to use reviews in your team, how to refer, and where to begin."),
    ),
    (
        "reviews/archive",
        _("Ask for an archived report"),
        _("Older reports are not on the site any more. We send you a copy."),
    ),
]


@dataclass(frozen=True)
class Task:
    link: Link
    about: Any


def tasks_on(request: HttpRequest) -> list[Task]:
    """Return the tasks whose pages are public on the host of `request`."""
    frame = frame_of(request)
    links = [(frame.link(path, label), about) for path, label, about in TASKS] if frame else []
    return [Task(link, about) for link, about in links if link]
