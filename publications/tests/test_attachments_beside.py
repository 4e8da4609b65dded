"""What becomes of attached files beside publication: anonymity, statutory copies, the archive, purging, translating."""

from __future__ import annotations

import io
from datetime import timedelta

import pikepdf
import pypdfium2
import pytest
from django.core.files.storage import default_storage
from pikepdf import Array, Dictionary, Name
from wagtail.models import Locale
from wagtail_localize.models import OverridableSegment, StringSegment, TranslationSource

from config.testing.reports import T0
from lifecycles.moves import MoveRefused
from pages.models import PrivateDocument
from pages.storing import stored_name
from publications.anonymity.checking_files import check_files
from publications.anonymity.checking_texts import check_review
from publications.anonymity.listing import add_terms, one_term
from publications.anonymity.naming import name_staff
from publications.anonymity.passing import open_findings
from publications.anonymity.purging import purge_identity
from publications.anonymity.words import Words
from publications.attachments.making import pages_of
from publications.content_hash import hash_of
from publications.copies import approve, ask_for_copy, open_copy
from publications.differences import differences
from publications.models import Edition, EditionFile
from publications.notices.enclosures import make_copies, public_copies, unnamed_copies
from publications.notices.unnaming import NamesPartnership, refuse_named
from publications.planting import report_index
from publications.releasing import withdraw_release
from publications.tests.attaching import (
    HIDDEN,
    TITLE,
    WORD,
    a_pdf,
    attach,
    attached_report,
    document,
    prepare,
    publish,
)
from publications.tests.embargo import add_polish, answer
from publications.tests.postal import MOMENT, delivered, sendable, sent, vouch_again
from publications.withdrawing import archive

pytestmark = pytest.mark.django_db
HOUR = T0 + timedelta(days=1)


def found_in(review, reports, *names):
    """What the check finds of `names`, by where it stands."""
    by = reports.team(review.partnership).preparer
    name_staff(review, by, by=by, now=T0)
    terms = [one_term(kind="name", value=name, aliases=[], note="") for name in names]
    add_terms(review, terms, by=by, now=T0)
    check = check_review(review, by=by, now=T0)
    return {row.words()["where"]: row for row in open_findings(review, check.content_hash) if row.severity == "block"}


def test_a_name_in_a_file_or_its_title_blocks_at_its_block_of_the_editor(reports, surrey):
    review = reports.draft(surrey)
    kept = document(surrey, a_pdf("First page with ordinary words", f"Second page, on which {WORD} Oddlington stands"))
    page = attach(review, (f"Map by {WORD} Oddlington", kept))
    found = found_in(review, reports, f"{WORD} Oddlington")
    assert set(found) == {"Attached file 1, title", "Attached file 1, text, page 2"}
    for row in found.values():
        assert (row.page_id, row.field, row.block) == (page.pk, "attachments", page.attachments[0].id)


def test_what_is_cleaned_away_is_not_held_against_the_report(reports, surrey):
    review = attached_report(reports, surrey)
    assert found_in(review, reports, f"{HIDDEN} Oddlington", HIDDEN) == {}


