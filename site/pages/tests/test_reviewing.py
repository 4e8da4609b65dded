"""Public content is read again by its day: the partnership is reminded, once, until the day is moved."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from home.models import ContentPage
from pages.models.approved import through_the_door
from pages.reviewing import content_to_review, warn_of_content
from people.models import Alarm
from people.roles import Role

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
TITLE = "Quillfeather"


def a_page(partnership, review_by, *, live=True, number=1):
    page = ContentPage(title=TITLE, slug=f"page-{number}", review_by=review_by, live=live)
    with through_the_door():
        partnership.site.root_page.add_child(instance=page)
    return page


@pytest.mark.parametrize(
    ("review_by", "due"), [(None, 0), (date(2026, 3, 1), 1), (date(2026, 3, 2), 1), (date(2026, 3, 3), 0)]
)
def test_a_page_is_due_on_its_day_and_not_before(surrey, review_by, due):
    a_page(surrey, review_by)
    assert len(list(content_to_review(NOW))) == due


def test_a_draft_is_not_read_again(surrey):
    a_page(surrey, date(2026, 3, 1), live=False)
    assert not list(content_to_review(NOW))


def test_each_partnership_hears_of_its_own_pages_and_no_title_is_said(surrey, solihull):
    pages = {partnership: a_page(partnership, date(2026, 3, 1)) for partnership in (surrey, solihull)}
    warn_of_content(NOW)
    for partnership, page in pages.items():
        alarm = Alarm.objects.get(partnership=partnership)
        assert alarm.link == f"/cms/pages/{page.pk}/edit/"
        assert TITLE not in alarm.message


def test_moving_the_day_settles_the_alarm(surrey):
    page = a_page(surrey, date(2026, 3, 1))
    warn_of_content(NOW)
    ContentPage.objects.filter(pk=page.pk).update(review_by=date(2027, 3, 1))
    warn_of_content(NOW + timedelta(hours=1))
    assert Alarm.objects.get().settled_itself


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_the_same_for_one_page_and_for_three(surrey, count, django_assert_num_queries):
    for number in range(count):
        a_page(surrey, date(2026, 3, 1), number=number)
    with django_assert_num_queries(5):
        assert len(list(content_to_review(NOW))) == count


def test_the_editor_asks_for_the_day_and_says_what_it_is_for(surrey, a_person, signed_in):
    page = a_page(surrey, None)
    page.save_revision()
    answer = signed_in(a_person(surrey, Role.COMMS)).get(f"/cms/pages/{page.pk}/edit/").content.decode()
    assert "review_by" in answer
    assert "Readers do not see it." in answer
