"""Where words of a review lie beside its draft: each place, and how they are taken out of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from wagtail.fields import StreamField
from wagtail.models import Comment, CommentReply, ModelLogEntry, PageLogEntry, Revision
from wagtail_localize.models import OverridableSegment, SegmentOverride, String, StringTranslation, TranslationSource

from pages.models import PrivateDocument, PrivateImage
from publications.anonymity.words import Words
from publications.attachments.choosing import chosen_in
from publications.content_hash import image_ids
from publications.models import (
    CompanionEdition,
    CompanionFile,
    CompanionPage,
    Correction,
    Edition,
    EditionFile,
    Proposal,
    ReportPage,
    Review,
)

_TEXTS = (models.CharField, models.TextField, models.JSONField)
# A text that is chosen from a list, or that names something else, is not written by anybody.
_NOT_WRITTEN = ("language", "review_type", "kind", "age_band", "action", "path", "digest", "mime")


@dataclass(frozen=True)
class Place:
    """Rows that may hold the words, under the name by which they are counted."""

    name: str
    rows: QuerySet


@dataclass
class Residue:
    """Everything that is kept of one review beside its draft."""

    review: Review

    @cached_property
    def pages(self) -> list[ReportPage | CompanionPage]:
        """The report in every language, and whatever goes out with it or was meant to."""
        return [*self.review.pages.all(), *CompanionPage.objects.filter(companion__review=self.review)]

    @cached_property
    def page_keys(self) -> list[int]:
        return [page.pk for page in self.pages]

    @cached_property
    def released(self) -> QuerySet[Edition]:
        """Editions that were public once, or are: these are the record of what was published."""
        return Edition.objects.filter(review=self.review, release__released_at__isnull=False)

    @cached_property
    def released_together(self) -> QuerySet[CompanionEdition]:
        """The same of what went out with the report."""
        return CompanionEdition.objects.filter(review=self.review, release__released_at__isnull=False)

    @cached_property
    def revisions(self) -> QuerySet[Revision]:
        return Revision.page_revisions.filter(object_id__in=[str(key) for key in self.page_keys])

    @cached_property
    def drafts(self) -> list[int]:
        """The revisions that are the present drafts: what they say is mended in the editor, not here."""
        return [page.latest_revision_id for page in self.pages]

    @cached_property
    def images(self) -> QuerySet[PrivateImage]:
        """The pictures of the drafts and of every earlier one."""
        keys: set[int] = set()
        for page in [*self.pages, *(revision.as_object() for revision in self.revisions.iterator())]:
            keys.update(image_ids(page.body.get_prep_value()))
        return PrivateImage.objects.filter(pk__in=keys)

    @cached_property
    def documents(self) -> QuerySet[PrivateDocument]:
        """The files that the drafts attach, or earlier ones did, as they were uploaded."""
        written = [*self.pages, *(revision.as_object() for revision in self.revisions.iterator())]
        reports = [page for page in written if isinstance(page, ReportPage)]
        keys = {one.document_id for page in reports for one in chosen_in(page) if one.stored}
        return PrivateDocument.objects.filter(pk__in=keys)

    def places(self) -> Iterator[Place]:
        """Yield every place of which the words are taken out."""
        hidden = [page.pk for page in self.pages if not page.live]
        sources = TranslationSource.objects.filter(object__translation_key__in=[p.translation_key for p in self.pages])
        strings = self._strings(sources)
        never = Edition.objects.filter(review=self.review, release__released_at=None)
        together = CompanionEdition.objects.filter(review=self.review, release__released_at=None)
        kept = [*self.drafts, *revisions_of(self.released, self.released_together)]
        yield Place("earlier drafts", self.revisions.exclude(pk__in=kept))
        yield Place("pages", ReportPage.objects.filter(pk__in=hidden))
        yield Place("pages", CompanionPage.objects.filter(pk__in=hidden))
        yield Place("translation sources", sources)
        yield Place("translation memory", strings)
        yield Place("translations", StringTranslation.objects.filter(translation_of__in=strings))
        yield Place("translated segments", OverridableSegment.objects.filter(source__in=sources))
        yield Place("replaced segments", SegmentOverride.objects.filter(context__object__in=sources.values("object")))
        yield Place("log entries", PageLogEntry.objects.filter(page_id__in=self.page_keys))
        yield Place("log entries", ModelLogEntry.objects.filter(self._about_files()))
        yield Place("comments", Comment.objects.filter(page_id__in=self.page_keys))
        yield Place("comments", CommentReply.objects.filter(comment__page_id__in=self.page_keys))
        yield Place("titles of pictures", self.images)
        yield Place("titles of attached files", self.documents)
        yield Place("editions that were never public", never)
        yield Place("editions that were never public", EditionFile.objects.filter(edition__in=never))
        yield Place("editions that were never public", together)
        yield Place("editions that were never public", CompanionFile.objects.filter(edition__in=together))
        unsaid = Correction.objects.filter(review=self.review, release__released_at=None)
        yield Place("notes that were never public", unsaid)
        yield Place("proposals", Proposal.objects.filter(review=self.review))
        yield Place("notes of the import", Review.objects.filter(pk=self.review.pk))

    def _strings(self, sources: QuerySet[TranslationSource]) -> QuerySet[String]:
        # A sentence that another review says too is not this review's alone.
        others = TranslationSource.objects.exclude(pk__in=sources)
        return String.objects.exclude(segments__source__in=others)

    def _about_files(self) -> Q:
        about = Q()
        for model, rows in (("privateimage", self.images), ("privatedocument", self.documents)):
            about |= Q(content_type__model=model, object_id__in=[str(key) for key in rows.values_list("pk", flat=True)])
        return about


def revisions_of(*editions: QuerySet) -> set[int]:
    """Return the keys of the revisions of which `editions` were made."""
    return {key for found in editions for key in found.values_list("revision", flat=True)}


def take_out(place: Place, words: Words) -> int:
    """Take the words out of every row of `place`; return how often they stood there."""
    found = 0
    for row in place.rows.iterator(chunk_size=200):
        said = {field: value for field, value in _texts(row) if words.count(value)}
        if said:
            found += sum(map(words.count, said.values()))
            _write(row, {field: words.removed_from(value, name=field.name) for field, value in said.items()})
    return found


def _texts(row: models.Model) -> Iterator[tuple[models.Field, Any]]:
    for field in row._meta.concrete_fields:
        if isinstance(field, StreamField):
            yield field, getattr(row, field.name).get_prep_value()
        elif isinstance(field, _TEXTS) and field.name not in _NOT_WRITTEN:
            yield field, getattr(row, field.attname)


def _write(row: models.Model, changes: dict[models.Field, Any]) -> None:
    """Write past every save(), which would make new revisions, log entries and renditions of the very words."""
    values = {f.name: f.to_python(json.dumps(v)) if isinstance(f, StreamField) else v for f, v in changes.items()}
    if isinstance(row, String):
        _write_string(row, values["data"])
        return
    for model in (type(row), *type(row)._meta.get_parent_list()):
        here = {field.name for field in model._meta.local_concrete_fields}
        if own := {name: value for name, value in values.items() if name in here}:
            model._base_manager.filter(pk=row.pk).update(**own)


def _write_string(row: String, data: str) -> None:
    digest = String._get_data_hash(data)
    if String.objects.filter(locale=row.locale_id, data_hash=digest).exclude(pk=row.pk).exists():
        row.delete()
    else:
        String.objects.filter(pk=row.pk).update(data=data, data_hash=digest)
