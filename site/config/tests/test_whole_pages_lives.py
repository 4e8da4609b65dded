"""Whatever people do to a report, in whatever order, and whoever reads in between: no copy says what is not public."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.testing.reports import SECRET, T0, ReportMaker
from lifecycles.moves import MoveRefused
from publications.models import Review
from publications.withdrawing import archive, confirm, pause, propose

pytestmark = pytest.mark.django_db

PAGES = ("/reviews/robin-surrey/", "/reviews/", "/search/?q=Robin", "/reviews/feed/", "/sitemap.xml", "/")
DEEDS = ("pause", "restore", "archive", "reinstate", "refused", "read here", "read there")


class Reader:
    """Reads every page in two web processes; each is compared with one that has only just begun."""

    def __init__(self) -> None:
        self.processes = {"read here": _process(), "read there": _process()}

    def read(self, deed: str, *, is_public: bool) -> None:
        truth = _process()
        for path in PAGES:
            answer, made = self.processes[deed].get(path), truth.get(path)
            assert (answer.status_code, _untimed(answer)) == (made.status_code, _untimed(made)), path
            assert (SECRET.encode() in answer.content) is (is_public and path == PAGES[0])


def _untimed(answer: HttpResponse) -> bytes:
    # A feed of nothing says that it is of this second.
    return re.sub(rb"<updated>.*?</updated>", b"", answer.content)


def _process() -> Client:
    return Client(SERVER_NAME="surrey.test")


class Story:
    """A report, and the people who take it away and put it back."""

    def __init__(self, reports: ReportMaker, partnership: object) -> None:
        self.review = reports.published(partnership)
        self.first, self.second = reports.team(partnership).preparer, reports.team(partnership).confirmer
        self.reports, self.now = reports, T0 + timedelta(days=400)

    def fresh(self) -> Review:
        return Review.objects.get(pk=self.review.pk)

    def do(self, deed: str) -> None:
        self.now += timedelta(minutes=1)
        with suppress(MoveRefused), transaction.atomic():
            getattr(self, f"_{deed}")()

    def _pause(self) -> None:
        pause(self.fresh(), by=self.first, reason="Urgent", now=self.now)

    def _restore(self) -> None:
        confirm(propose(self.fresh(), "restore", by=self.first, reason="Checked", now=self.now), by=self.second,
                now=self.now)  # fmt: skip

    def _archive(self) -> None:
        self.reports.tell_of_archiving(self.fresh(), now=self.now)
        archive(self.fresh(), by=self.first, reason="Year over", now=self.now)

    def _reinstate(self) -> None:
        confirm(propose(self.fresh(), "reinstate", by=self.first, reason="Asked", now=self.now), by=self.second,
                now=self.now)  # fmt: skip

    def _refused(self) -> None:
        self._pause()
        transaction.set_rollback(True)


@settings(
    max_examples=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds=st.lists(st.sampled_from(DEEDS), min_size=3, max_size=8))
def test_no_copy_ever_says_what_is_not_public(deeds, surrey, a_person, keeping):
    with transaction.atomic():
        story, reader = Story(ReportMaker(a_person), surrey), Reader()
        for deed in ("read here", "read there", *deeds, "read here", "read there"):
            if deed.startswith("read"):
                reader.read(deed, is_public=story.fresh().state == "published")
            else:
                story.do(deed)
        transaction.set_rollback(True)
