"""Each invariant is broken in the database itself, behind the back of every verb, and found; a healthy one passes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone
from wagtail.models import Page

from config.testing.reports import SECRET, T0
from lifecycles.models import Step
from lifecycles.stepping import WORKER, record
from lifecycles.triggers import drop_triggers
from pages.storing import stored_name
from people.models import Alarm, DutyRun
from publications.alarming import watch
from publications.checking_publication import NAME, check_daily, check_publication
from publications.invariants.table import INVARIANTS
from publications.models import (
    Dispatch,
    Edition,
    EditionFile,
    Milestone,
    Proposal,
    PublicSpell,
    Release,
    Review,
)
from publications.states import ReviewState
from publications.tests.standing_in import LATER, in_state

pytestmark = pytest.mark.django_db
NOW = LATER + timedelta(days=1)
FOUR = T0.replace(hour=4)


@pytest.fixture
def world(surrey, reports):
    """A review in each state, each made through the real verbs."""
    return SimpleNamespace(**{state: in_state(reports, surrey, state) for state in ReviewState.values})


def update(row: Any, **fields: Any) -> None:
    """Write these fields into the row, past every rule of the models and the database."""
    type(row)._base_manager.filter(pk=row.pk).update(**fields)


def without_constraints(table: str, *names: str) -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA ignore_check_constraints = ON")
        else:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            for name in names:
                cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")


def a_step(world: Any, **fields: Any) -> Step:
    drop_triggers(connection)
    return Step.objects.filter(subject_type="publications.review", **fields).first()


def lie_about_a_step(world):
    update(a_step(world, move="release"), reason="Something else.")


def take_a_step_out(world):
    a_step(world, move="pause").delete()


def publish_by_hand(world):
    update(world.archived, state=ReviewState.PUBLISHED)


def lend_a_release(world):
    update(world.published, public_release=world.paused.public_release)


def give_a_release_to_what_is_hidden(world):
    update(world.preparing, public_release=world.published.public_release)


def confirm_by_oneself(world):
    release = world.published.public_release
    without_constraints("publications_release", "two_different_people_release")
    update(release, confirmed_by=release.prepared_by)


def release_early(world):
    update(world.published.public_release, released_at=T0)


def lose_the_pdf(world):
    EditionFile.objects.filter(edition__review=world.published, role="pdf").delete()


def empty_the_page(world):
    update(Edition.objects.get(review=world.published), html="")


def close_the_ledger(world):
    PublicSpell.objects.filter(review=world.published).update(ended_at=LATER)


def turn_the_ledger(world):
    PublicSpell.objects.filter(review=world.paused).update(began_at=LATER)


def archive_early(world):
    PublicSpell.objects.filter(review=world.archived).update(ended_at=T0 + timedelta(days=300))


def exchange_the_text(world):
    revision = Edition.objects.get(review=world.published).revision
    update(revision, content=revision.content | {"title": SECRET})


def put_live_by_hand(world):
    Page.objects.filter(pk=world.preparing.source_page().pk).update(live=True)


def edit_what_is_live(world):
    update(world.published.source_page(), introduction=SECRET)


def lose_the_release(world):
    update(Release.objects.get(review=world.scheduled), state="withdrawn")


def remove_alone(world):
    Proposal.objects.filter(review=world.removed).delete()


def lose_a_file(world):
    update(a_file(world), digest="0" * 64)


def damage_a_file(world):
    file = a_file(world)
    Path(default_storage.path(name_of(file))).write_bytes(b"x" * file.size)


def cut_a_file(world):
    Path(default_storage.path(name_of(a_file(world)))).write_bytes(b"")


def a_file(world):
    return EditionFile.objects.get(edition__review=world.published, role="pdf")


def name_of(file):
    return stored_name(file.digest, Path(file.name).suffix)


def lay_a_file_in_public(world):
    name = name_of(a_file(world))
    (Path(settings.STATIC_ROOT) / Path(name).name).write_bytes(b"pdf")


def go_an_unlisted_way(world):
    record(world.closed, "publish", by=WORKER, now=NOW, before=ReviewState.CLOSED, after=ReviewState.CLOSED)


def jump(world):
    record(world.archived, "pause", by=WORKER, now=NOW, before=ReviewState.PUBLISHED, after=ReviewState.PAUSED)


def tell_of_what_is_not_there(world):
    record(Review(pk=987_654, partnership=world.published.partnership), "look", by=WORKER, now=NOW)


def release_without_the_copies(world):
    step = a_step(world, move="release", subject_id=str(world.published.pk))
    guards = {name: True for name in step.facts["guards"] if name != "copies_were_sent"}
    update(step, facts=step.facts | {"guards": guards})


def release_against_a_guard(world):
    step = a_step(world, move="release", subject_id=str(world.published.pk))
    update(step, facts=step.facts | {"guards": step.facts["guards"] | {"not_on_hold": False}})


def change_a_milestone(world):
    update(world.published.milestones.filter(kind="approval").first(), about="police")


def lose_a_milestone(world):
    Milestone._base_manager.filter(pk=world.published.milestones.first().pk)._raw_delete("default")


def send_to_nowhere(world):
    update(Dispatch.objects.filter(review=world.published).first(), address="")


def close_without_a_decision(world):
    row = world.closed.milestones.get(kind="decision")
    taken = Milestone(review=world.closed, kind="decision", at=NOW, by=row.by, role=row.role, withdraws=row)
    taken.keep({})
    taken.save()


BREAKS: dict[Callable[[Any], None], str] = {
    lie_about_a_step: "chain_is_whole",
    take_a_step_out: "chain_is_whole",
    publish_by_hand: "states_agree_with_steps",
    lend_a_release: "public_by_a_release",
    give_a_release_to_what_is_hidden: "hidden_without_a_release",
    confirm_by_oneself: "released_by_two_people",
    release_early: "released_after_its_moment",
    lose_the_pdf: "editions_are_complete",
    empty_the_page: "editions_are_complete",
    close_the_ledger: "ledger_agrees",
    turn_the_ledger: "ledger_agrees",
    archive_early: "nothing_archived_early",
    exchange_the_text: "public_content_is_what_was_released",
    put_live_by_hand: "live_only_as_released",
    edit_what_is_live: "live_only_as_released",
    lose_the_release: "scheduled_by_one_release",
    remove_alone: "removed_by_two_people",
    lose_a_file: "files_are_whole",
    damage_a_file: "files_are_whole",
    cut_a_file: "files_are_whole",
    lay_a_file_in_public: "no_file_in_a_public_place",
    go_an_unlisted_way: "moves_are_listed",
    jump: "steps_follow_each_other",
    tell_of_what_is_not_there: "nothing_has_vanished",
    release_without_the_copies: "guards_held",
    release_against_a_guard: "guards_held",
    change_a_milestone: "milestones_agree_with_steps",
    lose_a_milestone: "milestones_agree_with_steps",
    send_to_nowhere: "copies_are_recorded",
    close_without_a_decision: "closed_by_a_decision",
}


class Undone(Exception):
    """Ends a savepoint."""


def found_after(act: Callable[[Any], None], world: Any) -> dict[str, str]:
    """Return by its name every invariant that is found broken by `act`; the database is as before afterwards."""
    found = {}
    try:
        with transaction.atomic():
            act(world)
            found = {finding.invariant.name: str(finding) for finding in check_publication(NOW)}
            raise Undone
    except Undone:
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("PRAGMA ignore_check_constraints = OFF")
    return found


@pytest.fixture
def put_back(settings, tmp_path):
    """Keep the files of a test, and what the web server gives out, from every other test."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    kept: dict[Path, bytes] = {}

    def back(act: Callable[[Any], None], world: Any) -> dict[str, str]:
        place = Path(default_storage.path(name_of(a_file(world))))
        kept[place] = place.read_bytes()
        try:
            return found_after(act, world)
        finally:
            place.write_bytes(kept[place])
            for path in settings.STATIC_ROOT.iterdir():
                path.unlink()

    return back


