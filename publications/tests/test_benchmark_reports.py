"""What is planted for measurements is as public as what two people released, and always the same."""

from __future__ import annotations

import pytest

from pages.changing import changes_since, last_change
from publications.benchmark.reports import plant_reports
from publications.benchmark.words import COMMON, Writer
from publications.models import Edition

pytestmark = pytest.mark.django_db


def test_planted_reports_are_public_described_and_noted(surrey, at_host):
    before = last_change()
    plant_reports(surrey, 3, words=300)
    editions = Edition.objects.public().filter(review__partnership=surrey)
    assert len(editions) == 3
    assert all(250 < len(edition.text.split()) < 400 and edition.terms.count() >= 3 for edition in editions)
    assert {change.key for change in changes_since(before)} == {f"review:{e.review_id}" for e in editions}
    page = at_host(surrey).get(f"/reviews/{editions[0].slug}/")
    assert page.status_code == 200
    assert 'id="what-happened"' in page.content.decode()


def test_the_same_seed_writes_the_same_and_another_seed_other_reports(surrey):
    texts = [[Writer(seed).report(200) for seed in (1, 1, 2)][n] for n in range(3)]
    assert texts[0] == texts[1] != texts[2]
    plant_reports(surrey, 1, words=100, seed=1)
    plant_reports(surrey, 1, words=100, seed=2)
    assert Edition.objects.public().count() == 2


def test_three_of_four_reports_hold_the_common_word():
    writer = Writer(0)
    share = sum(COMMON in " ".join(writer.report(50)) for _ in range(400)) / 400
    assert 0.65 < share < 0.85
