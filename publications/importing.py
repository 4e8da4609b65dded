"""A Lead Reviewer's Word file becomes a draft report, with a list of everything that could not be carried over."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Locale

from lifecycles.stepping import Actor, record
from pages.content import Block, footnotes_to_stream, to_stream
from pages.models import PrivateImage
from pages.pictures import PublicPicture, public_picture
from pages.typesetting import TypesettingError
from partnerships.models import Partnership
from people.models import User
from publications.models import ReportPage, Review
from publications.planting import report_index
from publications.word import Manuscript, Note, read_report

UNTITLED = "Report without a title"


@dataclass(frozen=True)
class Imported:
    page: ReportPage
    notes: list[Note]


def import_report(
    source: Path | bytes,
    *,
    partnership: Partnership,
    by: Actor,
    now: datetime,
    accept_changes: bool = False,
) -> Imported:
    """Read a .docx and make the draft of a new review; UnreadableReport, and nothing made, when that cannot be."""
    manuscript = read_report(source, accept_changes=accept_changes)
    page = plant_draft(manuscript, partnership=partnership, by=by, now=now)
    return Imported(page, manuscript.notes)


def plant_draft(
    manuscript: Manuscript, *, partnership: Partnership, by: Actor, now: datetime, **fields: object
) -> ReportPage:
    """Make a review with its draft page from what was read, all or nothing; `fields` are those of ReportPage."""
    user = by if isinstance(by, User) else None
    copies, unreadable = _public_copies(manuscript)
    with transaction.atomic():
        notes = [asdict(note) for note in [*manuscript.notes, *unreadable]]
        review = Review.objects.create(partnership=partnership, created_at=now, created_by=user, import_notes=notes)
        images = {key: _keep_image(copy, partnership, user) for key, copy in copies.items()}
        page = _page(manuscript, review, images, fields)
        page.owner = user
        report_index(partnership).add_child(instance=page)
        page.save_revision(user=user, clean=False, log_action=False)
        record(review, "import", by=by, now=now, after=review.state, facts={"notes": len(notes)})
    return page


def _public_copies(manuscript: Manuscript) -> tuple[dict[str, PublicPicture], list[Note]]:
    # What a camera wrote into a picture is not kept, not even in private.
    copies, unreadable = {}, []
    for key, image in manuscript.images.items():
        try:
            copies[key] = public_picture(image.data)
        except TypesettingError as refused:
            unreadable.append(Note("picture", f"A picture was left out. {refused}", "", 1))
    return copies, unreadable


def _page(manuscript: Manuscript, review: Review, images: dict[str, int], fields: dict[str, object]) -> ReportPage:
    title = (manuscript.title or UNTITLED)[:255]
    # The address says nothing of the file or its title: a name left in either would be public in it (R25).
    values: dict[str, object] = {"slug": f"review-{review.uuid.hex[:8]}", "title": title} | fields
    terms = {name: values.pop(name) for name in ("themes", "harms", "agencies") if name in values}
    page = ReportPage(
        review=review,
        live=False,
        locale=Locale.get_default(),
        summary=manuscript.summary,
        body=to_stream([_with_image(block, images) for block in manuscript.blocks if _is_whole(block, images)]),
        footnotes=footnotes_to_stream(manuscript.footnotes),
        **values,
    )
    for name, chosen in terms.items():
        setattr(page, name, chosen)
    return page


def _is_whole(block: Block, images: dict[str, int]) -> bool:
    return block["type"] != "figure" or block["value"]["image"] in images


def _with_image(block: Block, images: dict[str, int]) -> Block:
    if block["type"] != "figure":
        return block
    return {"type": "figure", "value": block["value"] | {"image": images[block["value"]["image"]]}}


def _keep_image(copy: PublicPicture, partnership: Partnership, user: User | None) -> int:
    picture = PrivateImage(title="Picture from the report", collection=partnership.collection, uploaded_by_user=user)
    picture.file = ContentFile(copy.data, name=f"picture{copy.suffix}")
    picture.save()
    return picture.pk
