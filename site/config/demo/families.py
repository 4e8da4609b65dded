"""Two families in two partnerships, invented, brought to where they are by the real verbs."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from config.demo.codes import current_code, give_second_factor
from family_portal import joining
from family_portal.appointing import appoint
from family_portal.clearing import clear
from family_portal.contacting import add_way, confirm_way, keep_safe_contact
from family_portal.inviting import Issued, issue
from family_portal.meeting import record_contact
from family_portal.models import FamilyMember, Joining
from family_portal.recording import record_member
from family_portal.states import MemberState
from lifecycles.stepping import WORKER
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.factors import begin_app
from people.joining import join
from people.models import User
from publications.models import Review
from publications.states import ReviewState

Say = Callable[[str], object]
CO_ORDINATOR, REVIEWER = "family", ("reviewer", "lead_reviewer", "Idris Ferreira")
_LATER = "Nobody writes about the proceedings before they are over."


@dataclass(frozen=True)
class Person:
    """Somebody of a family: what is recorded, how they are reached, and with which name they sign in, if they do."""

    name: str
    relationship: str
    must_not_learn: str
    language: str = "en"
    format: str = "print"
    supporter: str = ""
    is_young: bool = False
    signs_in_as: str = ""
    is_invited: bool = True

    def words(self) -> dict[str, Any]:
        told = ("name", "relationship", "must_not_learn", "language", "format", "supporter")
        return {field: getattr(self, field) for field in told}


FAMILIES: dict[str, list[Person]] = {
    "surrey": [
        Person(
            "Rowena Thistlewood",
            "Mother",
            "Adrian Thistlewood must not learn where she lives, or that she speaks with us.",
            signs_in_as="rowena@family.example.org",
        ),
        Person("Adrian Thistlewood", "Father", "Nothing that Rowena Thistlewood has said or written.", format="audio"),
        Person(
            "Kit Thistlewood",
            "Brother, 16",
            "His parents read nothing that he writes.",
            supporter="Aunt Maren, 01632 960711, asked and agreed",
            is_young=True,
        ),
    ],
    "solihull": [
        Person(
            "Zofia Wierzbicka",
            "Grandmother",
            "Her neighbours open her post when she is away.",
            language="pl",
            format="large_print",
            signs_in_as="zofia@family.example.org",
        ),
        Person("Marek Wierzbicki", "Uncle", "", language="pl", is_invited=False),
    ],
}


def plant_families(say: Say, *, password: str, now: datetime) -> None:
    """Plant what is not there yet: appointments, people, and for those who sign in an account with an app."""
    for slug, people in FAMILIES.items():
        review = _review_of(slug)
        worker = _appoint_staff(review, password, now)
        if not review.family_members.exists():
            say(f"Inviting a family of {review.partnership.short_name}")
            for person in people:
                _bring_to_their_place(review, person, worker, password, now)


def new_letters(now: datetime) -> list[tuple[str, Issued]]:
    """Make a new code and second proof for everybody who is invited and has not joined; earlier ones end."""
    waiting = FamilyMember.objects.filter(state=MemberState.INVITED).select_related("review__partnership", "key")
    return [(member.words()["name"], _letter(member, now)) for member in waiting]


def who_signs_in() -> list[tuple[str, str]]:
    """Return the sign-in name of everybody who has joined, with the present code of their app."""
    joined = FamilyMember.objects.filter(state=MemberState.JOINED).select_related("account", "key")
    names = {person.name: person.signs_in_as for people in FAMILIES.values() for person in people}
    return [(names.get(member.words()["name"], ""), current_code(member.account)) for member in joined]


def _review_of(slug: str) -> Review:
    reviews = Review.objects.filter(partnership__slug=slug).select_related("partnership").order_by("pk")
    return reviews.filter(state=ReviewState.PREPARING).first() or reviews.first()


def _appoint_staff(review: Review, password: str, now: datetime) -> User:
    slug = review.partnership.slug
    manager = User.objects.get(email=f"manager@{slug}.example.org")
    worker = User.objects.get(email=f"{CO_ORDINATOR}@{slug}.example.org")
    for user in (worker, _reviewer(review.partnership, password, now)):
        appoint(review, user, by=manager, now=now)
    return worker


def _reviewer(partnership: Partnership, password: str, now: datetime) -> User:
    person, role, name = REVIEWER
    address = f"{person}@{partnership.slug}.example.org"
    found = User.objects.filter(email=address).first()
    if found is None:
        found = User.objects.create_user(address, password, name=name)
        join(found, partnership, role, by=WORKER, now=now)
        give_second_factor(found)
    return found


def _bring_to_their_place(review: Review, person: Person, by: User, password: str, now: datetime) -> None:
    member = record_member(review, person.words(), is_young=person.is_young, by=by, now=now)
    if not person.is_invited:
        return
    day = london_day(now)
    clear(member, cleared_by="both", day=day, who_decided="Family liaison officer", safety=_LATER, by=by, now=now)
    record_contact(
        member,
        who=by.name,
        how="visit",
        day=day,
        leaflet="For families, version 2",
        leaflet_language="",
        by=by,
        now=now,
    )
    _ask_how_to_reach(member, by, now)
    words = {"address": "01632 960700", "hours": "Weekdays 10 to 12", "safe_word": "Harbour"}
    confirm_way(add_way(member, kind="voice", words=words, is_shared=False, by=by, now=now), by=by, now=now)
    issued = issue(member, by=by, now=now)
    if person.signs_in_as:
        _join(issued, person.signs_in_as, password, now)


def _join(issued: Issued, name: str, password: str, now: datetime) -> None:
    account = User.objects.create_user(f"{uuid.uuid4()}@family.invalid", name="Family account", is_active=False)
    own = Joining.objects.create(invitation=issued.invitation, account=account, began_at=now)
    joining.choose(own, name, password)
    app = begin_app(account, now=now)
    joining.finish_with_app(joining.find(own.pk, now=now), app, f"{app.totp(now).token():06d}", now=now)


def _letter(member: FamilyMember, now: datetime) -> Issued:
    by = User.objects.get(email=f"{CO_ORDINATOR}@{member.review.partnership.slug}.example.org")
    _ask_how_to_reach(member, by, now)
    return issue(member, by=by, now=now)


def _ask_how_to_reach(member: FamilyMember, by: User, now: datetime) -> None:
    keep_safe_contact(
        member, do_not_contact=False, note="Not on the birthday, 4 May.", verified_on=london_day(now), by=by, now=now
    )
