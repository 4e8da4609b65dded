"""What the demo's partnerships promise is what their leaflets promise, and no more (promises A to D)."""

from __future__ import annotations

import pytest
from django.utils import timezone

from config.demo.partnerships import PARTNERSHIPS
from config.new_partnerships.checking import problems_of
from home.keeping.terms import KEPT
from partnerships.models import Terms

DEMO = {facts["slug"]: facts for facts in PARTNERSHIPS}
PROMISES = {"timescale", "findings", "outcome", "copy_of_report", "follow_up", "actions", "publication"}
SAID = {
    "surrey": {"outcome", "publication"},
    "solihull": {"timescale", "findings", "copy_of_report", "follow_up", "publication"},
    "windsor-maidenhead": {"timescale", "findings", "actions", "publication"},
    "redcar-cleveland": {"outcome", "actions"},
}
PEOPLE = [{"name": "A", "email": "a@example.org", "role": "business_manager"}]


@pytest.mark.parametrize("slug", SAID)
def test_a_partnership_is_silent_where_its_leaflet_is_a34_b23_c23_d25(slug):
    terms = DEMO[slug]["terms"]
    assert {name for name in PROMISES if terms.get(name)} == SAID[slug]


@pytest.mark.django_db
@pytest.mark.parametrize("slug", SAID)
def test_terms_and_contacts_of_the_demo_can_stand(slug):
    new = DEMO[slug] | {"slug": "another", "host": "another.test", "people": PEOPLE}
    assert problems_of(new, now=timezone.now()) == []


@pytest.mark.parametrize("slug", [slug for slug, said in SAID.items() if "publication" in said])
def test_no_partnership_promises_to_publish_whatever_happens_r1_r2(slug):
    assert "unless the safeguarding partners decide" in DEMO[slug]["terms"]["publication"]


@pytest.mark.parametrize(
    ("slug", "name", "fact"),
    [
        ("surrey", "trigger", "requires us to consider"),  # A2
        ("surrey", "who_leads", "chairs its panel"),  # A15, A17
        ("surrey", "who_meets", "usually the Lead Reviewer"),  # A29
        ("surrey", "who_meets", "Day, time and place"),  # A31
        ("surrey", "publication", "at least 12 months"),  # A24
        ("solihull", "timescale", "six months of the decision"),  # B18
        ("solihull", "copy_of_report", "copy of the final report"),  # B16
        ("windsor-maidenhead", "timescale", "six to twelve months"),  # C11
        ("windsor-maidenhead", "publication", "or anyone else"),  # C19
        ("windsor-maidenhead", "findings", "before it is published"),  # C17
        ("windsor-maidenhead", "governing_group", "Executive Steering Group"),  # C21
        ("redcar-cleveland", "review_name", "Serious Case Review"),  # D1
        ("redcar-cleveland", "succeeded_by", "South Tees Safeguarding Children Partnership"),  # D1
        ("redcar-cleveland", "who_meets", "or somebody who stands in"),  # D4
    ],
)
def test_a_fact_of_a_leaflet_stands_in_the_terms(slug, name, fact):
    assert fact in DEMO[slug]["terms"][name]


@pytest.mark.parametrize(
    ("slug", "ways"),
    [("surrey", {"phone", "email"}), ("solihull", {"email"}), ("windsor-maidenhead", {"email"}),
     ("redcar-cleveland", {"phone", "post"})],
)  # fmt: skip
def test_families_reach_each_partnership_as_its_leaflet_says_a32_b2_c22_d6(slug, ways):
    assert DEMO[slug]["contacts"]["families"].keys() - {"role", "name"} == ways


def test_a_board_that_has_ended_is_legacy_d1():
    assert Terms(**DEMO["redcar-cleveland"]["terms"]).is_legacy


def test_every_name_of_the_demo_is_one_of_the_terms():
    assert {name for facts in PARTNERSHIPS for name in facts["terms"]} <= set(KEPT)
