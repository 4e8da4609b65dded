"""What agencies of Surrey agreed to after two invented reports, how far they are, and what the public reads of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from config.demo.codes import give_second_factor
from lifecycles.stepping import WORKER
from partnerships.models import Partnership
from partnerships.working_days import london_day
from people.joining import join
from people.models import User
from people.roles import Role
from publications.actions.agreeing import adopt, agree_action, endorse, sustain
from publications.actions.leading import add_agency, appoint_lead
from publications.actions.recommending import change_recommendation, decide_adoption, take_over
from publications.actions.reporting import Said, report
from publications.actions.showing import prepare_plan, publish_plan
from publications.dissemination import add_dissemination
from publications.models import Action, Agency, Review, Term
from publications.vocabulary import Adopted, Channel, Progress

Say = Callable[[str], object]
SLUG = "surrey"
# Name, kind, and who reports for it: the first part of an address, and a name.
AGENCIES = (
    ("Surrey children's services", "childrens_social_care", "children.lead", "Esther Quaye"),
    ("Surrey Police", "police", "police.lead", "Dominic Harrow"),
    ("Surrey hospitals", "acute_trust", "", ""),
)
LEADS = tuple(person for *_, person, _ in AGENCIES if person)
SHOWN = ("outcome", "agency", "agreed", "responsible", "timescale", "rating", "progress")


@dataclass(frozen=True)
class Agreed:
    """An action of the demo: for which recommendation, by whom, when, and how far it has come."""

    number: int
    agency: str
    agreed: str
    responsible: str
    days: int
    reached: str = "adopt"
    taken: str = ""
    progress: str = ""
    rating: Progress = Progress.NOT_STARTED
    evidence: str = ""


WREN = (
    Agreed(
        1, "Surrey children's services", "Write one pathway before birth together, and train the services that use it.",
        "Assistant director, children's social care", 90, "begin", "A first draft was tested with two teams.",
        "The draft is with the services for comment.", Progress.GREEN,
    ),
    Agreed(
        2, "Surrey Police", "Name the father or partner in every record about a baby, and check what is known.",
        "Head of public protection", 5, "begin", "The form was changed.",
        "Half of the officers have been trained.", Progress.AMBER,
    ),
    Agreed(
        3, "Surrey hospitals", "Use the procedure on bruising in every setting, and audit it twice a year.",
        "Director of nursing", -20, "adopt", "", "", Progress.RED,
    ),
    Agreed(
        5, "Surrey Police", "Ask everybody who has harmed a partner whether a baby is expected.",
        "Head of public protection", -40, "sustain", "The question stands in the interview plan.", "",
        Progress.DONE, "In an audit of forty records, thirty-six had the answer.",
    ),
    Agreed(
        6, "Surrey children's services", "Give everybody who rings the front door an answer.", "Head of the front door",
        -3, "complete", "Callers get a written answer within five days.", "", Progress.DONE,
    ),
    Agreed(
        7, "Surrey children's services", "Propose a small set of measures.", "Head of quality", 200, "propose",
    ),
)  # fmt: skip
ALDER = (Agreed(4, "Surrey Police", "Train officers to meet children who do not speak.", "Head of training", 60),)
THEMES = {1: ("pre_birth",), 2: ("fathers", "hidden_men"), 5: ("information_sharing",), 6: ("escalation",)}
SENT = (
    ("The report and the learning briefing", "Safeguarding leads of all agencies", Channel.AGENCY_LEADS, 30, ""),
    ("The learning briefing", "Everybody who reads the newsletter", Channel.NEWSLETTER, 25, ""),
    (
        "Workshop on the first year of life", "Health visitors and midwives", Channel.TRAINING, 10,
        "Forty people took part. Three teams now meet fathers at the first visit.",
    ),
)  # fmt: skip
_WAY = ("endorse", "adopt", "begin", "complete", "evidence", "sustain")


def plant_action_plans(say: Say, *, password: str, now: datetime) -> None:
    """Plant what is not there yet, through the verbs of those who would do it."""
    partnership = Partnership.objects.get(slug=SLUG)
    if partnership.agencies.exists():
        return
    say("Agreeing actions with three agencies of Surrey")
    keeper, comms = (User.objects.get(email=f"{person}@{SLUG}.example.org") for person in ("manager", "comms"))
    for name, kind, person, called in AGENCIES:
        agency = add_agency(partnership, name, _term("agency", kind), by=keeper, now=now)
        if person:
            appoint_lead(agency, _lead(partnership, person, called, password, now), by=keeper, now=now)
    wren, alder = (_review(partnership, slug) for slug in ("wren", "alder"))
    _plan(alder, ALDER, keeper, now)
    _plan(wren, WREN, keeper, now)
    publish_plan(prepare_plan(wren, SHOWN, by=comms, now=now), by=keeper, now=now)
    for what, to, channel, days, use in SENT:
        on = london_day(now) - timedelta(days=days)
        said = {"what": what, "to": to, "channel": channel, "on": on, "use": use}
        add_dissemination(wren, said, by=comms, now=now)


def _plan(review: Review, agreed: tuple[Agreed, ...], keeper: User, now: datetime) -> None:
    wanted = {item.number for item in agreed}
    for row in take_over(review, by=keeper, now=now):
        themes = [_term("theme", slug) for slug in THEMES.get(row.number, ())]
        change_recommendation(row, {"themes": themes}, by=keeper, now=now)
        if row.number in wanted:
            decide_adoption(row, Adopted.YES, by=keeper, now=now)
    for item in agreed:
        _carry_out(review, item, keeper, now)


def _carry_out(review: Review, item: Agreed, keeper: User, now: datetime) -> None:
    agency = Agency.objects.get(partnership=review.partnership_id, name=item.agency)
    said = {
        "agency": agency, "agreed": item.agreed, "responsible": item.responsible,
        "due_on": london_day(now) + timedelta(days=item.days),
    }  # fmt: skip
    action = agree_action(review.recommendations.get(number=item.number), said, by=keeper, now=now)
    for move in _WAY[: _WAY.index(item.reached) + 1] if item.reached in _WAY else ():
        _take(action, move, item, keeper, now)


def _take(action: Action, move: str, item: Agreed, keeper: User, now: datetime) -> None:
    of_keepers = {"endorse": endorse, "adopt": adopt, "sustain": sustain}
    if move in of_keepers:
        of_keepers[move](action, by=keeper, now=now)
        return
    said = Said(item.taken, item.progress, item.rating, item.evidence)
    report(action, said, by=action.agency.leads.get().user, now=now, move=move)


def _lead(partnership: Partnership, person: str, name: str, password: str, now: datetime) -> User:
    user = User.objects.create_user(f"{person}@{SLUG}.example.org", password, name=name)
    join(user, partnership, Role.AGENCY_LEAD, by=WORKER, now=now)
    give_second_factor(user)
    return user


def _review(partnership: Partnership, slug: str) -> Review:
    return Review.objects.get(partnership=partnership, pages__slug=slug)


def _term(kind: str, slug: str) -> Term:
    return Term.objects.get(kind=kind, slug=slug)
