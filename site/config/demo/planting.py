"""Plants the demo: partnerships, people and reports, each report brought to its state by the real verbs."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime, time, timedelta
from pathlib import Path
from time import monotonic
from typing import Any

from django.conf import settings

from anonymity.watchlists import read_pasted
from config.demo.action_plans import plant_action_plans
from config.demo.codes import give_second_factor
from config.demo.families import plant_families
from config.demo.partnerships import PARTNERSHIPS, PEOPLE, SPEAKS_FOR, SUPPORT, WATCHED
from config.demo.readying import NOTICE, affirm_proceedings, agree, make_ready, send_copies, tell_of_archiving
from config.planting import plant_partnership
from home.demo.translations import LANGUAGES, plant_translations
from lifecycles.stepping import WORKER
from partnerships.models import Partnership
from partnerships.working_days import LONDON, london_day, working_days_after
from people.joining import join
from people.models import User
from publications.anonymity.checking_texts import check_review
from publications.anonymity.listing import add_terms, keep_list_until
from publications.anonymity.naming import name_staff
from publications.anonymity.passing import open_findings, sign
from publications.anonymity.resolving import accept, confirm_acceptance
from publications.demo.companions import plant_companions
from publications.demo.learning import plant_learning
from publications.demo.reading import DemoReport, demo_reports
from publications.importing import plant_draft
from publications.models import Review
from publications.releasing import confirm_release, prepare_release, release_due
from publications.withdrawing import archive, pause

Say = Callable[[str], object]
KEPT = timedelta(days=365)


class OnlyInTheDemo(Exception):
    """The demo is planted in the demo alone."""


def plant_demo(*, say: Say, port: int, now: datetime) -> None:
    """Plant what is not there yet; harmless when everything is."""
    if not settings.DEMO:
        raise OnlyInTheDemo("This is not the demo.")
    for facts in PARTNERSHIPS:
        if not Partnership.objects.filter(slug=facts["slug"]).exists():
            say(f"Planting {facts['name']}")
            _plant_partnership(facts, port, now)
    _plant_translations(say, now)
    _plant_reports(say, now)
    _plant_learning(say, now)
    plant_families(say, password=demo_password(), now=now)
    plant_action_plans(say, password=demo_password(), now=now)
    move_to_port(port)


def move_to_port(port: int) -> None:
    """Let the public addresses of the demo name the port on which it is served."""
    for partnership in Partnership.objects.exclude(site__port=port).select_related("site"):
        partnership.site.port = port
        partnership.site.save()


def demo_password() -> str:
    """Return the password of every demo account: made once for this installation, kept under var/."""
    path = Path(settings.VAR_DIR) / "demo-password.txt"
    if not path.exists():
        path.touch(mode=0o600)
        path.write_text(f"{secrets.token_hex(3)}-{secrets.token_hex(3)}-{secrets.token_hex(3)}")
    return path.read_text()


def demo_address(person: str, slug: str) -> str:
    """Return the e-mail address of a demo account."""
    return f"{person}@{slug}.example.org"


def _plant_partnership(facts: dict[str, Any], port: int, now: datetime) -> None:
    partnership = plant_partnership(host=f"{facts['slug']}.localhost", port=port, now=now, **facts)
    for recipient in partnership.recipients.all():
        recipient.address, recipient.verified_on = f"{recipient.kind}@example.org", london_day(now)
        recipient.save()
    for person, (role, name) in PEOPLE.items():
        user = User.objects.create_user(demo_address(person, partnership.slug), demo_password(), name=name)
        join(user, partnership, role, by=WORKER, now=now, partner=SPEAKS_FOR)
        give_second_factor(user)


def _plant_translations(say: Say, now: datetime) -> None:
    start = monotonic()
    own = Partnership.objects.filter(slug__in=LANGUAGES).select_related("site__root_page")
    if planted := sum(plant_translations(partnership, now=now) for partnership in own):
        say(f"Put {planted} texts for families into other languages, in {monotonic() - start:.0f} seconds")


def _plant_reports(say: Say, now: datetime) -> None:
    for report in demo_reports():
        partnership = Partnership.objects.get(slug=report.facts["partnership"])
        if not Review.objects.filter(partnership=partnership, pages__slug=report.facts["slug"]).exists():
            say(f"Publishing “{report.facts['title']}”")
            _bring_to_its_state(report, partnership, now)


def _plant_learning(say: Say, now: datetime) -> None:
    for partnership in Partnership.objects.filter(slug__in=[facts["slug"] for facts in PARTNERSHIPS]):
        writer, publisher = _person("comms", partnership), _person("manager", partnership)
        if plant_learning(partnership, writer=writer, publisher=publisher, now=now):
            say(f"Writing what {partnership.name} passes on")


def _bring_to_its_state(report: DemoReport, partnership: Partnership, now: datetime) -> None:
    manager, comms, moment = _person("manager", partnership), _person("comms", partnership), _moment(report, now)
    before = min(moment - timedelta(days=10), now)
    review = _draft(report, partnership, comms, before)
    plant_companions(review, report.facts["slug"], by=comms, co_ordinator=manager, now=before)
    _pass_anonymity(review, manager, comms, before)
    if report.facts["state"] == "approved":
        _agree(report, review, manager, now)
        return
    make_ready(review, moment=moment, by=manager, now=before, reviewer=report.facts["reviewer"])
    why = "Agreed with the family and the agencies."
    release = prepare_release(review, moment=moment, by=comms, now=before, conflict_reason=why)
    confirm_release(release, by=manager, now=before)
    if report.facts["state"] == "scheduled":
        return
    affirm_proceedings(review, by=manager, now=moment - timedelta(hours=2))
    release_due(moment)
    review.refresh_from_db()
    if report.facts["state"] == "paused":
        pause(review, by=manager, reason="A point in the text is being checked.", now=moment + timedelta(days=60))
    if report.facts["state"] == "archived":
        tell_of_archiving(review, by=manager, now=report.moment("archived") - timedelta(days=7))
        archive(review, by=manager, reason="It was public for more than a year.", now=report.moment("archived"))


def _agree(report: DemoReport, review: Review, manager: User, now: datetime) -> None:
    """Everything is agreed and the copies are sent; nobody has chosen a moment yet."""
    agree(review, reviewer=report.facts["reviewer"], by=manager, now=now - NOTICE)
    send_copies(review, sent_at=now - NOTICE, by=manager, now=now - NOTICE)


def _draft(report: DemoReport, partnership: Partnership, by: User, now: datetime) -> Review:
    fields = report.page_fields() | {"support": [{"type": "support", "value": place} for place in SUPPORT]}
    return plant_draft(report.manuscript, partnership=partnership, by=by, now=now, **fields).review


def _pass_anonymity(review: Review, manager: User, comms: User, now: datetime) -> None:
    for person in (manager, comms):
        name_staff(review, person, by=manager, now=now)
    add_terms(review, read_pasted(WATCHED), by=comms, now=now)
    keep_list_until(review, london_day(now) + KEPT, agreed_with="The family", by=comms, now=now)
    check = check_review(review, by=comms, now=now)
    for finding in open_findings(review, check.content_hash):
        accept(finding, by=comms, reason="The report is invented, and so is everyone in it.", now=now)
        confirm_acceptance(finding, by=manager, now=now)
    for person in (comms, manager):
        sign(review, by=person, now=now)


def _moment(report: DemoReport, now: datetime) -> datetime:
    ahead = working_days_after(london_day(now) + timedelta(days=20), 1)
    return report.published or datetime.combine(ahead, time(10), tzinfo=LONDON)


def _person(person: str, partnership: Partnership) -> User:
    return User.objects.get(email=demo_address(person, partnership.slug))