def test_a_healthy_database_passes_and_each_thing_that_is_broken_is_found(world, put_back):
    assert [str(finding) for finding in check_publication(NOW)] == []
    missed = {act.__name__: name for act, name in BREAKS.items() if name not in put_back(act, world)}
    assert missed == {}
    assert [str(finding) for finding in check_publication(NOW)] == []


def test_every_invariant_is_broken_by_some_test():
    assert {invariant.name for invariant in INVARIANTS} == set(BREAKS.values())
    assert all(invariant.rule and invariant.title for invariant in INVARIANTS)


def test_what_is_found_names_ids_and_no_person_title_or_text(world, put_back):
    said = " ".join(put_back(exchange_the_text, world).values())
    assert str(world.published.public_release.uuid) in said
    for telling in (SECRET, "Robin", "robin", "Thackeray", "Person"):
        assert telling not in said


def test_an_empty_database_is_healthy(db):
    assert list(check_publication(NOW)) == []


def test_the_command_says_what_is_broken_and_exits_with_one(surrey, reports):
    review = reports.published(surrey)
    out = StringIO()
    call_command("check_publication", stdout=out)
    assert "Nothing is broken: 2" in out.getvalue()
    close_the_ledger(SimpleNamespace(published=review))
    with pytest.raises(CommandError, match="Something is broken: 1 found"):
        call_command("check_publication", stdout=out)
    assert f"Broken by review {review.uuid}: it is published, and has 0 open stretches." in out.getvalue()


