"""What people do that readers see at once: for each, the page that says it, and the deed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.utils import timezone

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from config.testing.reports import T0
from home.keeping.rows import add_row, keep_row, remove_row
from home.keeping.terms import confirm_terms, propose_terms
from home.models import GlossaryEntry, HomePage, LeafletPage, SupportOrganisation
from home.recordings.keeping import add_recording, approve_recording, remove_recording
from home.tests.sounds import upload
from home.tests.translated import public_translation
from pages.publishing import mark_of, publish_page, take_down
from pages.translating.approving import approve, withdraw
from pages.translating.asking import ask_for_translation
from pages.translating.writing import hand_in, texts_of, write_texts
from partnerships.models import ContactBlock, Purpose, Terms
from publications.models import Release, Review, Term, TrainingEvent
from publications.releasing import release_due
from publications.tests.correcting import confirmed, edit
from publications.withdrawing import archive, confirm, pause, propose

REPORT, LIST, ARCHIVE = "/reviews/robin-surrey/", "/reviews/", "/reviews/feed/"
CONTACT, LEAFLET = "/contact/", "/families/parents-and-carers/"
DAY = timedelta(days=1)


@dataclass
class World:
    """A partnership, its people, and reports in any state."""

    partnership: Any
    reports: Any
    a_person: Callable[..., Any]

    def person(self, role: str = "business_manager") -> Any:
        return self.a_person(self.partnership, role)

    @property
    def team(self) -> Any:
        return self.reports.team(self.partnership)


Deed = Callable[[], Any]
Case = Callable[[World], tuple[str, Deed]]


def release(world: World) -> tuple[str, Deed]:
    world.reports.scheduled(world.partnership)
    return LIST, lambda: release_due(T0 + DAY)


def a_pause(world: World) -> tuple[str, Deed]:
    review = world.reports.published(world.partnership)
    return REPORT, lambda: pause(review, by=world.team.preparer, reason="Urgent", now=T0 + 2 * DAY)


def putting_back(world: World) -> tuple[str, Deed]:
    proposal = propose(
        world.reports.paused(world.partnership), "restore", by=world.team.preparer, reason="Checked", now=T0 + 3 * DAY
    )
    return LIST, lambda: confirm(proposal, by=world.team.confirmer, now=T0 + 3 * DAY)


def archiving(world: World) -> tuple[str, Deed]:
    review, now = world.reports.published(world.partnership), T0 + 400 * DAY
    world.reports.tell_of_archiving(review, now=now - DAY)
    return REPORT, lambda: archive(review, by=world.team.preparer, reason="Year over", now=now)


def reinstating(world: World) -> tuple[str, Deed]:
    review, now = world.reports.archived(world.partnership), T0 + 401 * DAY
    proposal = propose(review, "reinstate", by=world.team.preparer, reason="Asked for", now=now)
    return "/sitemap.xml", lambda: confirm(proposal, by=world.team.confirmer, now=now)


def removing(world: World) -> tuple[str, Deed]:
    review = world.reports.published(world.partnership)
    return REPORT, lambda: world.reports.remove(review, now=T0 + 2 * DAY)


def a_correction(world: World) -> tuple[str, Deed]:
    review = world.reports.published(world.partnership)
    edit(review, "Services met every month.")
    waiting = confirmed(world.reports, review)
    return REPORT, lambda: release_due(Release.objects.get(pk=waiting.pk).moment)


def publishing_a_page(world: World) -> tuple[str, Deed]:
    page, by = _edited(world, starter_leaflet(world.partnership), introduction="Quillfeather is new.")
    return LEAFLET, lambda: _publish(page, by)


def taking_a_page_down(world: World) -> tuple[str, Deed]:
    by = world.person("comms")
    return "/families/", lambda: take_down(starter_leaflet(world.partnership), by=by, now=NOON)


def moving_a_page(world: World) -> tuple[str, Deed]:
    page, by = _edited(world, starter_leaflet(world.partnership), slug="for-parents")
    return LEAFLET, lambda: _publish(page, by)


def an_alert(world: World) -> tuple[str, Deed]:
    home = HomePage.objects.get(pk=world.partnership.site.root_page_id)
    page, by = _edited(world, home, alert="Our number has changed.")
    return CONTACT, lambda: _publish(page, by)


def a_translation(world: World) -> tuple[str, Deed]:
    translator, officer = world.person("translator"), world.person("comms")
    found = ask_for_translation(starter_leaflet(world.partnership), "pl", by=officer, now=NOON)
    write_texts(found, {text.pk: f"PL {text.english}" for text in texts_of(found)}, by=translator)
    hand_in(found, by=translator, now=NOON)
    return f"/pl{LEAFLET}", lambda: approve(found, by=officer, now=NOON)


def withdrawing_a_translation(world: World) -> tuple[str, Deed]:
    leaflet, by = starter_leaflet(world.partnership), world.person("comms")
    leaflet.partnership_id = world.partnership.pk
    found = public_translation(leaflet, "pl", title="Ulotka dla rodziny")
    return f"/pl{LEAFLET}", lambda: withdraw(found, by=by, now=NOON)


def terms(world: World) -> tuple[str, Deed]:
    own = Terms.objects.get(partnership=world.partnership)
    propose_terms(own, {"review_name": "look back at practice"}, by=world.person(), now=NOON)
    own.refresh_from_db()
    by = world.person()
    return LEAFLET, lambda: confirm_terms(own, by=by, now=NOON)


def a_number(world: World) -> tuple[str, Deed]:
    row, by = ContactBlock.objects.get(partnership=world.partnership, purpose=Purpose.FAMILIES), world.person()
    given = {"phone": "01632 960555", "review_by": timezone.now().date() + 30 * DAY}
    return CONTACT, lambda: keep_row(row, "contact", given, by=by, now=timezone.now())


def a_helper_that_is_gone(world: World) -> tuple[str, Deed]:
    row, by = SupportOrganisation.objects.get(partnership=world.partnership, name="Samaritans"), world.person()
    return "/support/", lambda: remove_row(row, "support", by=by, now=NOON)


def a_word(world: World) -> tuple[str, Deed]:
    row, by = GlossaryEntry.objects.get(partnership=world.partnership, term="coroner"), world.person()
    return "/glossary/", lambda: keep_row(row, "glossary", {"definition": "Quillfeather."}, by=by, now=NOON)


def another_word(world: World) -> tuple[str, Deed]:
    by, given = world.person(), {"term": "quillfeather", "also": "", "definition": "A word."}
    return "/glossary/", lambda: add_row(world.partnership, "glossary", given, by=by, now=NOON)


def approving_a_recording(world: World) -> tuple[str, Deed]:
    found, by = _recording(world), world.person()
    return LEAFLET, lambda: approve_recording(found, by=by, now=NOON)


def removing_a_recording(world: World) -> tuple[str, Deed]:
    found, by = _recording(world), world.person()
    approve_recording(found, by=by, now=NOON)
    return LEAFLET, lambda: remove_recording(found, by=by, now=NOON)


def hiding_recordings(world: World) -> tuple[str, Deed]:
    found, by = _recording(world), world.person()
    approve_recording(found, by=by, now=NOON)
    row = ContactBlock.objects.get(partnership=world.partnership, purpose=Purpose.MEDIA)
    given = {"phone": "01632 960556", "review_by": timezone.now().date() + 30 * DAY}
    return LEAFLET, lambda: keep_row(row, "contact", given, by=by, now=timezone.now())


def a_theme_by_another_name(world: World) -> tuple[str, Deed]:
    world.reports.published(world.partnership)
    edition = Review.objects.get(partnership=world.partnership).editions.get()
    term = Term.objects.filter(kind="theme").first()
    edition.terms.add(term)
    return LIST, lambda: _save(Term.objects.get(pk=term.pk), label="Quillfeather theme", name="Quillfeather theme")


def a_course(world: World) -> tuple[str, Deed]:
    now = timezone.now()
    given = {"title": "Quillfeather course", "starts_at": now + 9 * DAY, "ends_at": now + 10 * DAY}
    return "/training/", lambda: TrainingEvent.objects.create(partnership=world.partnership, **given)


def a_colour(world: World) -> tuple[str, Deed]:
    return "/look.css", lambda: _save(world.partnership, colour="#4c2c92")


def a_name(world: World) -> tuple[str, Deed]:
    return CONTACT, lambda: _save(world.partnership, name="Quillfeather Partnership")


def another_port(world: World) -> tuple[str, Deed]:
    return "/robots.txt", lambda: _save(world.partnership.site, port=8443)


CASES: tuple[Case, ...] = (
    release, a_pause, putting_back, archiving, reinstating, removing, a_correction, publishing_a_page,
    taking_a_page_down, moving_a_page, an_alert, a_translation, withdrawing_a_translation, terms, a_number,
    a_helper_that_is_gone, a_word, another_word, approving_a_recording, removing_a_recording, hiding_recordings,
    a_theme_by_another_name, a_course, a_colour, a_name, another_port,
)  # fmt: skip


def _edited(world: World, page: Any, **fields: Any) -> tuple[Any, Any]:
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision(user=world.person("partnership_support"))
    return page, world.person("comms")


def _publish(page: Any, by: Any) -> None:
    mark = mark_of(page.get_latest_revision())
    publish_page(page, read=mark, by=by, change_note="New", is_safety_critical=False, now=NOON)


def _recording(world: World) -> Any:
    given = {"kind": "audio", "language": "en", "version": 1, "file": upload(), "transcript": "Words.", "now": NOON}
    leaflet = LeafletPage.objects.get(pk=starter_leaflet(world.partnership).pk)
    return add_recording(leaflet, by=world.person("comms"), **given)


def _save(row: Any, **fields: Any) -> None:
    for name, value in fields.items():
        setattr(row, name, value)
    row.save()
