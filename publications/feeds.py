"""The newest reports for feed readers, and every public report for search engines."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.contrib.syndication.views import Feed
from django.http import HttpRequest, HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language, gettext

from partnerships.models import Partnership
from publications.correction_notes import note_of
from publications.finding import public_reports
from publications.models import Edition
from publications.printing import public_path

NEWEST = 30


class ReportFeed(Feed):
    """Atom feed of a partnership's reports. It is made anew for every request, so it forgets at once."""

    feed_type = Atom1Feed

    def __call__(self, request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = super().__call__(request, *args, **kwargs)
        response.headers["Cache-Control"] = "no-cache"
        return response

    def get_object(self, request: HttpRequest) -> Partnership:
        return request.partnership

    def title(self, partnership: Partnership) -> str:
        return gettext("Safeguarding practice reviews – %(name)s") % {"name": partnership.name}

    def link(self, partnership: Partnership) -> str:
        return f"{partnership.origin}/reviews/"

    def feed_url(self, partnership: Partnership) -> str:
        return f"{partnership.origin}/reviews/feed/"

    def items(self, partnership: Partnership) -> list[Edition]:
        found = public_reports(partnership, get_language())
        return list(found.select_related("review__partnership__site", "release__correction")[:NEWEST])

    def item_title(self, edition: Edition) -> str:
        return edition.title

    def item_description(self, edition: Edition) -> str:
        note = note_of(edition.release)
        return "\n\n".join(filter(None, [edition.introduction, note and f"{note.heading}: {note.text}"]))

    def item_link(self, edition: Edition) -> str:
        return f"{edition.review.partnership.origin}{public_path(edition)}"

    def item_guid(self, edition: Edition) -> str:
        return f"urn:uuid:{edition.review.uuid}"

    def item_pubdate(self, edition: Edition) -> datetime | None:
        return edition.review.first_published_at

    def item_updateddate(self, edition: Edition) -> datetime:
        return edition.release.released_at


class ReportSitemap(Sitemap):
    """The public reports of one partnership, in every language."""

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership

    def items(self) -> list[Edition]:
        found = Edition.objects.public().filter(review__partnership=self.partnership)
        return list(found.select_related("release").only("slug", "language", "release__released_at").order_by("pk"))

    def location(self, edition: Edition) -> str:
        return public_path(edition)

    def lastmod(self, edition: Edition) -> datetime:
        return edition.release.released_at
