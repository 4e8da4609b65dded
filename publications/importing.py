"""A Lead Reviewer's Word file becomes a draft report, with a list of everything that could not be carried over."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.db import transaction
from wagtail.models import Locale

from lifecycles.stepping import Actor, lock, record
from pages.content import Block, footnotes_to_stream, to_stream
from pages.models import PrivateImage
from pages.pictures import PublicPicture, public_picture
from pages.typesetting import TypesettingError
from partnerships.models import Partnership
from people.models import User
from people.permissions import must
from people.roles import Deed
from publications.models import ReportPage, Review
from publications.models.releases import OPEN
from publications.planting import report_index
from publications.recording.refusals import NotInPreparation, ReleaseIsPrepared
from publications.states import ReviewState
from publications.vocabulary import ReviewType
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


def import_into(
    review: Review, source: Path | bytes, *, by: User, now: datetime, accept_changes: bool = False
) -> Imported:
    """Read a .docx in place of the draft of `review`; UnreadableReport, NotInPreparation, or ReleaseIsPrepared.

    Title, summary, text and footnotes are replaced; what was filled in by hand stays. Earlier drafts stay private.
    """
    role = must(by, Deed.IMPORT_REPORT, review.partnership)
    _refuse_unless_replaceable(review)
    manuscript = read_report(source, accept_changes=accept_changes)
    copies, unreadable = _public_copies(manuscript)
    with transaction.atomic():
        locked = lock(review)
        _refuse_unless_replaceable(locked)
        locked.import_notes = [asdict(note) for note in [*manuscript.notes, *unreadable]]
        locked.save(update_fields=["import_notes"])
        images = {key: _keep_image(copy, locked.partnership, by) for key, copy in copies.items()}
        page = _replaced(locked, manuscript, images, by) or _planted(locked, manuscript, images, {}, by)
        facts = {"notes": len(locked.import_notes), "page": page.pk, "is_replaced": True}
        record(locked, "import", by=by, now=now, role=role, facts=facts)
    return Imported(page, manuscript.notes)


def plant_draft(
    manuscript: Manuscript,
    *,
    partnership: Partnership,
    by: Actor,
    now: datetime,
    move: str = "import",
    decided_on: date | None = None,
    **fields: object,
) -> ReportPage:
    """Make a review with its draft page from what was read, all or nothing; `fields` are those of ReportPage."""
    user = by if isinstance(by, User) else None
    copies, unreadable = _public_copies(manuscript)
    with transaction.atomic():
        notes = [asdict(note) for note in [*manuscript.notes, *unreadable]]
        review = Review.objects.create(
            partnership=partnership, created_at=now, created_by=user, import_notes=notes, decided_on=decided_on,
            kind=fields.get("review_type", ReviewType.LCSPR),
        )  # fmt: skip
        images = {key: _keep_image(copy, partnership, user) for key, copy in copies.items()}
        page = _planted(review, manuscript, images, fields, user)
        record(review, move, by=by, now=now, after=review.state, facts={"notes": len(notes)})
    return page


def _refuse_unless_replaceable(review: Review) -> None:
    if review.state != ReviewState.PREPARING:
        raise NotInPreparation
    if review.releases.filter(state__in=OPEN).exists():
        raise ReleaseIsPrepared


def _planted(
    review: Review, manuscript: Manuscript, images: dict[str, int], fields: dict[str, object], user: User | None
) -> ReportPage:
    page = _page(manuscript, review, images, fields)
    page.owner = user
    report_index(review.partnership).add_child(instance=page)
    page.save_revision(user=user, clean=False, log_action=False)
    return page


def _replaced(review: Review, manuscript: Manuscript, images: dict[str, int], by: User) -> ReportPage | None:
    source = review.source_page()
    if source is None:
        return None
    page, read = source.get_latest_revision_as_object(), _page(manuscript, review, images, {})
    page.title = read.title if manuscript.title else page.title
    page.summary, page.body, page.footnotes = read.summary, read.body, read.footnotes
    page.save_revision(user=by, clean=False, log_action=False)
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
