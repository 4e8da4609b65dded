"""Through whatever happens to reports, nothing that finds, suggests or counts holds what is not public just then."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.demo.readying import tell_of_archiving
from config.testing.reports import SECRET, T0
from lifecycles.moves import MoveRefused
from pages.findable import SOURCES
from publications.finding import catalogue, list_reports
from publications.finding.asking import Asked
from publications.finding.cataloguing import Catalogue
from publications.finding.following import ChangeLog
from publications.finding.having import concepts
from publications.finding.reports import Wanted
from publications.models import Edition, Review
from publications.withdrawing import archive, confirm, pause, propose

pytestmark = pytest.mark.django_db
DEEDS = ("pause", "come_back", "archive", "remove")


class World:
    """Two reports and those who decide about them."""

    def __init__(self, partnership, reports):
        self.partnership, self.team, self.legal = partnership, reports.team(partnership), reports.legal(partnership)
        self.now = T0 + timedelta(days=2)

    def review(self, number):
        return Review.objects.order_by("pk")[number]

    def pause(self, review):
        pause(review, by=self.team.preparer, reason="Urgent", now=self.now)

    def come_back(self, review):
        move = "restore" if review.state == "paused" else "reinstate"
        proposal = propose(review, move, by=self.team.preparer, reason="Checked", now=self.now)
        confirm(proposal, by=self.team.confirmer, now=self.now)

    def archive(self, review):
        self.now += timedelta(days=800)
        tell_of_archiving(review, by=self.team.preparer, now=self.now)
        archive(review, by=self.team.preparer, reason="Year over", now=self.now)

    def remove(self, review):
        proposal = propose(
            review, "remove", by=self.team.preparer, reason="Order", order_reference="Order of 1 March", now=self.now
        )
        confirm(proposal, by=self.legal, now=self.now)


def _another(folder):
    return Catalogue(Path(folder), log=ChangeLog(), sources=SOURCES, concepts=concepts, patience=3.0)


def _what_should_be_found():
    public = {f"review:{one.review_id}/report/en" for one in Edition.objects.public()}
    recommended = {key.replace("/report/", "/recommendation-1/") for key in public}
    return public, recommended, {f"review:{one.review_id}/archived/en" for one in Edition.objects.archived()}


def _check(world, places):
    public, recommended, archived = _what_should_be_found()
    home = world.partnership.pk
    for place in places:
        words = place.search(Asked(words=SECRET, home=home))
        assert {hit.key for hit in words.hits} == public
        assert words.total == len(public) == sum(words.counts["type"].values())
        named = place.search(Asked(words="Robin", home=home, chosen={"kind": ("report", "archived", "recommendation")}))
        assert {hit.key for hit in named.hits} == public | recommended | archived
        assert dict(named.counts["kind"]) == {
            kind: len(keys)
            for kind, keys in (("report", public), ("recommendation", recommended), ("archived", archived))
            if keys
        }
        suggested = place.suggest(
            Asked(words="rob", home=home, chosen={"kind": ("report", "archived")}), terms=4, titles=9
        )
        assert set(suggested) == {one.title for one in Edition.objects.public() | Edition.objects.archived()}
    listed = list_reports(world.partnership, "en", Wanted(), "")
    assert {f"review:{one.review_id}/report/en" for one in listed.page} == public
    assert sum(option["count"] for option in listed.groups[0]["options"]) == len(public) if listed.groups else True


@pytest.fixture
def world(surrey, reports):
    for number in (1, 2):
        reports.published(surrey, slug=f"robin-{number}", title=f"Robin {number}")
    return World(surrey, reports)


@settings(
    max_examples=8,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(st.tuples(st.sampled_from(DEEDS), st.integers(0, 1)), min_size=3, max_size=7))
def test_after_every_deed_only_what_is_public_is_found(deeds, world, tmp_path):
    here = catalogue()
    places = [here, _another(here.shelf.folder.parent), _another(tmp_path)]
    world.now = T0 + timedelta(days=2)
    with transaction.atomic():
        _check(world, places)
        for name, number in deeds:
            try:
                with transaction.atomic():
                    getattr(world, name)(world.review(number))
            except MoveRefused:
                continue
            _check(world, places)
        transaction.set_rollback(True)
