"""A recording's file over HTTP: whole or in part, and never more than a piece of it in memory."""

from __future__ import annotations

from pathlib import PurePath

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.utils.http import quote_etag

from home.models import PageMedia
from home.recordings.files import TYPES
from home.recordings.ranges import NoSuchPart, Part, Reading, part_of


def send_recording(request: HttpRequest, recording: PageMedia) -> HttpResponse:
    """Answer with the file of a recording that the reader may hear; the caller has asked whether they may.

    304 for a copy that is still right, 206 for one part, 416 for a part that is not there.
    """
    name = recording.document.file.name
    if not default_storage.exists(name):
        raise Http404
    # A file is stored under the hash of what it holds.
    etag = quote_etag(PurePath(name).stem)
    if request.headers.get("If-None-Match") == etag:
        response = HttpResponse(status=304)
    else:
        response = _answer(request, recording, default_storage.size(name), etag)
    for header, value in (("ETag", etag), ("Accept-Ranges", "bytes"), ("X-Robots-Tag", "noindex")):
        response.headers[header] = value
    return response


def _answer(request: HttpRequest, recording: PageMedia, size: int, etag: str) -> HttpResponse:
    try:
        part = part_of(_range_of(request, etag), size)
    except NoSuchPart:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    response = _streamed(request, recording, part or Part(0, size - 1))
    if part:
        response.status_code = 206
        response.headers["Content-Range"] = f"bytes {part.first}-{part.last}/{size}"
    return response


def _range_of(request: HttpRequest, etag: str) -> str:
    # Who holds a part of another file is given the whole of this one.
    is_of_this = request.headers.get("If-Range", etag) == etag
    return request.headers.get("Range", "") if request.method == "GET" and is_of_this else ""


def _streamed(request: HttpRequest, recording: PageMedia, part: Part) -> HttpResponse:
    if request.method == "HEAD":
        response = HttpResponse()
    else:
        response = FileResponse(Reading(default_storage.open(recording.document.file.name), part))
    response.headers["Content-Type"] = TYPES[PurePath(recording.file_name).suffix]
    response.headers["Content-Length"] = str(part.length)
    response.headers["Content-Disposition"] = f'inline; filename="{recording.file_name}"'
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response
