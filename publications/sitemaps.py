"""What search engines are told of: every public report with what went out beside it, and the pages of the terms."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from partnerships.models import Partnership
from publications.companions.printing import companion_path
from publications.models import CompanionEdition, Edition, Term
from publications.models.releases import MadeOnce
from publications.newest_reports import public_releases
from publications.printing import public_path


class EditionSitemap(Sitemap):
    """The public editions of one partnership, in every language."""

    model: type[MadeOnce]
    only = ("slug", "language", "release__released_at")

    def __init__(self, partnership: Partnership) -> None:
        self.partnership = partnership

    def items(self) -> QuerySet[MadeOnce]:
        found = self.model.objects.filter(release__in=public_releases(self.partnership))
        return found.select_related("release").only(*self.only).order_by("pk")

    def lastmod(self, edition: MadeOnce) -> datetime:
        return edition.release.released_at


class ReportSitemap(EditionSitemap):
    model = Edition

    def location(self, edition: Edition) -> str:
        return public_path(edition)


class CompanionSitemap(EditionSitemap):
    model = CompanionEdition
    only = (*EditionSitemap.only, "kind")

    def location(self, edition: CompanionEdition) -> str:
        return companion_path(edition)


class TermSitemap(Sitemap):
    """The index of the terms and the page of each."""

    def items(self) -> list[str]:
        terms = Term.objects.order_by("kind", "slug").values_list("kind", "slug")
        return ["/themes/", *(f"/themes/{kind}/{slug}/" for kind, slug in terms)]

    def location(self, path: str) -> str:
        return path
