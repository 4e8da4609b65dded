"""The printed forms of leaflets and easy read pages, pressed once for each wording and kept."""

from __future__ import annotations

import hashlib
import json
import logging
import os
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.http import Http404
from wagtail.models import Page

from home.composing import OwnReviewer, compose
from home.easy_reading import compose_easy_read
from home.pictograms import picture
from home.printing import Layout, print_easy_read, print_leaflet
from pages.models import PrivateImage
from pages.typesetting import FONT_FILES, TypesettingError

KEPT_FOR = timedelta(days=30)
EASY = "easy"

logger = logging.getLogger(__name__)


def printed(page: Page, language: str, layout: str, *, now: datetime) -> bytes:
    """Return the public PDF of `page` in `language`. Http404 for a layout that it does not have.

    Raises TypesettingError when a letter of it cannot be printed.
    """
    if layout not in page.layouts:
        raise Http404
    if layout == EASY:
        easy = compose_easy_read(page, language, now=now)
        return _once(easy, layout, lambda: print_easy_read(easy, _pictures(easy)))
    leaflet = compose(page, language, now=now)
    return _once(leaflet, layout, lambda: print_leaflet(leaflet, Layout(layout)))


def own_leaflet(page: Page, language: str, layout: str, *, reviewer: OwnReviewer, now: datetime) -> bytes:
    """Return a family's own copy with the name of their Lead Reviewer (B1). It is kept nowhere and never public."""
    return print_leaflet(compose(page, language, now=now, reviewer=reviewer), Layout(layout))


def unprintable(draft: Page, *, now: datetime) -> list[str]:
    """Return why the draft of a leaflet or an easy read page cannot be printed; nothing when it can."""
    try:
        printed(draft, "en", draft.layouts[0], now=now)
    except TypesettingError as fault:
        return [str(fault)]
    return []


def forget_unused_prints(now: datetime) -> None:
    """Delete what was made long ago, PDFs and public pictures; for whoever asks again it is made anew."""
    for path in folder().glob("*"):
        if now.timestamp() - path.stat().st_mtime > KEPT_FOR.total_seconds():
            path.unlink(missing_ok=True)


def _once(composition: Mapping[str, Any], layout: str, press: Any) -> bytes:
    words = json.dumps([_press_marks(), layout, composition], sort_keys=True).encode()
    place = folder() / f"{hashlib.sha256(words).hexdigest()}.pdf"
    kept = read_kept(place)
    if kept is not None:
        return kept
    pdf = press()
    keep(pdf, place)
    return pdf


@cache
def _press_marks() -> list[str]:
    """What else a print depends on: how it is laid out, and the fonts."""
    sheets = sorted((Path(__file__).with_name("printing")).glob("*.typ"))
    return [hashlib.sha256(sheet.read_bytes()).hexdigest() for sheet in sheets] + [repr(FONT_FILES)]


def read_kept(place: Path) -> bytes | None:
    """Return what was kept under `place`; None when there is nothing, or nothing that can be read."""
    try:
        return place.read_bytes()
    except OSError:
        return None


def keep(made: bytes, place: Path) -> None:
    """Keep what was made for the next who asks, whole or not at all; where there is no room it is made again."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        _write_whole(made, place)
    except OSError:
        logger.warning("A printed leaflet or a public picture could not be kept.")


def _write_whole(made: bytes, place: Path) -> None:
    with NamedTemporaryFile(dir=place.parent, delete=False) as part:
        try:
            part.write(made)
            part.flush()
            os.replace(part.name, place)
        except OSError:
            Path(part.name).unlink(missing_ok=True)
            raise


def folder() -> Path:
    """Return where that is kept which can be made again."""
    return Path(settings.VAR_DIR) / "printed"


def _pictures(easy: Mapping[str, Any]) -> dict[str, bytes]:
    names = {line["picture"] for line in easy["lines"] if line["picture"] and not line["image"]}
    drawn = {name: picture(name) for name in names}
    own = [int(line["image"].removeprefix("image-")) for line in easy["lines"] if line["image"]]
    images = PrivateImage.objects.filter(pk__in=own)
    return drawn | {f"image-{image.pk}": _bytes_of(image) for image in images}


def _bytes_of(image: PrivateImage) -> bytes:
    try:
        with image.file.open("rb") as file:
            return file.read()
    except FileNotFoundError as gone:
        raise TypesettingError("A picture of the easy read is missing.") from gone
