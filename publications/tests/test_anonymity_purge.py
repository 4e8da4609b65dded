"""Words are taken out of everything that is kept beside the draft, and a search proves that they are gone."""

from __future__ import annotations

import io
import json
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.db import connection
from wagtail.models import Locale, PageLogEntry, Revision
from wagtail.search.models import IndexEntry
from wagtail_localize.models import String, StringTranslation, TranslationContext, TranslationSource

from config.testing.reports import T0
from config.testing.words import said
from lifecycles.models import Step
from pages.findable import FORGOTTEN
from pages.models import PrivateImage, PublicChange
from publications.anonymity.listing import add_terms, one_term
from publications.anonymity.naming import name_staff
from publications.anonymity.purging import NothingToRemove, ReleaseIsOpen, StillInTheDraft, purge_identity
from publications.anonymity.words import Words, words_of
from publications.models import Edition, ReportPage
from publications.releasing import withdraw_release
from publications.tests.staffing import picture_bytes

pytestmark = [
    pytest.mark.usefixtures("indexed"),
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
NAME = "Zephyrine Oddlington"


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def review(reports, surrey, team):
    """A review whose early drafts, translations, pictures, log entries and withdrawn release name a person."""
    blocks = [
        {"type": "heading", "value": {"level": 2, "text": f"What {NAME.upper()} saw"}},
        {"type": "text", "value": f"<p>Zephyrine <b>Oddlington</b>’s aunt, née Zoë Öddling. {NAME} spoke.</p>"},
    ]
    fields = {"slug": "zephyrine-oddlington", "introduction": f"About {NAME}."}
    review = reports.prepared(surrey, blocks=blocks, **fields)
    withdraw_release(review.releases.get(), by=team.preparer, reason="It is mended.", now=T0)
    page = review.source_page()
    source, _ = TranslationSource.get_or_create_from_instance(page)
    source.refresh_segments()
    polish = Locale.objects.get_or_create(language_code="pl")[0]
    string = String.objects.filter(data__contains="Oddlington").first()
    context = TranslationContext.objects.filter(object=source.object).first()
    StringTranslation.objects.create(translation_of=string, locale=polish, context=context, data=f"O: {NAME}")
    PageLogEntry.objects.log_action(page, "wagtail.edit", user=team.preparer, title=f"Review of {NAME}")
    mend(review)
    return review


def mend(review):
    page = review.source_page().get_latest_revision_as_object()
    stream = ReportPage._meta.get_field("body").stream_block
    image = PrivateImage(title=f"Garden of {NAME}", collection=review.partnership.collection)
    image.file = ContentFile(picture_bytes().read(), name="picture.png")
    image.save()
    image.get_rendition("width-10")
    raw = [
        {"type": "text", "value": "<p>Robin spoke.</p>"},
        {"type": "figure", "value": {"image": image.pk, "alt": "A garden", "caption": ""}},
    ]
    page.body, page.slug, page.introduction = stream.to_python(raw), "robin", "About Robin."
    page.save_revision(clean=False)


def words():
    return Words([NAME, "Zephyrine", "Oddlington", "Zoë Öddling"])


def places_with(word):
    found = set()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            if any(word.lower() in json.dumps(row, default=str).lower() for row in cursor.fetchall()):
                found.add(table)
    return found


def test_before_there_are_many_places_and_afterwards_none(review, team):
    before = places_with("oddlington")
    assert {
        "wagtailcore_revision",
        "publications_reportpage",
        "wagtailcore_page",
        "publications_edition",
        "publications_editionfile",
        "wagtail_localize_string",
        "wagtail_localize_stringtranslation",
        "wagtail_localize_translationsource",
        "wagtailcore_pagelogentry",
        "pages_privateimage",
    } <= before
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    purged = purge_identity(review, words(), by=team.preparer, now=T0)
    assert purged.is_clean, purged.proof
    assert not purged.proof.public
    assert places_with("oddlington") == places_with("zephyrine") == set()
    assert not PrivateImage.objects.filter(renditions__isnull=False).exists()


def test_names_with_accents_and_across_tags_are_gone_too(review, team):
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    stored = "".join(json.dumps(revision.content) for revision in Revision.objects.all())
    assert "ddling." in stored
    purge_identity(review, words(), by=team.preparer, now=T0)
    stored = "".join(json.dumps(revision.content) for revision in Revision.objects.all())
    assert "ddling." not in stored
    for revision in Revision.page_revisions.filter(object_id=str(review.source_page().pk)):
        assert isinstance(revision.as_object(), ReportPage)


def test_the_mended_draft_stays_as_it_was(review, team):
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    before = review.drafts()[0].body.get_prep_value()
    purge_identity(review, words(), by=team.preparer, now=T0)
    assert review.drafts()[0].body.get_prep_value() == before


def test_search_finds_it_no_more(review, team):
    page = review.source_page()
    page.title = f"Report on {NAME}"
    page.save()
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    assert page in ReportPage.objects.all().search("Oddlington").get_queryset()
    purge_identity(review, words(), by=team.preparer, now=T0)
    assert not ReportPage.objects.all().search("Oddlington").get_queryset()
    assert IndexEntry.objects.filter(object_id=str(page.pk), content_type__model="reportpage").exists()


def test_every_machine_is_told_to_leave_no_trace_in_its_index(review, team):
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    told = PublicChange.objects.filter(key=f"{FORGOTTEN}review:{review.pk}")
    assert not told.exists()
    purge_identity(review, words(), by=team.preparer, now=T0)
    assert told.count() == 1


def test_the_record_of_steps_is_not_touched_and_holds_counts_alone(review, team):
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    before = list(Step.objects.values_list("digest", flat=True))
    purge_identity(review, words(), by=team.preparer, now=T0)
    assert list(Step.objects.values_list("digest", flat=True))[: len(before)] == before
    step = Step.objects.get(move="purge_identity")
    assert step.facts["removed"] > 10
    assert not any(word in f"{s.reason}{s.facts}".lower() for s in Step.objects.all() for word in ("oddl", "zeph"))


def test_it_is_refused_while_the_draft_says_it_and_while_a_release_is_open(reports, surrey, team):
    review = reports.prepared(surrey)
    with pytest.raises(ReleaseIsOpen):
        purge_identity(review, Words(["Quillfeather"]), by=_command(), now=T0)
    withdraw_release(review.releases.get(), by=team.preparer, reason="x", now=T0)
    with pytest.raises(StillInTheDraft):
        purge_identity(review, Words(["Quillfeather"]), by=_command(), now=T0)
    with pytest.raises(NothingToRemove):
        purge_identity(review, Words(["", "a"]), by=_command(), now=T0)


def test_what_is_public_is_reported_and_stays_as_it_is(reports, surrey):
    review = reports.published(surrey)
    edition = Edition.objects.get(review=review)
    assert "Quillfeather" in edition.html
    purged = purge_identity(review, Words(["Quillfeather"]), by=_command(), now=T0 + timedelta(days=2))
    assert purged.is_clean, purged.proof.left
    assert purged.proof.public["publications_edition.html"]
    assert any(name.startswith("published files") for name in purged.proof.public)
    assert Edition.objects.get(review=review).html == edition.html


def test_the_words_of_another_review_are_counted_and_stay(review, reports, solihull, team):
    other = reports.draft(solihull, introduction=f"About {NAME}.")
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    purged = purge_identity(review, words(), by=team.preparer, now=T0)
    assert purged.is_clean, purged.proof.left
    assert purged.proof.elsewhere
    assert NAME in other.drafts()[0].introduction


def test_the_command_prints_counts_and_no_word(review, tmp_path):
    (tmp_path / "words.txt").write_text(f"{NAME}\nZephyrine\nOddlington\n", encoding="utf-8")
    out = io.StringIO()
    call_command("purge_identity", str(review.uuid), "--words-from", str(tmp_path / "words.txt"), stdout=out)
    assert "earlier drafts: " in out.getvalue()
    assert "Left: 0" in out.getvalue()
    assert "oddlington" not in out.getvalue().lower()


def test_the_command_fails_when_anything_is_left(review, surrey, tmp_path):
    surrey.predecessor_note = f"As {NAME} knows."
    surrey.save()
    (tmp_path / "words.txt").write_text(f"{NAME}\n", encoding="utf-8")
    out = io.StringIO()
    with pytest.raises(CommandError, match="left") as failed:
        call_command("purge_identity", str(review.uuid), "--words-from", str(tmp_path / "words.txt"), stdout=out)
    assert failed.value.returncode == 1
    assert "partnerships_partnership.predecessor_note: 1" in out.getvalue()


def test_a_term_of_the_list_is_removed_with_its_parts_that_are_no_ordinary_words(review, team):
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    term = one_term(kind="name", value="Grace Oddlington", aliases=["Zephyrine"], note="")
    assert words_of(term) == ["Grace Oddlington", "Zephyrine", "Oddlington", "Zephyrine"]
    add_terms(review, [term], by=team.preparer, now=T0)
    out = io.StringIO()
    call_command("purge_identity", str(review.uuid), term=str(review.watch_terms.get().row), stdout=out)
    assert "Left: 0" in out.getvalue()
    assert places_with("oddlington") == set()


def test_the_button_removes_and_shows_the_proof(review, team, signed_in):
    name_staff(review, team.preparer, by=team.preparer, now=T0)
    client = signed_in(team.preparer)
    address = f"/reviews/{review.uuid}/anonymity/words/"
    assert "Tick the box" in said(client.post(address, {"others": NAME}))
    page = said(client.post(address, {"others": f"{NAME}\nZephyrine\nOddlington", "sure": "on"}))
    assert "The words are gone" in page
    assert "earlier drafts: " in page


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("ZEPHYRINE  ODDLINGTON", 1),
        ("zephyrine-oddlington/photo", 1),
        ("<b>Zephyrine</b> Oddlington", 1),
        ("Zephyrine%20Oddlington", 1),
        ('[{"value": "Zephyrine Oddlington"}]', 1),
        ("Zephyrines Oddlingtonshire", 0),
    ],
)
def test_words_are_found_however_they_are_written_and_not_inside_others(text, count):
    found = Words([NAME])
    assert found.count(text) == count
    assert found.count(found.removed_from(text)) == 0


def _command():
    from lifecycles.stepping import SystemActor

    return SystemActor("command")
