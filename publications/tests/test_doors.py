"""Every way in which Wagtail would make a page public is tried; none of them makes a report public."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.actions.copy_page import CopyPageAction
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.move_page import MovePageAction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import GroupPagePermission, Locale, Page, Workflow, WorkflowPage
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.operations import translate_object

from config.testing.reports import SECRET, T0
from config.testing.wagtail_doors import schedule_in_wagtail
from pages.models import NotThroughItsDoor
from people.groups import editors_group
from publications.models import CompanionPage, ReportPage, Review
from publications.models.embargo import NotReleased, OnlyOnce
from publications.releasing import release_due
from publications.tests.embargo import NAME, SLUG, TellingReports, answer, never_was, speaks_of
from publications.vocabulary import CompanionKind

pytestmark = [
    pytest.mark.usefixtures("indexed"),
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

TOGETHER = [f"/reviews/{SLUG}/{kind}/" for kind in CompanionKind.values]
PUBLIC = [f"/reviews/{SLUG}/", f"/pl/reviews/{SLUG}/", f"/reviews/{SLUG}/report.pdf", *TOGETHER]
LISTS = ["/sitemap.xml", "/reviews/"]


@pytest.fixture
def telling(a_person):
    return TellingReports(a_person)


@pytest.fixture
def review(telling, surrey):
    return telling.scheduled(surrey)


@pytest.fixture
def editor(telling, surrey):
    """Somebody of the team to whom a careless hand has given Wagtail's right to publish everything."""
    person = telling.team(surrey).preparer
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename="publish_page")
    GroupPagePermission.objects.create(
        group=editors_group(surrey), page_id=surrey.site.root_page_id, permission=permission
    )
    return person


def _publish_its_revision(page, user):
    page.get_latest_revision().publish(user=user)


def _publish_as_nobody(page, user):
    page.get_latest_revision().publish(skip_permission_checks=True)


def _save_as_live(page, user):
    page.live = True
    page.save()


def _save_only_that_it_is_live(page, user):
    page.live = True
    page.save(update_fields=["live"])


def _load_as_from_a_fixture(page, user):
    plain = Page.objects.get(pk=page.pk)
    plain.live = True
    plain.save_base(raw=True)


def _update_reports(page, user):
    type(page).objects.filter(pk=page.pk).update(live=True)


def _update_pages(page, user):
    Page.objects.filter(pk=page.pk).update(live=True)


def _bulk_publish(page, user):
    PublishBulkAction.execute_action([page], include_descendants=True, user=user)


def _approve_in_a_workflow(page, user):
    workflow = Workflow.objects.first()
    WorkflowPage.objects.update_or_create(page=page, defaults={"workflow": workflow})
    state = workflow.start(page, user)
    while state.current_task_state and state.status == state.STATUS_IN_PROGRESS:
        state.current_task_state.approve(user=user)
        state.refresh_from_db()


def _schedule_in_wagtail(page, user):
    schedule_in_wagtail(page)


def _revert_and_publish(page, user):
    page.revisions.first().as_object().save_revision().publish(skip_permission_checks=True)


def _import_json(page, user):
    again = type(page).from_json(page.to_json())
    again.live = True
    again.save()


PUBLISHING = [
    _publish_its_revision,
    _publish_as_nobody,
    _save_as_live,
    _save_only_that_it_is_live,
    _load_as_from_a_fixture,
    _update_reports,
    _update_pages,
    _bulk_publish,
    _approve_in_a_workflow,
    _schedule_in_wagtail,
    _revert_and_publish,
    _import_json,
]


def _alias(page, user):
    page.create_alias(update_slug="alias")


def _alias_by_action(page, user):
    CreatePageAliasAction(page, update_slug="alias", user=user).execute(skip_permission_checks=True)


def _alias_of_everything_above(page, user):
    home = page.get_parent().get_parent().specific
    CreatePageAliasAction(home, recursive=True, parent=home.get_parent(), update_slug="alias").execute(True)


def _copy(page, user):
    page.copy(update_attrs={"slug": "copy"}, keep_live=True)


def _copy_by_action(page, user):
    CopyPageAction(page, update_attrs={"slug": "copy"}, user=user).execute(skip_permission_checks=True)


def _copy_everything_above(page, user):
    home = page.get_parent().get_parent().specific
    CopyPageAction(home, recursive=True, update_attrs={"slug": "copy"}).execute(skip_permission_checks=True)


def _copy_for_translation(page, user):
    page.copy_for_translation(_romanian(), copy_parents=True)


def _alias_for_translation(page, user):
    page.copy_for_translation(_romanian(), copy_parents=True, alias=True)


def _mirror_the_whole_tree(page, user):
    home = page.get_parent().get_parent().specific
    CopyPageForTranslationAction(home, _romanian(), alias=True, include_subtree=True).execute(True)


def _translate_and_publish(page, user):
    translate_object(page, [_romanian()], user=user)
    source = TranslationSource.objects.get_for_instance(page)
    for translation in Translation.objects.filter(source=source):
        translation.save_target(user=user, publish=True)


def _translate_the_polish_page_and_publish(page, user):
    polish = Locale.objects.get(language_code="pl")
    source, _ = TranslationSource.get_or_create_from_instance(page)
    translation, _ = Translation.objects.get_or_create(source=source, target_locale=polish)
    translation.save_target(user=user, publish=True)


