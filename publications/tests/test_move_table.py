"""Every state, every move, every role: what the tables say is done, and nothing else. Written out, never derived."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse

from config.testing.reports import SECRET, T0
from lifecycles.moves import MoveRefused
from people.permissions import NotAllowed
from people.roles import Role
from publications.closing import close_review
from publications.models import Proposal, Release, Review
from publications.releasing import NotBySamePerson, confirm_release, release_due, withdraw_release
from publications.states import REVIEW, ReviewState
from publications.tests.staffing import read
from publications.tests.standing_in import LATER, in_state, ready_to_close
from publications.urls.staff import urlpatterns
from publications.withdrawing import archive, confirm, pause, propose

pytestmark = pytest.mark.django_db

SUPPORT, MANAGER, COMMS, LEGAL = "partnership_support", "business_manager", "comms", "legal"
ROLES = [
    "partnership_support", "business_manager", "comms", "partner_delegate", "legal", "lead_reviewer",
    "family_coordinator", "translator", "agency_lead", "platform_admin",
]  # fmt: skip
STATES = ["preparing", "scheduled", "published", "paused", "archived", "removed", "closed"]

# From which state which move leads where. No other is possible.
MACHINE = {
    ("preparing", "schedule"): "scheduled",
    ("preparing", "close"): "closed",
    ("scheduled", "unschedule"): "preparing",
    ("scheduled", "release"): "published",
    ("published", "correct"): "published",
    ("published", "pause"): "paused",
    ("published", "archive"): "archived",
    ("published", "remove"): "removed",
    ("paused", "restore"): "published",
    ("paused", "remove"): "removed",
    ("archived", "reinstate"): "published",
    ("archived", "remove"): "removed",
}

# What a person does: the roles that may, and from which state it leads where. "release" and "correct" are the worker's.
VERBS: dict[str, tuple[set[str], dict[str, str]]] = {
    "confirm a release": ({MANAGER, COMMS}, {"preparing": "scheduled"}),
    # The borrowed release of a closed review can be withdrawn, and the review stays closed.
    "withdraw a release": (
        {SUPPORT, MANAGER, COMMS},
        {"preparing": "preparing", "scheduled": "preparing", "closed": "closed"},
    ),
    "pause": ({SUPPORT, MANAGER, COMMS, LEGAL}, {"published": "paused"}),
    "archive": ({MANAGER}, {"published": "archived"}),
    "close": ({MANAGER}, {"preparing": "closed"}),
    "propose to restore": ({SUPPORT, MANAGER, COMMS}, {"paused": "paused"}),
    "confirm to restore": ({MANAGER, LEGAL}, {"paused": "published"}),
    "propose to reinstate": ({SUPPORT, MANAGER, COMMS}, {"archived": "archived"}),
    "confirm to reinstate": ({MANAGER, LEGAL}, {"archived": "published"}),
    "propose to remove": (
        {MANAGER, LEGAL},
        {"published": "published", "paused": "paused", "archived": "archived"},
    ),
    "confirm to remove": (
        {MANAGER, LEGAL},
        {"published": "removed", "paused": "removed", "archived": "removed"},
    ),
}


@pytest.fixture
def world(surrey, reports):
    """A review in each state, with everything recorded that its moves ask for, and who began what waits."""
    reviews = {state: in_state(reports, surrey, state) for state in STATES}
    reports.tell_of_archiving(reviews["published"], now=LATER)
    closing = ready_to_close(reports, surrey, slug="robin-to-close")
    return SimpleNamespace(
        reviews=reviews, closing=closing, begun_by=reports.team(surrey).preparer, legal=reports.legal(surrey)
    )


def latest_release(world: Any, review: Review) -> Release:
    """Its own release; a closed review never had one, so it borrows the row of another."""
    found = review.releases.order_by("-pk").first()
    if found is None:
        found = world.reviews["preparing"].releases.get()
        found.review = review
        Release.objects.filter(pk=found.pk).update(review=review)
    return found


def waiting(review: Review, move: str, by: Any) -> Proposal:
    """A proposal of `move` that waits, whether or not it could ever have been made."""
    return Proposal.objects.create(
        review=review, move=move, reason="Agreed.", order_reference="Order", proposed_by=by, proposed_at=LATER
    )


def act(verb: str, world: Any, state: str, by: Any) -> None:
    review = world.reviews[state]
    if verb == "confirm a release":
        confirm_release(latest_release(world, review), by=by, now=T0)
    elif verb == "withdraw a release":
        withdraw_release(latest_release(world, review), by=by, reason="Not now.", now=T0)
    elif verb == "pause":
        pause(review, by=by, reason="Urgent.", now=LATER)
    elif verb == "archive":
        archive(review, by=by, reason="The year is over.", now=LATER)
    elif verb == "close":
        about = world.closing if state == "preparing" else review
        close_review(about, by=by, reason="Decided.", now=LATER)
    elif verb.startswith("propose to "):
        propose(review, verb.split()[-1], by=by, reason="Agreed.", order_reference="Order", now=LATER)
    else:
        move = verb.split()[-1]
        confirm(waiting(review, move, world.legal if move == "remove" else world.begun_by), by=by, now=LATER)


class Undone(Exception):
    """Ends a savepoint."""


def outcome(verb: str, world: Any, state: str, by: Any) -> str:
    """Return the state to which it led, "refused" or "no right"; the database is as before afterwards."""
    about = world.closing if (verb, state) == ("close", "preparing") else world.reviews[state]
    found = ""
    try:
        with transaction.atomic():
            act(verb, world, state, by)
            found = Review.objects.get(pk=about.pk).state
            raise Undone
    except NotAllowed:
        return "no right"
    except MoveRefused:
        return "refused"
    except Undone:
        return found


def test_the_machine_has_these_moves_and_no_others():
    assert set(ReviewState.values) == set(STATES)
    assert {(source, move.name): move.target for move in REVIEW.moves for source in move.sources} == MACHINE


def test_every_move_of_a_person_leads_in_every_state_and_role_where_the_table_says(world, surrey, a_person):
    assert Role.values == ROLES
    people = {role: a_person(surrey, role) for role in ROLES}
    wrong = {}
    for verb, (roles, ways) in VERBS.items():
        for state in STATES:
            for role in ROLES:
                expected = ways.get(state, "refused") if role in roles else "no right"
                if (found := outcome(verb, world, state, people[role])) != expected:
                    wrong[verb, state, role] = (found, expected)
            world.reviews[state] = Review.objects.get(pk=world.reviews[state].pk)
    assert wrong == {}


def test_the_same_roles_in_another_partnership_have_no_right_to_anything(world, solihull, a_person):
    stranger = a_person(solihull, *ROLES)
    assert {outcome(verb, world, state, stranger) for verb in VERBS for state in STATES} == {"no right"}


def test_only_the_worker_releases_and_only_what_is_scheduled(world):
    before = dict(Review.objects.values_list("pk", "state"))
    release_due(LATER)
    after = dict(Review.objects.values_list("pk", "state"))
    changed = {(before[pk], after[pk]) for pk in before if before[pk] != after[pk]}
    # Nobody checked the proceedings of the last day, or it was released; nothing else moved at all.
    assert changed == {("scheduled", "published")}


@pytest.mark.parametrize("roles", [[MANAGER], [COMMS], ROLES])
def test_nobody_both_prepares_and_releases(surrey, reports, a_person, roles):
    review, person = in_state(reports, surrey, "preparing"), a_person(surrey, *roles)
    Release.objects.filter(review=review).update(prepared_by=person)
    with pytest.raises(NotBySamePerson):
        confirm_release(Release.objects.get(review=review), by=person, now=T0)
    review.refresh_from_db()
    assert review.state == "preparing"


@pytest.mark.parametrize("move", ["restore", "remove"])
def test_nobody_both_proposes_and_confirms(surrey, reports, a_person, move):
    review, person = in_state(reports, surrey, "paused"), a_person(surrey, MANAGER, LEGAL)
    proposal = propose(review, move, by=person, reason="Agreed.", order_reference="Order", now=LATER)
    with pytest.raises(MoveRefused, match="somebody else"):
        confirm(proposal, by=person, now=LATER)


def test_a_platform_administrator_sees_no_content_anywhere(surrey, reports, a_person, signed_in):
    review = in_state(reports, surrey, "paused")
    manager, admin = (signed_in(a_person(surrey, role)) for role in (MANAGER, "platform_admin"))
    about = [path.name for path in urlpatterns if list(path.pattern.converters) == ["uuid"]]
    pages = [reverse(name, args=[review.uuid], urlconf="config.urls.staff") for name in about]
    assert b"Robin" in read(manager.get("/"))
    assert SECRET.encode() in read(manager.get(f"/reviews/{review.uuid}/draft/"))
    assert len([page for page in pages if manager.get(page).status_code == 200]) > 10
    assert [page for page in pages if admin.get(page).status_code not in (404, 405)] == []
    for page in ["/", "/operations/", "/people/", "/account/"]:
        answer = admin.get(page)
        assert answer.status_code == 200
        assert not any(word in read(answer) for word in (b"Robin", b"robin", SECRET.encode(), b"Thackeray"))
    for page in ["/alarms/", "/mail/", "/copies/", "/cms/", "/reports/import/"]:
        assert admin.get(page).status_code in (302, 404)
