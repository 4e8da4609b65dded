"""Private files, the versions of a page that the public has read, and translations."""

from pages.models.approved import ApprovedByTwo, NotThroughItsDoor
from pages.models.changes import PublicChange
from pages.models.files import PrivateDocument, PrivateImage, PrivateRendition
from pages.models.translations import ContentTranslation
from pages.models.versions import PageVersion

__all__ = [
    "ApprovedByTwo",
    "ContentTranslation",
    "NotThroughItsDoor",
    "PageVersion",
    "PrivateDocument",
    "PrivateImage",
    "PrivateRendition",
    "PublicChange",
]
