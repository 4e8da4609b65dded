"""What every template must keep to."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.test import RequestFactory, override_settings
from django.utils import translation
from django.views.defaults import page_not_found

TEMPLATES = settings.BASE_DIR / "templates"
PAGES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html"))
ERROR_PAGES = ["400.html", "403.html", "403_csrf.html", "404.html", "410.html", "500.html", "503.html"]

FORBIDDEN = {
    "a style attribute": r"\sstyle\s*=",
    "a style element": r"<style[\s>]",
    "an event attribute": r"<[^>]*\son[a-z]+\s*=",
    "a script in the page": r"<script(?![^>]*\ssrc=)",
    "something loaded from another host": r"(?:src|srcset)\s*=\s*[\"']\s*(?:https?:)?//",
    "a stylesheet of another host": r"<link[^>]*href\s*=\s*[\"']\s*(?:https?:)?//",
    "a javascript address": r"javascript:",
}


def found_in(source: str) -> list[str]:
    return [name for name, pattern in FORBIDDEN.items() if re.search(pattern, source, re.IGNORECASE)]


@pytest.mark.parametrize(
    "source",
    [
        '<p style="color:red">',
        "<style>p{}</style>",
        '<a href="/" onclick="go()">',
        "<script>go()</script>",
        '<img src="https://elsewhere.example/a.png">',
        '<link rel="stylesheet" href="//elsewhere.example/a.css">',
        '<a href="javascript:go()">',
    ],
)
def test_the_check_of_templates_finds_what_it_looks_for(source):
    assert found_in(source)


@pytest.mark.parametrize("name", PAGES)
def test_a_template_holds_nothing_that_the_content_policy_forbids(name):
    assert found_in((TEMPLATES / name).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("name", PAGES)
def test_a_template_can_be_read(name):
    assert get_template(name)


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_needs_no_context_and_is_a_whole_page(name):
    page = get_template(name).render({})
    assert page.startswith("<!DOCTYPE html>")
    assert re.search(r"<title>\w.+</title>", page)
    assert re.search(r"<h1[^>]*>\w.+</h1>", page)
    assert page.rstrip().endswith("</html>")


def test_a_missing_page_looks_the_same_whichever_address_was_asked_for():
    answers = {
        page_not_found(RequestFactory().get(path), exception=Exception(path)).content
        for path in ("/reviews/child-wren/", "/nothing/", "/pl/reviews/?q=wren")
    }
    assert len(answers) == 1


@pytest.mark.parametrize("name", ERROR_PAGES)
def test_an_error_page_is_the_same_in_every_language_of_the_reader(name):
    with translation.override("en"):
        english = get_template(name).render({})
    with translation.override("ar"):
        assert get_template(name).render({}) == english


@pytest.mark.parametrize(
    ("language", "opening"), [("en", '<html lang="en" dir="ltr"'), ("ur", '<html lang="ur" dir="rtl"')]
)
@pytest.mark.parametrize("name", ["public/base.html", "staff/base.html", "portal/base.html"])
def test_a_page_says_its_language_and_direction(name, language, opening):
    with translation.override(language):
        assert opening in get_template(name).render({})


def test_the_demonstration_says_so_on_every_page_and_the_real_site_does_not():
    sentence = "Every report, child and family in it is invented. No partnership runs it."
    assert sentence in get_template("public/base.html").render({"demo": True})
    assert sentence not in get_template("public/base.html").render({"demo": False})


def test_the_public_pages_name_their_partnership_and_the_portal_never_does():
    context = {"partnership": {"name": "Northmoor Partnership"}}
    assert "Northmoor Partnership" in get_template("public/base.html").render(context)
    assert "Northmoor" not in get_template("portal/base.html").render(context)


@override_settings(STATIC_URL="/static/")
def test_a_page_loads_its_script_as_a_module_from_this_site():
    assert '<script type="module" src="/static/js/site.js">' in get_template("base.html").render({})
