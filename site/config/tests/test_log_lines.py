"""A path can hold somebody's token, so no path is written to the log."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from config.log_lines import WithoutPaths

pytestmark = pytest.mark.django_db

TOKEN = "c7s-Quillfeather-token"


def test_a_form_that_was_open_too_long_leaves_its_door_in_the_log_and_not_its_path(caplog):
    only_here = WithoutPaths()
    caplog.handler.addFilter(only_here)
    client = Client(enforce_csrf_checks=True, SERVER_NAME=settings.STAFF_HOST)
    assert client.post(f"/sign-in/forgotten/MQ/{TOKEN}/").status_code == 403
    assert TOKEN in caplog.records[0].request.path
    assert TOKEN not in caplog.text
    assert "sign-in/forgotten/<uidb64>/<token>/" in caplog.text
    caplog.handler.removeFilter(only_here)


def test_the_page_of_a_paused_report_is_no_fault_and_is_not_written_down(surrey, reports, at_host, caplog):
    review = reports.paused(surrey)
    path = f"/reviews/{review.pages.get().slug}/"
    caplog.clear()
    assert at_host(surrey).get(path).status_code == 503
    assert path in caplog.text
    assert not WithoutPaths().filter(caplog.records[0])


def test_every_line_of_the_log_passes_the_filter():
    handlers = settings.LOGGING["handlers"].values()
    assert all("doors" in handler["filters"] for handler in handlers)
