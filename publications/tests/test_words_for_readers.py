"""What somebody meets who comes to a report in grief: a way to a person, and no promise that may not be kept."""

from __future__ import annotations

import pytest

pytestmark = pytest.mark.django_db

ADDRESS = "/reviews/robin-surrey/"


def _page(client, path=ADDRESS):
    return client.get(path).content.decode()


def test_support_is_one_step_away_before_the_report_begins(surrey, reports, at_host):
    reports.published(surrey, blocks=[{"type": "heading", "value": {"level": 2, "text": "Support"}}])
    page = _page(at_host(surrey))
    assert page.count('id="page_support"') == page.count('id="support"') == 1
    assert page.index('href="#page_support"') < page.index('<article class="site-report">')


def test_a_paused_report_promises_nothing_and_names_somebody_to_speak_to(surrey, reports, at_host):
    reports.paused(surrey)
    page = _page(at_host(surrey))
    assert "temporarily unavailable" in page
    assert "will be back" not in page
    assert f'href="mailto:{surrey.mailbox}"' in page


@pytest.mark.parametrize("path", [ADDRESS, f"{ADDRESS}asked/"])
def test_who_asks_for_an_archived_report_can_write_with_one_touch(path, surrey, reports, at_host):
    reports.archived(surrey)
    assert f'href="mailto:{surrey.mailbox}"' in _page(at_host(surrey), path)
