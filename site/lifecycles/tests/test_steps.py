"""The record of steps: written once, chained, altered by nobody."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from lifecycles.models import START_OF_CHAIN, Step
from lifecycles.stepping import WORKER, record, steps_of
from lifecycles.triggers import drop_triggers, install_triggers
from lifecycles.verifying import first_broken

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 3, 29, 0, 59, 59, 123456, tzinfo=UTC)
HISTORIC = ["UPDATE lifecycles_step SET reason = 'x'", "DELETE FROM lifecycles_step"]
TRUNCATE = "TRUNCATE lifecycles_step"


@pytest.fixture
def person(a_person):
    return a_person()


@pytest.fixture
def three_steps(person):
    return [record(person, f"deed{n}", by=WORKER, now=NOW, facts={"n": n, "ok": True}) for n in (1, 2, 3)]


@pytest.fixture
def unlocked(three_steps):
    """The chain, after somebody with the keys of the database has taken the triggers away."""
    drop_triggers(connection)
    yield three_steps
    install_triggers(connection)


def _refused(deed):
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        deed()


def _run(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


def _broken():
    return first_broken(Step.objects.order_by("number"))


def test_the_first_step_follows_from_the_start_of_the_chain(three_steps):
    assert (three_steps[0].number, three_steps[0].previous) == (1, START_OF_CHAIN)


def test_each_step_follows_from_the_one_before_it(three_steps):
    assert [s.previous for s in three_steps[1:]] == [s.digest for s in three_steps[:2]]


def test_steps_of_a_subject_are_its_own_and_oldest_first(three_steps, person, a_person):
    record(a_person(), "elsewhere", by=WORKER, now=NOW)
    assert [s.move for s in steps_of(person)] == ["deed1", "deed2", "deed3"]


@pytest.mark.parametrize("statement", HISTORIC)
def test_raw_sql_cannot_alter_or_delete_a_step(three_steps, statement):
    _refused(lambda: _run(statement))


def test_truncate_is_refused(three_steps):
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no TRUNCATE; its DELETE is refused above")
    _refused(lambda: _run(TRUNCATE))


def test_a_step_cannot_be_saved_again(three_steps):
    three_steps[1].reason = "Something else"
    _refused(three_steps[1].save)


def test_a_step_cannot_be_deleted_alone_or_with_others(three_steps):
    _refused(three_steps[1].delete)
    _refused(Step.objects.all().delete)


def test_steps_cannot_be_updated_in_bulk(three_steps):
    _refused(lambda: Step.objects.update(actor="nobody"))
    _refused(lambda: Step.objects.bulk_update(three_steps, ["number"]))


def test_a_chain_that_nobody_touched_is_whole(three_steps):
    assert _broken() is None


def test_a_step_at_the_same_instant_in_another_zone_has_the_same_digest(three_steps):
    step = three_steps[0]
    step.at = step.at.astimezone(timezone(timedelta(hours=5)))
    assert step.expected_digest() == step.digest


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("move", "other"),
        ("actor", "user:99"),
        ("reason", "Invented"),
        ("before", "x"),
        ("after", "x"),
        ("role", "legal"),
        ("scope", "7"),
        ("subject_id", "7"),
        ("facts", {"n": 7}),
        ("at", NOW + timedelta(microseconds=1)),
    ],
)
def test_a_changed_field_is_found_at_its_row(unlocked, field, value):
    Step.objects.filter(number=2).update(**{field: value})
    assert (_broken().number, _broken().reason) == (2, "its content was changed")


def test_a_changed_row_with_a_new_digest_is_found_at_the_next_row(unlocked):
    step = Step.objects.get(number=2)
    step.reason = "Invented"
    step.digest = step.expected_digest()
    step.save()
    assert (_broken().number, _broken().reason) == (3, "it does not follow from the row before it")


def test_a_deleted_row_is_found_where_it_is_missing(unlocked):
    Step.objects.filter(number=2).delete()
    assert (_broken().number, _broken().reason) == (3, "row 2 is missing")


def test_a_deleted_first_row_is_found(unlocked):
    Step.objects.filter(number=1).delete()
    assert _broken().reason == "row 1 is missing"


def test_two_rows_that_changed_places_are_found(unlocked):
    for old, new in [(2, 99), (3, 2), (99, 3)]:
        Step.objects.filter(number=old).update(number=new)
    assert _broken().number == 2


def test_a_row_that_was_put_in_is_found(unlocked):
    for old in (3, 2):
        Step.objects.filter(number=old).update(number=old + 1)
    invented = Step(
        number=2, previous=unlocked[0].digest, subject_type="x", subject_id="1", move="x", actor="x", at=NOW
    )
    invented.digest = invented.expected_digest()
    invented.save()
    assert _broken().number == 3


def test_the_command_says_that_the_record_is_whole_and_names_its_head(three_steps, capsys):
    call_command("verify_steps")
    assert f"3 rows, last digest {three_steps[-1].digest}" in capsys.readouterr().out


def test_the_command_fails_and_names_the_row_that_was_altered(unlocked):
    Step.objects.filter(number=2).update(actor="user:1")
    with pytest.raises(CommandError, match="row 2: its content was changed"):
        call_command("verify_steps")


def test_the_command_has_nothing_to_say_against_an_empty_record(db, capsys):
    call_command("verify_steps")
    assert "no rows" in capsys.readouterr().out