def test_the_command_says_the_same_as_json(surrey, reports):
    review = reports.published(surrey)
    close_the_ledger(SimpleNamespace(published=review))
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_publication", format="json", stdout=out)
    said = json.loads(out.getvalue())
    [found] = said["broken"]
    assert (found["invariant"], found["rule"], found["partnership"]) == ("ledger_agrees", "R4", surrey.pk)
    assert said["checked"] == len(INVARIANTS)


def test_an_invariant_that_cannot_be_checked_counts_as_broken(surrey, reports, caplog):
    review = reports.published(surrey)
    update(Edition.objects.get(review=review).revision, content={"nothing": SECRET})
    with caplog.at_level("CRITICAL"):
        found = [str(finding) for finding in check_publication(NOW)]
    assert any("the check itself: it could not be made" in line for line in found)
    assert not any(SECRET in line for line in found)


def test_it_is_checked_once_a_day_from_four_in_the_morning(db):
    check_daily(FOUR - timedelta(seconds=1))
    assert not DutyRun.objects.exists()
    check_daily(FOUR)
    check_daily(FOUR + timedelta(hours=9))
    run = DutyRun.objects.get(name=NAME)
    assert (run.done_at, run.result["broken"]) == (FOUR, 0)


def test_what_the_daily_check_finds_is_an_alarm_that_settles_when_it_is_mended(surrey, reports):
    review = reports.published(surrey)
    spells = PublicSpell.objects.filter(review=review)
    spells.update(ended_at=LATER)
    tomorrow = FOUR + timedelta(days=1)
    check_daily(FOUR)
    # At four the release of the next morning had not been carried out.
    alarm = Alarm.objects.get(kind="broken_invariant", subject__startswith="ledger_agrees")
    assert (alarm.partnership, alarm.settled_at) == (surrey, None)
    spells.update(ended_at=None)
    check_daily(tomorrow)
    alarm.refresh_from_db()
    assert alarm.settled_itself


def test_a_broken_chain_concerns_no_single_partnership(surrey, reports):
    lie_about_a_step(SimpleNamespace(published=reports.published(surrey)))
    check_daily(FOUR)
    assert Alarm.objects.get(subject="chain_is_whole").partnership is None


def test_a_check_that_never_ended_is_an_alarm(db):
    DutyRun.objects.create(name=NAME, day=FOUR.date(), began_at=FOUR)
    watch("check_failed", FOUR + timedelta(hours=2))
    assert not Alarm.objects.exists()
    watch("check_failed", FOUR + timedelta(hours=3))
    assert Alarm.objects.get().partnership is None
    check_daily(FOUR + timedelta(hours=4))
    watch("check_failed", FOUR + timedelta(hours=4))
    assert Alarm.objects.get().settled_itself


def test_nothing_is_checked_in_the_future(surrey, reports):
    reports.published(surrey)
    assert timezone.now() > T0
    assert [finding.invariant.name for finding in check_publication(T0)] == ["released_after_its_moment"]
