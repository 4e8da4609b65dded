"""The editor of a briefing offers what belongs to its partnership, and what is in use today."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.utils import timezone
from wagtail.admin.forms import WagtailAdminPageForm

from pages.places import partnership_of
from partnerships.working_days import london_day
from people.permissions import may
from people.roles import Deed

if TYPE_CHECKING:
    from publications.models import Review

TERMS = ("themes", "harms", "agencies", "roles")


class BriefingForm(WagtailAdminPageForm):
    """Reviews of other partnerships are no choices, and neither are terms that have ended, unless they were chosen."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = london_day(timezone.now())
        for name in TERMS:
            if name in self.fields:
                self._offer_valid(name, today)
        if "source_review" in self.fields:
            self.fields["source_review"].queryset = self._own_reviews()
            self.fields["source_review"].label_from_instance = called

    def _offer_valid(self, name: str, today: Any) -> None:
        from publications.models import Term

        field = self.fields[name]
        chosen = [term.pk for term in getattr(self.instance, name).all()] if self.instance.pk else []
        field.queryset = field.queryset.filter(Q(pk__in=Term.objects.valid_on(today).values("pk")) | Q(pk__in=chosen))

    def _own_reviews(self) -> QuerySet[Review]:
        from publications.models import ReportPage, Review

        place = self.parent_page or self.instance.get_parent()
        partnership = partnership_of(place)
        if not may(self.for_user, Deed.SEE_REPORTS, partnership):
            return Review.objects.none()
        pages = ReportPage.objects.filter(review=OuterRef("pk")).order_by("pk")
        pseudonyms = pages.annotate(said=KeyTextTransform("pseudonym", "latest_revision__content")).values("said")
        own = Review.objects.filter(partnership=partnership)
        return own.annotate(
            draft_title=Subquery(pages.values("draft_title")[:1]), draft_pseudonym=Subquery(pseudonyms[:1])
        )


def called(review: Review) -> str:
    """Return what staff call a review in a list of choices."""
    title = review.draft_title or "Report without a title"
    pseudonym = review.draft_pseudonym
    return f"{pseudonym}: {title}" if pseudonym and pseudonym not in title else title