def test_words_under_a_black_mark_block_although_the_mark_goes_with_the_comments(reports, surrey):
    def black(pdf):
        box = Dictionary(
            Type=Name.Annot, Subtype=Name.Square, Rect=[60, 690, 500, 720], IC=Array([0, 0, 0]), C=Array([0, 0, 0])
        )
        box.AP = Dictionary(
            N=pdf.make_stream(b"0 g 0 0 440 30 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 440, 30])
        )
        pdf.pages[0].obj.Annots = Array([pdf.make_indirect(box)])

    review = attached_report(reports, surrey, data=a_pdf("Nobody should read these words", more=black))
    [(where, row)] = found_in(review, reports).items()
    assert where.startswith("Attached file 1, text under an annotation box")
    assert (row.kind, row.field) == ("bad_redaction", "attachments")


def test_a_locked_or_damaged_file_blocks_too(reports, surrey):
    review = attached_report(reports, surrey, data=a_pdf()[:300])
    assert [row.kind for row in found_in(review, reports).values()] == ["damaged"]


def test_what_the_public_read_before_counts_when_other_files_are_checked(reports, surrey):
    review = attached_report(reports, surrey)
    publish(reports, review, moment=HOUR, now=T0)
    attach(review)
    by = reports.team(surrey).preparer
    terms = [one_term(kind="name", value=WORD, aliases=[], note="")]
    add_terms(review, terms, by=by, now=HOUR)
    check = check_review(review, by=by, now=HOUR)
    rows = open_findings(review, check.content_hash)
    assert any("Attached file 1" in row.words()["where"] for row in rows if "Public version" in row.words()["document"])
    checked, _ = check_files(review, [("leaflet.pdf", a_pdf(f"By {WORD}"))], by=by)
    assert [line.match for line in checked[0].lines if line.severity == "block"] == [WORD]


def test_every_recipient_gets_the_attached_files_marked_and_under_a_number(reports, surrey, office):
    review = sendable(reports, surrey)
    attach(review, (TITLE, document(surrey)), ("Another", document(surrey, a_pdf("A second file with some words"))))
    vouch_again(reports, review)
    pack = sent(review, reports.team(surrey).preparer)
    delivered(T0)
    [message] = office.to("panel")
    files = {part.get_filename(): part.get_content() for part in message.iter_attachments()}
    assert list(files) == ["report-under-embargo.pdf", "attached-1.pdf", "attached-2.pdf"]
    assert all("Under embargo until" in " ".join(pages_of(data)) for data in files.values())
    assert WORD in " ".join(pages_of(files["attached-1.pdf"]))
    assert HIDDEN.encode() not in files["attached-1.pdf"]
    assert [file["pages"] for file in pack.files[1:]] == [1, 1]


def test_a_prepared_release_goes_to_them_as_it_was_prepared(reports, surrey):
    review = attached_report(reports, surrey)
    prepare(reports, review, moment=MOMENT, now=T0)
    PrivateDocument.objects.all().delete()
    assert hash_of(review) != review.releases.get().content_hash
    attach(review, (TITLE, document(surrey)))
    assert [file["name"] for file in make_copies(review, MOMENT, T0)[1]] == [
        "report-under-embargo.pdf",
        "attached-1.pdf",
    ]


def test_the_repository_gets_what_the_public_reads_and_nothing_that_names_the_partnership(reports, surrey):
    said = f"The services of {surrey.name}"
    review = attached_report(reports, surrey, data=a_pdf(said))
    publish(reports, review, moment=HOUR, now=T0)
    file = EditionFile.objects.get(role="attachment")
    assert public_copies(review)[1][1] == {
        "name": "attached-1.pdf", "digest": file.digest, "size": file.size, "pages": 1, "mime": "application/pdf",
        "stored": stored_name(file.digest, ".pdf"),
    }  # fmt: skip
    files = unnamed_copies(review, T0)[1]
    refuse_named(surrey, texts=[], files=files[:1])
    with pytest.raises(NamesPartnership):
        refuse_named(surrey, texts=[], files=files)


def test_a_copy_of_an_archived_report_ends_with_the_attached_files_each_page_marked(reports, surrey):
    review = attached_report(reports, surrey)
    publish(reports, review, moment=HOUR, now=T0)
    now, by = T0 + timedelta(days=400), reports.team(surrey).preparer
    reports.tell_of_archiving(review, now=T0 + timedelta(days=399))
    archive(review, by=by, reason="Year over", now=now)
    asked = {"name": "", "email": "a@example.org", "address": "", "note": ""}
    request = ask_for_copy(Edition.objects.get(), **asked, now=now)
    approve(request, by=by, now=now)
    pdf = open_copy(request, now=now)
    pages = pages_of(pdf)
    assert WORD in pages[-1]
    assert all(request.reference in page for page in pages)
    assert pypdfium2.PdfDocument(pdf).get_metadata_dict()["Author"] != HIDDEN
    with pikepdf.open(io.BytesIO(pdf)) as opened, opened.open_outline() as outline:
        assert outline.root[-1].title == TITLE


def test_a_name_is_taken_out_of_what_was_prepared_and_the_upload_is_reported(reports, surrey):
    review = reports.draft(surrey)
    kept = document(surrey, a_pdf(f"A page on which {WORD} stands"), name=f"{WORD}.pdf")
    attach(review, (f"Map by {WORD}", kept))
    prepare(reports, review, moment=HOUR, now=T0)
    file = EditionFile.objects.get(role="attachment")
    assert WORD in file.text + file.title
    by = reports.team(surrey).preparer
    withdraw_release(review.releases.get(), by=by, reason="x", now=T0)
    attach(review)
    purged = purge_identity(review, Words([WORD]), by=by, now=T0)
    assert purged.removed["titles of attached files"] == 1
    assert not EditionFile.objects.filter(role="attachment").exists()
    assert not default_storage.exists(stored_name(file.digest, ".pdf"))
    assert purged.proof.left == {"attached files as they were uploaded": 1}
    kept.delete()
    assert purge_identity(review, Words([WORD]), by=by, now=T0).is_clean


def test_the_difference_of_a_correction_names_what_was_exchanged(reports, surrey):
    review = attached_report(reports, surrey)
    publish(reports, review, moment=HOUR, now=T0)
    assert differences(review) == []
    attach(review, (TITLE, document(surrey, a_pdf("Another map with other words"))), ("New", document(surrey)))
    [found] = differences(review)
    assert (found.before, found.after) == (TITLE, f"{TITLE} (another file); New")
    attach(review)
    assert [(found.before, found.after) for found in differences(review)] == [(TITLE, "")]


def test_a_report_in_polish_attaches_its_own_file_and_goes_out_with_it(reports, surrey, at_host):
    review = attached_report(reports, surrey)
    add_polish(review, by=None)
    attach(review, ("Mapa", document(surrey, a_pdf("Strona po polsku, ze slowami"))), language="pl")
    publish(reports, review, moment=HOUR, now=T0)
    titles = dict(EditionFile.objects.filter(role="attachment").values_list("edition__language", "title"))
    assert titles == {"en": TITLE, "pl": "Mapa"}
    polish = EditionFile.objects.get(title="Mapa")
    assert answer(at_host(surrey), f"/pl/reviews/robin-surrey/files/{polish.digest}.pdf")[0] == 200
    assert answer(at_host(surrey), f"/reviews/robin-surrey/files/{polish.digest}.pdf")[0] == 404


def test_a_translator_translates_the_title_and_may_choose_another_file(reports, surrey):
    review = attached_report(reports, surrey)
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    report_index(surrey).copy_for_translation(polish, copy_parents=True)
    source, _ = TranslationSource.get_or_create_from_instance(review.drafts()[0])
    strings = StringSegment.objects.filter(source=source, context__path__startswith="attachments.")
    assert [segment.string.data for segment in strings] == [TITLE]
    assert OverridableSegment.objects.filter(source=source, context__path__endswith=".document").count() == 1
    source.create_or_update_translation(polish, publish=False, copy_parent_pages=True, fallback=True)
    page = next(page for page in review.drafts() if page.locale_id == polish.pk)
    assert [block.value["document"].pk for block in page.attachments] == list(
        PrivateDocument.objects.values_list("pk", flat=True)
    )


def test_a_release_is_refused_with_every_refusal_being_one_of_the_house(reports, surrey):
    review = attached_report(reports, surrey, data=b"no")
    with pytest.raises(MoveRefused):
        make_copies(review, MOMENT, T0)
