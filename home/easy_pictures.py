"""A partnership's own pictures on an easy read page: the public is given copies, of those alone that it shows (R25)."""

from __future__ import annotations

from pathlib import PurePath
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag

from home.formats import folder, keep, read_kept
from pages.models import ContentTranslation, PrivateImage
from pages.pictures import MIMES, public_picture
from pages.translating.sources import with_fields
from pages.typesetting.printable import TypesettingError


def send_picture(request: HttpRequest, page: Any, name: str) -> HttpResponse:
    """Answer with the public copy of the picture `name` ("image-7") of a live EasyReadPage.

    Http404 unless a line of the page shows it, in English or in a public translation, and it can be read.
    """
    image = _shown_on(page).get(name)
    if image is None:
        raise Http404
    # An image is stored under the hash of what it holds.
    digest = PurePath(image.file.name).stem
    if request.headers.get("If-None-Match") == quote_etag(digest):
        response = HttpResponse(status=304)
    else:
        data, mime = _public_copy(image, digest)
        response = HttpResponse(data, content_type=mime)
    response.headers["ETag"] = quote_etag(digest)
    return response


def _shown_on(page: Any) -> dict[str, PrivateImage]:
    translations = ContentTranslation.objects.public().filter(source_key=page.translation_key)
    contents = [page, *(with_fields(page, row.field_values()) for row in translations)]
    images = (block.value["image"] for content in contents for block in content.lines)
    return {f"image-{image.pk}": image for image in images if image}


def _public_copy(image: PrivateImage, digest: str) -> tuple[bytes, str]:
    for suffix, mime in MIMES.items():
        kept = read_kept(folder() / f"{digest}.{suffix}")
        if kept is not None:
            return kept, mime
    return _copied(image, digest)


def _copied(image: PrivateImage, digest: str) -> tuple[bytes, str]:
    try:
        with image.file.open("rb") as original:
            picture = public_picture(original.read())
    except (TypesettingError, FileNotFoundError) as error:
        raise Http404 from error
    keep(picture.data, folder() / f"{digest}{picture.suffix}")
    return picture.data, picture.mime
