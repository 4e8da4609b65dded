"""A page of a partnership's own site changes in public when a second person publishes it, and in no other way."""

from __future__ import annotations

from contextlib import suppress

import pytest
from django.db import transaction
from wagtail.actions.copy_page import CopyPageAction, CopyPagePermissionError
from wagtail.actions.create_alias import CreatePageAliasAction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.admin.views.pages.bulk_actions import PublishBulkAction
from wagtail.models import Page

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from config.testing.wagtail_doors import schedule_in_wagtail
from home.models import ContentPage, LeafletPage
from lifecycles.stepping import steps_of
from pages.models import NotThroughItsDoor
from pages.publishing import (
    ChangedMeanwhile,
    NeedsNote,
    NotFit,
    NothingNew,
    NotPublic,
    OwnHand,
    mark_of,
    publish_page,
    take_down,
)
from people.permissions import NotAllowed
from people.roles import Role

pytestmark = pytest.mark.django_db
NEW = "Quillfeather is new."


@pytest.fixture
def writer(surrey, a_person):
    return a_person(surrey, Role.COMMS)


@pytest.fixture
def second(surrey, a_person):
    return a_person(surrey, Role.PARTNERSHIP_SUPPORT)


@pytest.fixture
def leaflet(surrey, writer):
    page = starter_leaflet(surrey, "young-people")
    page.introduction = NEW
    page.save_revision(user=writer)
    return page


def publish(page, by, *, note="A new word", read=""):
    return publish_page(
        page,
        read=read or mark_of(page.get_latest_revision()),
        by=by,
        change_note=note,
        is_safety_critical=False,
        now=NOON,
    )


def public(page):
    return LeafletPage.objects.get(pk=page.pk).introduction


def test_a_second_person_publishes_and_readers_are_told_what_changed(leaflet, second, writer, at_host, surrey):
    version = publish(leaflet, second)
    assert public(leaflet) == NEW
    assert (version.number, version.written_by, version.published_by) == (2, writer, second)
    assert "A new word" in at_host(surrey).get("/families/young-people/").content.decode()
    assert [step.move for step in steps_of(version)] == ["publish"]


def test_the_last_editor_may_not_publish(leaflet, writer):
    with pytest.raises(OwnHand):
        publish(leaflet, writer)
    assert public(leaflet) != NEW


def test_who_made_the_last_change_is_asked_for_not_who_made_the_first(leaflet, writer, second):
    leaflet.save_revision(user=second)
    with pytest.raises(OwnHand):
        publish(leaflet, second)
    publish(leaflet, writer)
    assert public(leaflet) == NEW


def test_what_changed_after_it_was_read_is_not_published(leaflet, second, writer):
    read = mark_of(leaflet.get_latest_revision())
    leaflet.save_revision(user=writer)
    with pytest.raises(ChangedMeanwhile):
        publish(leaflet, second, read=read)


def test_what_was_saved_over_after_it_was_read_is_not_published(leaflet, second, writer):
    revision = leaflet.get_latest_revision()
    read = mark_of(revision)
    leaflet.introduction = "Nobody else has read this."
    leaflet.save_revision(user=writer, overwrite_revision=revision)
    assert leaflet.get_latest_revision() == revision
    with pytest.raises(ChangedMeanwhile):
        publish(leaflet, second, read=read)


def test_nothing_is_saved_over_what_was_published(leaflet, second, writer):
    published = publish(leaflet, second).revision
    page = LeafletPage.objects.get(pk=leaflet.pk)
    page.introduction = "Another word"
    page.save_revision(user=writer, overwrite_revision=published)
    assert page.get_latest_revision() != published
    published.refresh_from_db()
    assert published.as_object().introduction == NEW


def test_readers_of_an_earlier_version_are_owed_a_note(leaflet, second):
    with pytest.raises(NeedsNote):
        publish(leaflet, second, note=" ")


def test_a9_a_leaflet_that_lacks_its_support_is_not_published(leaflet, writer, second):
    leaflet.sections = [(b.block_type, b.value) for b in leaflet.sections if b.block_type != "support"]
    leaflet.save_revision(user=writer)
    with pytest.raises(NotFit, match="support"):
        publish(leaflet, second)


def test_nothing_new_is_published_twice(leaflet, second):
    publish(leaflet, second)
    with pytest.raises(NothingNew):
        publish(LeafletPage.objects.get(pk=leaflet.pk), second)


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.LEGAL, Role.LEAD_REVIEWER, Role.PLATFORM_ADMIN])
def test_other_roles_do_not_publish(leaflet, surrey, a_person, role):
    with pytest.raises(NotAllowed):
        publish(leaflet, a_person(surrey, role))


def test_nobody_publishes_for_another_partnership(leaflet, solihull, a_person):
    with pytest.raises(NotAllowed):
        publish(leaflet, a_person(solihull, Role.BUSINESS_MANAGER))


def test_one_person_takes_a_page_down_and_it_is_gone(leaflet, second, surrey, at_host):
    take_down(leaflet, by=second, now=NOON)
    assert at_host(surrey).get("/families/young-people/").status_code == 404
    with pytest.raises(NotPublic):
        take_down(LeafletPage.objects.get(pk=leaflet.pk), by=second, now=NOON)


def _publish_as_nobody(page, user):
    page.get_latest_revision().publish(skip_permission_checks=True)


def _save_as_live(page, user):
    page.save()


def _save_one_field(page, user):
    page.save(update_fields=["introduction"])


def _bulk(page, user):
    PublishBulkAction.execute_action([page], user=user)


def _schedule(page, user):
    schedule_in_wagtail(page)


def _alias(page, user):
    CreatePageAliasAction(page, update_slug="alias", user=user).execute(skip_permission_checks=True)


def _copy(page, user):
    CopyPageAction(page, update_attrs={"slug": "copy"}, user=user).execute(skip_permission_checks=True)


DOORS = [_publish_as_nobody, _save_as_live, _save_one_field, _bulk, _schedule, _alias, _copy]


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door.__name__.strip("_"))
def test_no_other_door_of_wagtail_changes_what_is_public(door, leaflet, writer, surrey, at_host):
    draft = leaflet.get_latest_revision_as_object()
    assert draft.introduction == NEW
    with suppress(NotThroughItsDoor, PublishPermissionError, CopyPagePermissionError), transaction.atomic():
        door(draft, writer)
    for page in Page.objects.live().descendant_of(surrey.site.root_page):
        assert NEW not in at_host(surrey).get(page.get_url_parts()[2]).content.decode()


def test_a_plain_page_goes_through_the_same_door(surrey, writer, second, at_host):
    page = ContentPage.objects.child_of(surrey.site.root_page).get(slug="contact")
    page.body = f"<p>{NEW}</p>"
    page.save_revision(user=writer)
    assert NEW not in at_host(surrey).get("/contact/").content.decode()
    publish(page, second)
    assert NEW in at_host(surrey).get("/contact/").content.decode()
