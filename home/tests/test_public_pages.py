"""The front page and the plain pages of a partnership."""

from __future__ import annotations

import pytest
from wagtail.models import Page

from config.testing.partnerships import NOON
from home.models import ContentPage
from pages.models.approved import through_the_door
from pages.publishing import publish_planted

pytestmark = pytest.mark.django_db


@pytest.fixture
def a_page(surrey):
    """Publish a content page of Surrey with this rich text."""

    def make(body):
        page = ContentPage(title="About us", slug="about-us", body=body, live=False)
        surrey.site.root_page.add_child(instance=page)
        publish_planted(page, now=NOON)
        return ContentPage.objects.get(pk=page.pk)

    return make


def _read(at_host, partnership, path):
    return at_host(partnership).get(path)


def test_the_front_page_names_its_partnership_and_leads_to_the_reviews(surrey, at_host):
    text = _read(at_host, surrey, "/").content.decode()
    assert "Surrey Safeguarding Children Partnership" in text
    assert 'href="/reviews/"' in text


def test_the_front_page_of_one_partnership_is_not_that_of_another(surrey, solihull, at_host):
    assert "Solihull" not in _read(at_host, surrey, "/").content.decode()


def test_a_content_page_keeps_its_headings_and_paragraphs(a_page, at_host, surrey):
    a_page("<h2>Who we are</h2><p>We <b>learn</b>.</p>")
    text = _read(at_host, surrey, "/about-us/").content.decode()
    assert "<h2>Who we are</h2>" in text
    assert "<p>We <b>learn</b>.</p>" in text


def test_a_content_page_of_another_partnership_is_not_found_here(a_page, at_host, solihull):
    a_page("<p>Here</p>")
    assert _read(at_host, solihull, "/about-us/").status_code == 404


def test_a_content_page_in_draft_is_not_found(a_page, at_host, surrey):
    with through_the_door():
        a_page("<p>Here</p>").unpublish()
    assert _read(at_host, surrey, "/about-us/").status_code == 404


def test_a_draft_change_of_a_content_page_is_not_shown(a_page, at_host, surrey):
    page = a_page("<p>Here</p>")
    page.body = "<p>Elsewhere</p>"
    page.save_revision()
    assert "Elsewhere" not in _read(at_host, surrey, "/about-us/").content.decode()


def test_a_link_to_a_report_leads_to_it_only_when_it_is_public(a_page, at_host, surrey, reports):
    public = reports.published(surrey, slug="thistledown-lane").pages.get()
    secret = reports.draft(surrey, slug="quillfeather-lane").pages.get()
    a_page("".join(f'<p>Read <a linktype="page" id="{page.pk}">this</a>.</p>' for page in (public, secret)))
    text = _read(at_host, surrey, "/about-us/").content.decode()
    assert '<p>Read <a href="http://surrey.test/reviews/thistledown-lane/">this</a>.</p>' in text
    assert "<p>Read this.</p>" in text
    assert "quillfeather" not in text


def test_script_in_a_content_page_is_not_shown(a_page, at_host, surrey):
    a_page('<p onclick="x()">Words<script>alert(1)</script></p>')
    text = _read(at_host, surrey, "/about-us/").content.decode()
    assert "<p>Words</p>" in text
    assert "alert(1)" not in text


def test_every_page_of_a_new_partnership_is_live_and_its_own(surrey):
    tree = Page.objects.descendant_of(surrey.site.root_page, inclusive=True)
    assert tree.exists()
    assert all(page.live for page in tree)
