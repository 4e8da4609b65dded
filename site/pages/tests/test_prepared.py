"""A query that is put together once answers as one that is put together each time."""

from __future__ import annotations

from threading import Thread

import pytest
from django.db import connection
from django.db.models import Count, Exists, OuterRef, QuerySet

from pages.prepared import MOST, NotPreparable, prepared
from partnerships.models import ContactBlock, Partnership

pytestmark = pytest.mark.django_db


def at(slug: str, port: int) -> QuerySet[Partnership]:
    beside = Exists(ContactBlock.objects.filter(partnership=OuterRef("pk"), purpose="media"))
    found = Partnership.objects.filter(slug=slug, site__port=port).select_related("site").defer("phone")
    return found.annotate(can_be_asked=beside)[:1]


def counted(purpose: str) -> QuerySet[tuple[str, int]]:
    rows = ContactBlock.objects.filter(purpose=purpose).values_list("partnership__slug")
    return rows.annotate(number=Count("pk")).order_by("partnership__slug")


def among(keys: list[int]) -> QuerySet[Partnership]:
    return Partnership.objects.filter(pk__in=keys).order_by("slug")


def facts(row):
    return {name: value for name, value in vars(row).items() if name != "_state"}, row.site.hostname, row._state.db


def test_its_rows_are_what_the_query_would_give(surrey, solihull):
    ready = prepared(at)
    for slug, port in (("surrey", 80), ("solihull", 80), ("surrey", 81), ("nobody", 80)):
        assert [facts(row) for row in ready(slug, port)] == [facts(row) for row in at(slug, port)]
    assert len(ready("surrey", 80)) == 1


def test_it_asks_the_database_once_each_time_and_the_rest_comes_along(surrey, django_assert_num_queries):
    ready = prepared(at)
    for _ in range(2):
        with django_assert_num_queries(1):
            assert ready("surrey", 80)[0].site.hostname == "surrey.test"


def test_what_is_asked_for_in_the_place_of_rows_is_given(surrey, solihull):
    assert prepared(counted)("media") == list(counted("media")) == [("solihull", 1), ("surrey", 1)]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_list_of_numbers_is_as_long_as_it_is(number, surrey, solihull):
    keys = [surrey.pk, solihull.pk][:number]
    assert prepared(among)(keys) == list(among(keys))


def test_a_list_that_is_too_long_is_refused(surrey):
    with pytest.raises(ValueError, match="longer"):
        prepared(among)(list(range(MOST + 1)))


def test_a_value_that_does_not_reach_the_database_is_refused(surrey):
    def forgetful(slug: str) -> QuerySet[Partnership]:
        return Partnership.objects.all()

    with pytest.raises(NotPreparable):
        prepared(forgetful)("surrey")


@pytest.mark.django_db(transaction=True)
def test_each_thread_asks_by_its_own_connection(surrey):
    ready, found = prepared(among), []

    def ask():
        found.append([row.slug for row in ready([surrey.pk])])
        connection.close()

    threads = [Thread(target=ask) for _ in range(2)]
    for thread in threads:
        thread.start()
        thread.join()
    assert found == [["surrey"], ["surrey"]]
