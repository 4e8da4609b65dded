"""Editors reach a list of Wagtail's views, and in them nothing of another partnership."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.base import ContentFile
from django.urls import get_resolver
from django.utils import timezone
from PIL import Image
from wagtail.models import Page

from home.models import ContentPage
from pages.models import PrivateDocument, PrivateImage
from pages.models.approved import through_the_door
from people.editor_doors import VIEWS
from people.leaving import change_role
from people.models import User
from people.roles import Role

# Wagtail leaves the closing of the picture that it made to the garbage collector.
pytestmark = [
    pytest.mark.usefixtures("indexed"),
    pytest.mark.filterwarnings("ignore:Unclosed file <tempfile.SpooledTemporaryFile:ResourceWarning"),
]


@pytest.fixture
def editor(surrey, a_person, signed_in):
    return signed_in(a_person(surrey, Role.PARTNERSHIP_SUPPORT))


def a_page(partnership, title, author=None):
    page = ContentPage(title=title, slug=title.lower().replace(" ", "-"), owner=author)
    with through_the_door():
        Page.objects.get(pk=partnership.site.root_page_id).add_child(instance=page)
    page.save_revision(clean=False, user=author, log_action="wagtail.edit")
    return page


def an_image(partnership, title, author=None):
    content = io.BytesIO()
    Image.new("RGB", (4, 4), "navy").save(content, "PNG")
    file = ContentFile(content.getvalue(), name="a.png")
    return PrivateImage.objects.create(
        title=title, file=file, collection=partnership.collection, uploaded_by_user=author
    )


def a_document(partnership, title, author=None):
    file = ContentFile(title.encode(), name="a.txt")
    return PrivateDocument.objects.create(
        title=title, file=file, collection=partnership.collection, uploaded_by_user=author
    )


def text(answer):
    return answer.content.decode() if hasattr(answer, "content") else ""


def test_an_editor_opens_own_pages_and_files(editor, surrey):
    page, image, document = a_page(surrey, "Own words"), an_image(surrey, "Own tree"), a_document(surrey, "Own form")
    for path in (
        f"/cms/pages/{page.pk}/edit/",
        f"/cms/pages/{page.pk}/history/",
        f"/cms/images/{image.pk}/",
        f"/cms/images/chooser/chosen/{image.pk}/",
        f"/cms/documents/edit/{document.pk}/",
        f"/cms/documents/chooser/chosen/{document.pk}/",
    ):
        assert editor.get(path).status_code == 200, path


def test_what_belongs_to_another_partnership_is_as_if_it_were_not_there(editor, solihull):
    page, image, document = a_page(solihull, "Their words"), an_image(solihull, "Tree"), a_document(solihull, "Form")
    there, nowhere = [], []
    for found, numbers in (
        (there, (page.pk, image.pk, document.pk, page.latest_revision_id)),
        (nowhere, (99999, 99999, 99999, 99999)),
    ):
        for path in _addresses_of(*numbers):
            for answer in (editor.get(path), editor.post(path, {"title": "x"})):
                found.append((answer.status_code, answer.content))
    assert len(there) > 40
    assert {status for status, _ in there} == {404}
    assert there == nowhere


def _addresses_of(page, image, document, revision):
    yield from (
        f"/cms/pages/{page}/{rest}"
        for rest in (
            "",
            "results/",
            "edit/",
            "edit/preview/",
            "view_draft/",
            "history/",
            "revisions/",
            f"revisions/{revision}/view/",
            f"revisions/{revision}/revert/",
            f"revisions/compare/live...{revision}/",
        )
    )
    yield f"/cms/choose-page/{page}/"
    yield f"/cms/choose-page/chosen-multiple/?id={page}"
    yield f"/cms/api/main/pages/{page}/"
    yield f"/cms/localize/submit/page/{page}/"
    yield f"/cms/editing-sessions/ping/home/contentpage/{page}/1/"
    yield from (f"/cms/images/{image}/{rest}" for rest in ("", "delete/", "preview/width-4/"))
    yield f"/cms/images/usage/{image}/"
    yield f"/cms/images/multiple/{image}/"
    yield f"/cms/images/chooser/chosen/{image}/"
    yield f"/cms/images/chooser/chosen-multiple/?id={image}"
    yield f"/cms/images/chooser/{image}/select_format/"
    yield from (f"/cms/documents/{rest}/{document}/" for rest in ("edit", "delete", "usage", "multiple"))
    yield f"/cms/documents/chooser/chosen/{document}/"
    yield f"/cms/documents/chooser/chosen-multiple/?id={document}"


@pytest.mark.parametrize(
    "path",
    [
        "/cms/pages/",
        "/cms/choose-page/search/?q=words",
        "/cms/api/main/pages/?order=-id",
        "/cms/images/",
        "/cms/images/results/",
        "/cms/images/chooser/",
        "/cms/images/chooser/results/?q=words",
        "/cms/documents/",
        "/cms/documents/chooser/",
        "/cms/documents/chooser/results/?q=words",
    ],
)
def test_no_list_names_anything_of_another_partnership(a_person, signed_in, surrey, solihull, path):
    one, other = (a_person(partnership, Role.PARTNERSHIP_SUPPORT) for partnership in (surrey, solihull))
    User.objects.filter(pk=other.pk).update(name="Secret Author")
    for make in (a_page, an_image, a_document):
        make(surrey, f"Own words {make.__name__}", one)
        make(solihull, f"Secret words {make.__name__}", other)
    own = text(signed_in(one).get(path, follow=True))
    theirs = text(signed_in(other).get(path, follow=True))
    assert ("Own words" in own, "Secret words" in theirs) == (True, True), "there was nothing to leak"
    for secret in ("Secret words", "Secret Author", solihull.name):
        assert secret not in own


@pytest.mark.parametrize("path", ["/cms/", "/cms/choose-page/", "/cms/choose-page/1/"])
def test_a_page_above_all_trees_names_nothing_of_another_partnership(editor, solihull, path):
    a_page(solihull, "Secret words")
    own = text(editor.get(path))
    assert own
    assert "Secret words" not in own
    assert solihull.name not in own


@pytest.mark.parametrize("role", [Role.LEGAL, Role.LEAD_REVIEWER, Role.PLATFORM_ADMIN])
def test_who_does_not_edit_finds_no_editor(surrey, a_person, signed_in, role):
    client = signed_in(a_person(surrey, role))
    assert client.get("/cms/").status_code == 404
    assert client.get("/account/").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/cms/users/",
        "/cms/groups/",
        "/cms/collections/",
        "/cms/workflows/list/",
        "/cms/reports/site-history/",
        "/cms/snippets/",
        "/cms/pages/search/",
        "/cms/tag-autocomplete/",
        "/cms/bulk/wagtailcore/page/delete/?id=1",
        "/cms/localize/reports/translations/",
        "/cms/login/",
        "/cms/password_reset/",
        "/cms/anything/",
    ],
)
def test_views_that_are_not_listed_are_not_there(editor, path):
    assert editor.get(path).status_code == 404
    assert editor.post(path).status_code == 404


def test_deeds_that_change_what_the_public_sees_are_not_there(editor, surrey):
    page = a_page(surrey, "Own words")
    for deed in ("publish", "unpublish", "delete", "move", "copy", "privacy", "lock", "convert_alias"):
        assert editor.post(f"/cms/pages/{page.pk}/{deed}/").status_code == 404, deed


def test_every_view_of_the_list_exists_and_every_argument_of_it_has_its_question():
    found = dict(_editor_views(get_resolver("config.urls.staff").url_patterns))
    assert set(VIEWS) <= set(found)
    for name, questions in VIEWS.items():
        assert found[name] <= set(questions), name


def _editor_views(patterns, namespace="", above=frozenset()):
    for pattern in patterns:
        arguments = above | set(re.findall(r"<(?:\w+:)?(\w+)>", str(pattern.pattern)))
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _editor_views(pattern.url_patterns, inner, arguments)
        else:
            yield f"{namespace}{pattern.name}", arguments


def test_the_menu_shows_what_is_open(editor):
    page = text(editor.get("/cms/"))
    names = re.findall(r'"name": "([\w-]+)"', page)
    assert "images" in names
    assert not {"settings", "reports", "help", "snippets", "users"} & set(names)
    assert "/cms/pages/search/" not in page


def test_a_role_that_goes_takes_the_editor_with_it(surrey, a_person, signed_in):
    user, manager = a_person(surrey, Role.COMMS), a_person(surrey, Role.BUSINESS_MANAGER)
    client = signed_in(user)
    assert client.get("/cms/").status_code == 200
    change_role(user, surrey, Role.LEGAL, by=manager, now=timezone.now())
    assert client.get("/cms/").status_code == 404
    assert not User.objects.get(pk=user.pk).groups.exists()


def test_the_editor_alone_has_a_wider_content_policy(editor):
    assert "unsafe-inline" in editor.get("/cms/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in editor.get("/account/").headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in editor.get("/cms/").headers["Content-Security-Policy"]


def test_a_preview_is_shown_within_the_editor_under_the_policy_of_a_public_page(editor, surrey):
    page = a_page(surrey, "Own words")
    path = f"/cms/pages/{page.pk}/edit/preview/"
    editor.post(path, {"title": "New words", "slug": page.slug})
    preview = editor.get(f"{path}?in_preview_panel=true")
    policy = preview.headers["Content-Security-Policy"]
    assert "New words" in text(preview)
    assert "frame-ancestors 'self'" in policy
    assert "unsafe-inline" not in policy
    draft = editor.get(f"/cms/pages/{page.pk}/view_draft/")
    assert "frame-ancestors 'none'" in draft.headers["Content-Security-Policy"]
