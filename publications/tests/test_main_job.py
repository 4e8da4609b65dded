"""The main job: prepared by one, confirmed by another, public at its hour and not a second before."""

from datetime import timedelta

import pytest

from config.testing.reports import SECRET, T0
from publications.models import Edition
from publications.releasing import release_due

pytestmark = pytest.mark.django_db

HOUR = T0 + timedelta(days=1)


def test_a_second_before_its_hour_a_report_is_not_released(surrey, reports):
    review = reports.scheduled(surrey, moment=HOUR)
    release_due(HOUR - timedelta(seconds=1))
    review.refresh_from_db()
    assert review.state == "scheduled"


def test_at_its_hour_the_public_reads_the_report(surrey, reports, at_host):
    reports.published(surrey, moment=HOUR)
    answer = at_host(surrey).get("/reviews/robin-surrey/")
    assert (answer.status_code, SECRET in answer.content.decode()) == (200, True)


def test_the_same_report_is_downloaded_as_a_pdf(surrey, reports, at_host):
    reports.published(surrey, moment=HOUR)
    answer = at_host(surrey).get("/reviews/robin-surrey/report.pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF-1.7")


def test_what_is_edited_after_publication_does_not_change_what_is_read(surrey, reports, at_host):
    review = reports.published(surrey, moment=HOUR)
    page = review.drafts()[0]
    page.title = "Changed"
    page.save_revision()
    assert "Changed" not in at_host(surrey).get("/reviews/robin-surrey/").content.decode()


def test_a_report_page_takes_few_queries(surrey, reports, at_host, django_assert_num_queries):
    reports.published(surrey, moment=HOUR)
    with django_assert_num_queries(8):
        at_host(surrey).get("/reviews/robin-surrey/")


def test_the_edition_is_not_public_before_its_review_is(surrey, reports):
    reports.scheduled(surrey, moment=HOUR)
    assert (Edition.objects.count(), Edition.objects.public().count()) == (1, 0)
