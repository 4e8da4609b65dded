"""A page that moves leads on from its old address, on its own host and nowhere else (A33)."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.conf import settings
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.models import ContentPage, FamiliesPage, LeafletPage
from pages.models.approved import through_the_door
from pages.publishing import mark_of, publish_page, publish_planted, take_down
from publications.models import ReportPage

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


@pytest.fixture
def writer(surrey, a_person):
    return a_person(surrey, "partnership_support")


@pytest.fixture
def publisher(surrey, a_person):
    return a_person(surrey, "comms")


@pytest.fixture
def a_page(surrey):
    """Publish a content page of Surrey."""

    def make(slug="old", parent=None):
        page = ContentPage(title="About us", slug=slug, body="<p>Here</p>", live=False)
        (parent or surrey.site.root_page).add_child(instance=page)
        publish_planted(page, now=NOW)
        return ContentPage.objects.get(pk=page.pk)

    return make


@pytest.fixture
def leaflet(surrey):
    """A leaflet below the page for families of Surrey."""
    families = FamiliesPage.objects.child_of(surrey.site.root_page).get()
    page = LeafletPage(title="Leaflet", slug="old-leaflet", live=False)
    families.add_child(instance=page)
    publish_planted(page, now=NOW)
    return LeafletPage.objects.get(pk=page.pk)


@pytest.fixture
def published_as(writer, publisher, django_capture_on_commit_callbacks):
    """Let one person change the slug of a page and another publish it."""

    def make(page, slug):
        draft = Page.objects.get(pk=page.pk).specific
        draft.slug = slug
        revision = draft.save_revision(user=writer)
        with django_capture_on_commit_callbacks(execute=True):
            publish_page(
                draft, read=mark_of(revision), by=publisher, change_note="Moved.", is_safety_critical=False, now=NOW
            )

    return make


def _asked(client, path):
    answered = client.get(path)
    return answered.status_code, answered.headers.get("Location")


def test_the_old_address_leads_on_for_good_and_the_new_one_is_there(a_page, published_as, surrey, at_host):
    client, page = at_host(surrey), a_page()
    assert _asked(client, "/old/") == (200, None)
    published_as(page, "new")
    assert _asked(client, "/old/") == (301, "/new/")
    assert _asked(client, "/new/") == (200, None)


@pytest.mark.parametrize("prefix", ["/pl", "/ur", "/ar"])
def test_it_stays_in_the_readers_language(prefix, a_page, published_as, surrey, at_host):
    published_as(a_page(), "new")
    assert _asked(at_host(surrey), f"{prefix}/old/") == (301, f"{prefix}/new/")


def test_what_stands_behind_the_question_mark_is_left_out(a_page, published_as, surrey, at_host):
    published_as(a_page(), "new")
    assert _asked(at_host(surrey), "/old/?next=https://elsewhere.example/&a=b") == (301, "/new/")


def test_a_page_that_moves_twice_leads_on_in_one_step_and_back_again_in_none(a_page, published_as, surrey, at_host):
    client, page = at_host(surrey), a_page()
    published_as(page, "middle")
    published_as(page, "new")
    assert _asked(client, "/old/") == _asked(client, "/middle/") == (301, "/new/")
    published_as(page, "old")
    assert _asked(client, "/old/") == (200, None)
    assert _asked(client, "/new/") == (301, "/old/")


def test_pages_below_a_page_that_moved_lead_on_too(leaflet, published_as, surrey, at_host):
    client = at_host(surrey)
    address = leaflet.get_url_parts()[2]
    assert _asked(client, address)[0] == 200
    published_as(leaflet.get_parent(), "for-families")
    moved = address.replace("/families/", "/for-families/")
    assert _asked(client, address) == (301, moved)
    assert _asked(client, f"/pl{address}") == (301, f"/pl{moved}")
    assert _asked(client, moved)[0] == 200


def test_a_page_that_was_taken_down_leads_nowhere(a_page, published_as, publisher, surrey, at_host):
    page = a_page()
    published_as(page, "new")
    assert _asked(at_host(surrey), "/old/")[0] == 301
    take_down(Page.objects.get(pk=page.pk), by=publisher, now=NOW)
    assert _asked(at_host(surrey), "/old/")[0] == 404


def test_the_old_address_is_not_there_on_another_partnerships_host(a_page, published_as, surrey, solihull, at_host):
    published_as(a_page(), "new")
    assert _asked(at_host(surrey), "/old/")[0] == 301
    assert _asked(at_host(solihull), "/old/")[0] == 404


def test_a_page_that_was_moved_into_another_partnership_is_not_led_to(a_page, published_as, surrey, solihull, at_host):
    page = a_page()
    published_as(page, "new")
    with through_the_door():
        Page.objects.get(pk=page.pk).move(solihull.site.root_page, pos="last-child")
    assert _asked(at_host(surrey), "/old/")[0] == 404


def test_a_row_that_leads_off_the_site_is_never_followed(surrey, at_host):
    Redirect.objects.create(old_path="/old", site=surrey.site, redirect_link="https://elsewhere.example/")
    Redirect.objects.create(old_path="/old", site=None, redirect_link="https://elsewhere.example/")
    assert _asked(at_host(surrey), "/old/")[0] == 404


def test_an_address_that_only_a_draft_had_leads_nowhere(surrey, published_as, at_host):
    page = ContentPage(title="About us", slug="only-a-draft", body="<p>Here</p>", live=False)
    surrey.site.root_page.add_child(instance=page)
    published_as(page, "new")
    assert _asked(at_host(surrey), "/new/")[0] == 200
    assert _asked(at_host(surrey), "/only-a-draft/")[0] == 404
    assert not Redirect.objects.exists()


@pytest.fixture
def renamed(reports, surrey, django_capture_on_commit_callbacks):
    """Give a report of Surrey in this state another slug, around every door."""

    def make(state):
        page = getattr(reports, state)(surrey, slug="quillfeather-lane").pages.get()
        page.slug = "thistledown-lane"
        page.set_url_path(page.get_parent())
        with django_capture_on_commit_callbacks(execute=True):
            super(ReportPage, page).save(update_fields=["slug", "url_path"], clean=False)

    return make


@pytest.mark.parametrize("state", ["draft", "scheduled", "published"])
def test_no_report_leaves_a_trace_of_its_address(state, renamed, surrey, at_host):
    renamed(state)
    assert Page.objects.filter(slug="thistledown-lane").exists()
    assert not Redirect.objects.exists()
    assert _asked(at_host(surrey), "/reviews/quillfeather-lane/")[1] is None


def test_wagtail_itself_would_keep_the_address_of_a_draft(renamed, settings):
    settings.WAGTAILREDIRECTS_AUTO_CREATE = True
    renamed("draft")
    assert "quillfeather-lane" in Redirect.objects.get().old_path


def test_the_index_of_reports_leaves_none_either(reports, surrey, django_capture_on_commit_callbacks):
    page = reports.draft(surrey, slug="quillfeather-lane").pages.get()
    with django_capture_on_commit_callbacks(execute=True):
        index = page.get_parent().specific
        index.slug = "reports"
        index.save()
    assert Page.objects.get(pk=page.pk).url_path.endswith("/reports/quillfeather-lane/")
    assert not Redirect.objects.exists()


def test_nothing_is_led_on_where_something_else_answers(surrey, a_page, at_host):
    page = a_page()
    for old in ("/reviews/never", "/search", "/copies/never"):
        Redirect.objects.create(old_path=old, site=surrey.site, redirect_page=page)
    client = at_host(surrey)
    assert _asked(client, "/reviews/never/") == _asked(client, "/copies/never/") == (404, None)
    assert _asked(client, "/search/") == (200, None)


def test_a_form_that_is_posted_is_not_led_on(a_page, published_as, surrey, at_host):
    published_as(a_page(), "new")
    assert at_host(surrey).post("/old/", {"a": "b"}).status_code != 301


@pytest.mark.parametrize("host", ["STAFF_HOST", "PORTAL_HOST"])
def test_staff_and_families_hosts_lead_nowhere_on(host, a_page, published_as, surrey, at_host):
    published_as(a_page(), "new")
    assert _asked(at_host(surrey), "/old/")[0] == 301
    assert _asked(Client(SERVER_NAME=getattr(settings, host)), "/old/")[1] != "/new/"


def test_the_editor_has_no_door_to_redirects(surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, "business_manager"))
    assert client.get("/cms/").status_code == 200
    for path in ("/cms/redirects/", "/cms/redirects/add/", "/cms/redirects/import/", "/cms/redirects/report/"):
        assert client.get(path).status_code == 404, path
