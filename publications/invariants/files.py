"""No file is public without its page: what the public rule can reach is whole, and lies where no web server looks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage

from pages.storing import hash_of, stored_name
from publications.invariants.table import Broken, broken, invariant
from publications.models.releases import MadeOnce
from publications.states import ReviewState

STORED = re.compile(r"[0-9a-f]{64}\.\w+$")


@invariant("R7, R25", "Every file of a public or archived edition is stored, whole and unchanged")
def files_are_whole(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    for model in MadeOnce.__subclasses__():
        file_model = model._meta.get_field("files").related_model
        current = model.objects.current().exclude(review__state=ReviewState.REMOVED)
        files = file_model.objects.filter(edition__in=current).select_related("edition__review")
        for file in files.defer(*(f"edition__{name}" for name in model.LONG)).iterator():
            if fault := _fault(file):
                yield broken(file.edition.review, f"file {file.pk} of edition {file.edition_id} {fault}")


@invariant("§2 (i)", "No private file lies where the web server gives out files")
def no_file_in_a_public_place(now: datetime) -> Iterator[Broken]:  # noqa: ARG001
    private = Path(default_storage.path("")).resolve()
    for place in _public_places():
        if place == private or place in private.parents or private in place.parents:
            yield Broken("the storage", "the folder of private files and that of public files lie in each other")
            continue
        for number, path in enumerate(place.rglob("*"), 1):
            if STORED.search(path.name) and Path(default_storage.path(stored_name(path.stem, path.suffix))).exists():
                yield Broken(f"file {number} of the static files", "it is a private file")


def _fault(file: Any) -> str:
    name = stored_name(file.digest, Path(file.name).suffix)
    if not default_storage.exists(name):
        return "is not stored"
    if default_storage.size(name) != file.size:
        return "does not have its size"
    with default_storage.open(name) as content:
        return "" if hash_of(content) == file.digest else "was changed"


def _public_places() -> list[Path]:
    named = [settings.STATIC_ROOT, *settings.STATICFILES_DIRS, getattr(settings, "WHITENOISE_ROOT", None)]
    return [place for place in (Path(name).resolve() for name in named if name) if place.is_dir()]
