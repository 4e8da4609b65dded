"""The parts of a review's record, each with a page of its own, as far as the person may open them."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from people.roles import Deed
from publications.models import Review
from publications.views.staff import about, actions_plans, holds, record_lists


@dataclass(frozen=True)
class Section:
    """One page about a review: its label, the name of its address (which takes the uuid), who may open it."""

    label: str | Promise
    url_name: str
    deeds: frozenset[Deed]


SECTIONS: list[Section] = [
    Section(_("Plan: what is done, and what comes next"), "review_plan", frozenset({Deed.SEE_REPORTS})),
    Section(_("About the review"), "review_about", about.DEEDS),
    Section(_("Reviewers and team"), "review_people", frozenset({Deed.KEEP_RECORD})),
    Section(_("Proceedings and restrictions"), "review_law", record_lists.READ_LAW),
    Section(_("Sensitive dates"), "review_dates", record_lists.SEE_DAYS),
    Section(_("Holds"), "review_holds", holds.DEEDS),
    Section(_("Clocks and delays"), "review_clocks", frozenset({Deed.SEE_REPORTS})),
    Section(_("Published with the report"), "companions", frozenset({Deed.SEE_REPORTS})),
    Section(_("Action plan"), "review_actions", actions_plans.READ_PLANS),
    Section(_("Who was sent what"), "dissemination", frozenset({Deed.KEEP_LEARNING})),
    Section(_("Milestones"), "milestones", frozenset({Deed.SEE_REPORTS})),
    Section(_("Statutory copies"), "notices", frozenset({Deed.SEND_COPIES})),
    Section(_("Comments"), "comments", frozenset({Deed.SEND_COPIES})),
    Section(_("National repository"), "repository", frozenset({Deed.SEND_COPIES})),
    Section(_("Correct the report, and earlier texts"), "correction", frozenset({Deed.SEE_REPORTS})),
    Section(_("This report was published before"), "published_before", frozenset({Deed.DECIDE_PUBLICATION})),
]


def sections_for(review: Review, deeds: set[Deed]) -> list[dict[str, str]]:
    """Return label and address of every section that somebody with `deeds` may open."""
    return [
        {"label": str(section.label), "url": reverse(section.url_name, args=[review.uuid])}
        for section in SECTIONS
        if section.deeds & deeds
    ]
