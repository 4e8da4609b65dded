"""A document that belongs to a review's record: private, in the partnership's collection, without its file name."""

from __future__ import annotations

from django.core.files.uploadedfile import UploadedFile

from pages.models import PrivateDocument
from people.models import User
from publications.models import Review

TITLE = "Document to a restriction"


def keep_document(review: Review, file: UploadedFile, *, by: User) -> PrivateDocument:
    """Store `file` for the staff of the review's partnership; CannotStore when there is no room."""
    document = PrivateDocument(title=TITLE, collection=review.partnership.collection, uploaded_by_user=by, file=file)
    document._set_document_file_metadata()
    document.save()
    return document
