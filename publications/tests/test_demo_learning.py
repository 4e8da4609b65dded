"""What the demo passes on is fiction that passes every check of real life."""

from __future__ import annotations

import tomllib

import pytest

from config.demo.partnerships import PARTNERSHIPS
from config.testing.reports import T0
from publications.anonymity.naming import name_staff
from publications.demo.learning import HERE, plant_learning
from publications.learning.readiness import minutes_of
from publications.models import BriefingPage, NewsletterPage, TrainingEvent

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", [facts["slug"] for facts in PARTNERSHIPS])
def test_every_partnership_of_the_demo_has_a_briefing_and_an_event(slug):
    facts = tomllib.loads((HERE / f"{slug}.toml").read_text())
    assert [len(said["questions"]) for said in facts["briefing"]] == [3] * len(facts["briefing"])
    assert any("early_from" not in said for said in facts["briefing"])
    assert facts["event"]


def test_it_is_planted_once_through_the_real_verbs(surrey, reports, a_person, at_host):
    team, comms = reports.team(surrey), a_person(surrey, "comms")
    review = reports.draft(surrey, slug="alder", pseudonym="Alder")
    name_staff(review, team.confirmer, by=team.preparer, now=T0)
    assert plant_learning(surrey, writer=comms, publisher=team.confirmer, now=T0)
    pages = BriefingPage.objects.all()
    assert [(page.live, page.warnings(T0), minutes_of(page) <= 7) for page in pages] == [(True, [], True)] * 2
    assert NewsletterPage.objects.get().live
    events = TrainingEvent.objects.count()
    assert not plant_learning(surrey, writer=comms, publisher=team.confirmer, now=T0)
    assert (BriefingPage.objects.count(), TrainingEvent.objects.count()) == (2, events)
    text = at_host(surrey).get("/briefings/who-holds-the-whole-plan/").content.decode()
    assert ("Learning from our work" in text, "Alder" in text) == (True, False)