def _move_under_the_front_page(page, user):
    MovePageAction(page, page.get_parent().get_parent(), pos="last-child", user=user).execute(
        skip_permission_checks=True
    )


def _plant_a_second_page(page, user):
    second = ReportPage(title=NAME, slug="second", review=page.review, body=page.body, live=True, locale=page.locale)
    page.get_parent().add_child(instance=second)


def _say_that_the_review_is_published(page, user):
    Review.objects.filter(pk=page.review_id).update(state="published")


MULTIPLYING = [
    _alias,
    _alias_by_action,
    _alias_of_everything_above,
    _copy,
    _copy_by_action,
    _copy_everything_above,
    _copy_for_translation,
    _alias_for_translation,
    _mirror_the_whole_tree,
    _translate_and_publish,
    _translate_the_polish_page_and_publish,
    _move_under_the_front_page,
    _plant_a_second_page,
    _say_that_the_review_is_published,
]


def _romanian():
    return Locale.objects.get_or_create(language_code="ro")[0]


def _try(door, page, user):
    """Try a door; only a refusal by name, or by the database, may come of it."""
    try:
        with transaction.atomic():
            door(page, user)
    except (NotReleased, OnlyOnce, PermissionDenied, PublishPermissionError, IntegrityError, NotThroughItsDoor):
        return "refused"
    return "passed"


def _seen(at_host, review):
    client = at_host(review.partnership)
    live = [page.get_url_parts()[2] for page in Page.objects.live().filter(depth__gt=1) if page.get_url_parts()]
    return {
        path: answer(client, path)
        for path in {*PUBLIC, *LISTS, *live, f"/{SLUG}/", f"/ro/reviews/{SLUG}/", "/reviews/alias/"}
    }


@pytest.mark.parametrize("door", PUBLISHING, ids=lambda door: door.__name__.strip("_"))
def test_what_makes_another_page_public_does_not_make_a_report_public(door, review, editor, at_host):
    other = Page(title="Other", slug="other", live=False)
    review.partnership.site.root_page.add_child(instance=other)
    other.save_revision()
    before = _seen(at_host, review)
    assert _try(door, other, editor) == "passed"
    assert Page.objects.filter(pk=other.pk, live=True).exists()
    page = review.source_page().get_latest_revision_as_object()
    _try(door, page, editor)
    _assert_nothing_seen(at_host, review, before)


@pytest.mark.parametrize("door", MULTIPLYING, ids=lambda door: door.__name__.strip("_"))
def test_no_twin_of_a_report_comes_before_it(door, review, editor, at_host):
    before = _seen(at_host, review)
    _try(door, review.source_page(), editor)
    _assert_nothing_seen(at_host, review, before)
    assert not Page.objects.filter(alias_of__in=review.pages.all()).exists()


def _together(review):
    return CompanionPage.objects.filter(companion__review=review, companion__kind="family-statement").first()


@pytest.mark.parametrize("door", [*PUBLISHING, *MULTIPLYING], ids=lambda door: door.__name__.strip("_"))
def test_nothing_that_goes_out_with_a_report_comes_before_it(door, review, editor, at_host):
    before = _seen(at_host, review)
    _try(door, _together(review).get_latest_revision_as_object(), editor)
    _assert_nothing_seen(at_host, review, before)
    assert not Page.objects.filter(alias_of=_together(review)).exists()


def _assert_nothing_seen(at_host, review, before):
    now = _seen(at_host, review)
    for path, whole in now.items():
        assert not speaks_of(whole, SECRET, NAME), path
    for path in PUBLIC:
        assert now[path] == answer(at_host(review.partnership), never_was(path)), path
    for path in LISTS:
        assert now[path] == before[path] or b"<loc>" in now[path][2], path


def test_after_every_door_was_tried_the_report_still_comes_out_at_its_hour(review, editor, at_host):
    for door in (_publish_as_nobody, _save_as_live, _alias, _copy, _update_pages):
        _try(door, review.source_page(), editor)
    assert [outcome.result for outcome in release_due(T0 + timedelta(days=1))] == ["released"]
    assert speaks_of(answer(at_host(review.partnership), PUBLIC[0]), SECRET)


def test_publishing_an_edited_draft_changes_nothing_that_the_public_reads(telling, surrey, editor, at_host):
    review = telling.published(surrey)
    before = answer(at_host(surrey), PUBLIC[0])
    page = review.source_page().get_latest_revision_as_object()
    page.title = "Never released"
    page.save_revision()
    for door in (_publish_as_nobody, _save_as_live, _save_only_that_it_is_live, _bulk_publish, _update_pages):
        assert _try(door, page, editor) in ("refused", "passed")
        assert answer(at_host(surrey), PUBLIC[0]) == before, door.__name__


def test_a_translator_who_submits_a_draft_puts_nothing_live(review, editor, signed_in, at_host):
    before = _seen(at_host, review)
    client = signed_in(editor)
    path = f"/cms/localize/submit/page/{review.source_page().pk}/"
    assert client.get(path).status_code in (200, 302, 403, 404)
    client.post(path, {"locales": [_romanian().pk], "include_subtree": "on", "publish_translations": "on"})
    _assert_nothing_seen(at_host, review, before)
