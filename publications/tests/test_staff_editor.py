"""The Wagtail editor writes reports, and every other way round the release is shut."""

from __future__ import annotations

import json

import pytest
from django.test import RequestFactory
from django.urls import set_urlconf
from wagtail import hooks
from wagtail.models import Page

from config.testing.words import said
from publications.models import ReportPage
from publications.planting import report_index
from publications.tests.staffing import a_draft, a_ready_review

SAVE = "Save draft"


@pytest.fixture
def editor(team, signed_in):
    return signed_in(team.first)


@pytest.fixture
def review(surrey, team):
    return a_ready_review(surrey, team.first)


@pytest.fixture
def request_of(team, settings):
    """A request on the staff host, as a hook gets it."""
    set_urlconf("config.urls.staff")
    request = RequestFactory(SERVER_NAME=settings.STAFF_HOST).get("/cms/")
    request.user, request.host_kind, request.partnership = team.first, "staff", None
    yield request
    set_urlconf(None)


def of(page, deed="edit"):
    return f"/cms/pages/{page.pk}/{deed}/"


def test_the_editor_offers_nothing_but_to_save_the_draft(review, editor):
    html = editor.get(of(review.source_page())).content.decode()
    assert SAVE in html
    assert not any(name in html for name in ("action-publish", "action-submit", "/unpublish/", "/delete/", "/copy/"))


def test_the_editor_leads_back_to_the_review(review, editor):
    assert f'href="/reviews/{review.uuid}/"' in editor.get(of(review.source_page())).content.decode()


@pytest.mark.parametrize("deed", ["publish", "unpublish", "delete", "copy", "move", "privacy", "convert_alias"])
def test_no_view_of_the_editor_changes_what_becomes_of_a_report(review, editor, deed):
    page = review.source_page()
    assert editor.post(of(page, deed)).status_code == 404
    page.refresh_from_db()
    assert not page.live


@pytest.mark.parametrize("action", ["publish", "unpublish", "delete", "move"])
def test_no_bulk_action_reaches_a_report(review, editor, action):
    page = review.source_page()
    response = editor.post(f"/cms/bulk/wagtailcore/page/{action}/?id={page.pk}")
    assert response.status_code == 404
    assert ReportPage.objects.filter(pk=page.pk, live=False).exists()


@pytest.mark.parametrize(
    "hook", ["before_publish_page", "before_unpublish_page", "before_delete_page", "before_copy_page"]
)
def test_a_change_that_gets_as_far_as_its_hook_is_refused_in_words(review, request_of, hook):
    for page in (review.source_page(), Page.objects.get(pk=review.source_page().pk)):
        [refusal] = [answer for ask in hooks.get_hooks(hook) if (answer := ask(request_of, page))]
        assert refusal.status_code == 403
        assert "This is not done in the editor" in said(refusal)


def test_a_move_that_gets_as_far_as_its_hook_is_refused_in_words(surrey, review, request_of):
    home = surrey.site.root_page
    [refusal] = [a for ask in hooks.get_hooks("before_move_page") if (a := ask(request_of, review.source_page(), home))]
    assert refusal.status_code == 403


@pytest.mark.parametrize("place", ["report", "index", "above"])
def test_a_bulk_action_is_refused_when_a_report_is_at_or_below_one_of_its_pages(surrey, review, request_of, place):
    pages = {"report": review.source_page(), "index": report_index(surrey), "above": surrey.site.root_page}
    answers = [ask(request_of, "delete", [pages[place]], None) for ask in hooks.get_hooks("before_bulk_action")]
    assert [answer.status_code for answer in answers if answer] == [403]


def test_other_pages_pass_the_hooks(surrey, request_of):
    page = Page.objects.child_of(surrey.site.root_page).get(slug="privacy")
    names = ["before_publish_page", "before_delete_page", "before_copy_page"]
    assert not any(ask(request_of, page) for name in names for ask in hooks.get_hooks(name))
    assert not any(ask(request_of, "delete", [page], None) for ask in hooks.get_hooks("before_bulk_action"))


def test_saving_with_a_publish_button_of_ones_own_making_saves_a_draft(review, editor):
    page = review.source_page()
    response = editor.post(of(page), edited(page) | {"action-publish": "action-publish"}, follow=True)
    assert response.status_code == 200
    page.refresh_from_db()
    assert page.draft_title == "Edited in the editor"
    assert not page.live


def test_a_go_live_date_of_ones_own_making_schedules_nothing(review, editor):
    page = review.source_page()
    editor.post(of(page), edited(page) | {"go_live_at": "2020-01-01 10:00", "action-publish": "action-publish"})
    page.refresh_from_db()
    assert page.draft_title == "Edited in the editor"
    assert (page.go_live_at, page.live) == (None, False)
    assert page.get_latest_revision().approved_go_live_at is None


def test_the_menu_of_the_editor_leads_back_to_the_reviews(editor):
    html = editor.get("/cms/").content.decode()
    assert '"name": "reviews"' in html
    assert '"url": "/"' in html


def test_the_first_page_of_the_editor_counts_nothing(surrey, team, editor):
    a_draft(surrey, team.first)
    assert "Learning from Willow" in said(editor.get("/"))
    assert "Learning from Willow" not in said(editor.get("/cms/"))


def test_the_preview_beside_the_editor_shows_the_draft_and_may_be_framed_by_it_alone(review, editor):
    response = editor.get(of(review.source_page(), "view_draft"))
    assert "Draft. Nobody outside the partnership can see it. The day of publication is still open." in said(response)
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]
    assert "no-store" in response["Cache-Control"]


def test_the_draft_page_itself_may_be_framed_by_nobody(review, editor):
    response = editor.get(f"/reviews/{review.uuid}/draft/")
    assert "frame-ancestors 'none'" in response["Content-Security-Policy"]


def test_the_words_of_a_draft_are_escaped(surrey, team, editor):
    review = a_draft(surrey, team.first, title="<script>alert(1)</script>")
    for address in ("/", f"/reviews/{review.uuid}/", f"/reviews/{review.uuid}/draft/"):
        html = editor.get(address).content.decode()
        assert "<script>alert" not in html
        assert "&lt;script&gt;alert" in html


def edited(page):
    """What the editor's form sends for `page`, with another title and no text."""
    draft = page.get_latest_revision_as_object()
    plain = ("slug", "reviewer", "pseudonym", "review_type")
    counts = {f"{name}-count": "0" for name in ("body", "support", "footnotes", "attachments")}
    comments = {f"comments-{name}": "0" for name in ("TOTAL_FORMS", "INITIAL_FORMS", "MIN_NUM_FORMS", "MAX_NUM_FORMS")}
    nothing = json.dumps({"blocks": [], "entityMap": {}})
    typed = {"title": "Edited in the editor", "summary": nothing}
    return counts | comments | typed | {name: getattr(draft, name) for name in plain}
