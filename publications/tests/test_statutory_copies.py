"""Packs: made of this very text, shown whole, sent through a real mail server, followed, never sent by mistake."""

from __future__ import annotations

from datetime import timedelta

import pypdfium2
import pytest

from config.demo.readying import approve, send_copies, tell_everybody
from config.testing.anonymity import pass_anonymity
from config.testing.reports import BLOCKS, SECRET, T0
from lifecycles.moves import MoveRefused, UnknownMove
from people.models import Alarm, OutgoingMail
from people.permissions import NotAllowed
from people.posting import try_again
from publications.content_hash import hash_of
from publications.models import Comment, Dispatch, Hold, Pack, Recipient
from publications.notices import conditions, packing, sending
from publications.notices import recipients as recipients_module
from publications.notices.answering import AlreadyAnswered, acknowledge, add_comment, answer_comment, bounce
from publications.notices.letters import improvements_for, letter_for
from publications.notices.packing import prepare_pack
from publications.notices.recipients import save_recipient
from publications.notices.sending import send_again, send_pack
from publications.notifying import NotRecorded, has_been_told, record_copy
from publications.questions import ReleaseQuestion
from publications.releasing import checklist, confirm_release, prepare_release, withdraw_release
from publications.tests.postal import LETTER, MOMENT, delivered, packed, sendable, sent, vouch_again

pytestmark = pytest.mark.django_db

Purpose = Pack.Purpose
PSEUDONYM = "Robin"


@pytest.fixture
def review(surrey, reports):
    return sendable(reports, surrey)


@pytest.fixture
def by(surrey, reports):
    return reports.team(surrey).preparer


def hold(review, by):
    row = Hold(review=review, kind=Hold.Kind.POLICE, placed_by=by, placed_at=T0)
    row.keep({"reason": "They asked."})
    row.save()
    return row


def edited(review):
    page = review.source_page().get_latest_revision_as_object()
    page.introduction = "Another introduction."
    page.save_revision(clean=False)


def states(review):
    return {row.recipient.kind: row.state for row in review.dispatches.order_by("pk")}


def copies_answer(review, moment, now=T0):
    return next(c.answer for c in _schedule(review, moment, now) if c.guard.name == "copies_were_sent")


def _schedule(review, moment, now):
    from lifecycles.guards import ask_guards

    return ask_guards("review", "schedule", ReleaseQuestion(review, moment, now))


def words_of(pdf):
    document = pypdfium2.PdfDocument(pdf)
    try:
        return " ".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def test_every_recipient_gets_a_mail_of_its_own_with_the_pdf_of_this_text(review, by, office):
    pack = sent(review, by, improvements=improvements_for(review))
    delivered(T0)
    assert sorted(message["To"] for message in office.received) == [
        "ofsted@example.org", "panel@example.org", "secretary_of_state@example.org",
    ]  # fmt: skip
    [message] = office.to("panel")
    [attachment] = message.iter_attachments()
    pdf = attachment.get_content()
    assert SECRET in words_of(pdf)
    assert "Under embargo until Monday 23 March 2026 at 10:00" in words_of(pdf)
    assert attachment.get_filename() == "report-under-embargo.pdf"
    assert (len(pdf), pack.content_hash) == (pack.files[0]["size"], hash_of(review))
    body = message.get_body().get_content()
    assert LETTER in body
    assert "Agree a way." in body
    assert "Monday 23 March 2026 at 10:00, London time" in body


def test_nothing_around_the_text_says_whom_it_is_about(review, by, office):
    sent(review, by)
    delivered(T0)
    assert review.source_page().pseudonym == PSEUDONYM
    for message in office.received:
        named = [message["Subject"], *(part.get_filename() for part in message.iter_attachments())]
        assert not any(word in " ".join(named) for word in (PSEUDONYM, "Surrey", review.source_page().slug))


def test_what_leaves_is_what_the_preview_shows(review, by, office):
    pack = sent(review, by)
    delivered(T0)
    [message] = office.to("panel")
    assert message["Subject"] == pack.words()["subject"]
    assert message.get_body().get_content().split() == pack.words()["body"].split()


def test_answers_go_to_the_mailbox_of_the_partnership(review, by, surrey, office):
    sent(review, by)
    delivered(T0)
    [message] = office.to("panel")
    assert message["Reply-To"] == surrey.mailbox
    assert message["Auto-Submitted"] is None


def test_the_record_says_address_text_moment_sender_and_message(review, by, office):
    pack = sent(review, by)
    delivered(T0 + timedelta(seconds=1))
    row = review.dispatches.get(recipient__kind="panel")
    [message] = office.to("panel")
    assert (row.address, row.message_id, row.sent_by) == ("panel@example.org", message["Message-ID"], by)
    assert (row.state, row.sent_at, row.pack.content_hash) == ("sent", T0 + timedelta(seconds=1), pack.content_hash)


def test_a_pack_leaves_once(review, by, office):
    pack = sent(review, by)
    with pytest.raises(sending.AlreadySent):
        send_pack(pack, by=by, now=T0)
    delivered(T0)
    delivered(T0 + timedelta(hours=1))
    assert len(office.received) == 3


def test_nothing_is_sent_while_a_hold_stands(review, by):
    pack, row = packed(review, by), hold(review, by)
    with pytest.raises(conditions.OnHold, match="At the request of the police"):
        send_pack(pack, by=by, now=T0)
    assert not OutgoingMail.objects.exists()
    Hold.objects.filter(pk=row.pk).update(lifted_at=T0, lifted_by=by)
    assert len(send_pack(pack, by=by, now=T0)) == 3


def test_a_hold_keeps_back_what_waits_in_the_outbox(review, by, office):
    sent(review, by)
    row = hold(review, by)
    delivered(T0)
    assert not office.received
    assert set(states(review).values()) == {"failed"}
    assert Alarm.objects.filter(kind="copy_failed").count() == 3
    for mail in OutgoingMail.objects.all():
        try_again(mail, now=T0)
    delivered(T0)
    assert not office.received
    Hold.objects.filter(pk=row.pk).update(lifted_at=T0, lifted_by=by)
    for dispatch in review.dispatches.all():
        send_again(dispatch, by=by, now=T0)
    delivered(T0)
    assert (len(office.received), set(states(review).values())) == (3, {"sent"})


def test_that_it_is_late_is_told_even_during_a_hold(review, by):
    hold(review, by)
    panel = Recipient.objects.filter(partnership=review.partnership, kind="panel")
    pack = prepare_pack(review, Purpose.DELAY, recipients=panel, letter=LETTER, by=by, now=T0)
    assert pack.files == []
    assert len(send_pack(pack, by=by, now=T0)) == 1


@pytest.mark.parametrize("missing", ["approvals", "anonymity"])
def test_nothing_is_sent_before_approvals_and_anonymity(surrey, reports, missing, by):
    review = reports.draft(surrey)
    from publications.tests.postal import verified

    verified(surrey, by)
    if missing == "approvals":
        pass_anonymity(review, by, reports.team(surrey).confirmer, now=T0)
    else:
        approve(review, by=by, now=T0)
    named = {"approvals": conditions.NotApproved, "anonymity": conditions.NotAnonymous}[missing]
    with pytest.raises(named):
        send_pack(packed(review, by), by=by, now=T0)
    assert not OutgoingMail.objects.exists()


def test_a_text_edited_after_the_preview_is_not_sent(review, by):
    pack = packed(review, by)
    edited(review)
    with pytest.raises(conditions.TextChanged):
        send_pack(pack, by=by, now=T0)


def test_an_address_changed_after_the_preview_is_not_written_to(review, by):
    pack = packed(review, by)
    panel = review.partnership.recipients.get(kind="panel")
    save_recipient(panel, address="other@example.org", is_required=True, by=by, now=T0)
    with pytest.raises(recipients_module.NotVerified):
        send_pack(pack, by=by, now=T0)
    Recipient.objects.filter(pk=panel.pk).update(verified_on=T0.date())
    with pytest.raises(sending.AddressChanged):
        send_pack(pack, by=by, now=T0)
    assert not Dispatch.objects.exists()


def test_an_address_outside_the_installation_is_refused_when_the_pack_is_sent(review, by, settings):
    settings.OUTGOING_MAIL_DOMAINS = ["example.org"]
    Recipient.objects.filter(kind="ofsted").update(address="ofsted@example.org.evil.com")
    with pytest.raises(recipients_module.OutsideInstallation, match="may not send mail to that address"):
        send_pack(packed(review, by), by=by, now=T0)
    assert not OutgoingMail.objects.exists()


def test_a_moment_that_has_passed_is_not_written_about(review, by):
    with pytest.raises(packing.NoMoment):
        packed(review, by, moment=T0)
    pack = packed(review, by)
    with pytest.raises(sending.MomentPassed):
        send_pack(pack, by=by, now=MOMENT)


def test_the_repository_gets_nothing_before_publication(review, by):
    nspcc = review.partnership.recipients.filter(kind="nspcc")
    with pytest.raises(packing.NobodyChosen):
        packed(review, by, recipients=list(nspcc))


def test_a_recipient_of_another_partnership_gets_nothing(review, by, solihull):
    with pytest.raises(packing.NobodyChosen):
        packed(review, by, recipients=list(solihull.recipients.filter(kind="panel")))


@pytest.mark.parametrize("role", ["comms", "legal", "partner_delegate", "family_coordinator", "platform_admin"])
def test_who_may_not_send_copies_prepares_and_sends_none(review, by, surrey, a_person, role):
    other = a_person(surrey, role)
    with pytest.raises(NotAllowed):
        packed(review, other)
    pack = packed(review, by)
    with pytest.raises(NotAllowed):
        send_pack(pack, by=other, now=T0)


def test_copies_sent_in_time_let_the_guard_hold_until_the_text_changes(review, by, office, reports):
    sent(review, by)
    assert not copies_answer(review, MOMENT).holds
    delivered(T0)
    assert copies_answer(review, MOMENT).holds
    edited(review)
    vouch_again(reports, review)
    assert "No copy in time" in copies_answer(review, MOMENT).reason


def test_a_date_moved_too_near_fails_the_guard(review, by, office):
    sent(review, by)
    delivered(T0)
    # Sent on Monday 2 March: the seventh working day after it is Wednesday 11 March.
    assert copies_answer(review, T0 + timedelta(days=9)).holds
    assert not copies_answer(review, T0 + timedelta(days=8)).holds


def test_a_copy_that_came_back_counts_as_never_sent(review, by, office):
    sent(review, by)
    delivered(T0)
    bounce(review.dispatches.get(recipient__kind="panel"), words="Mailbox full", by=by, now=T0)
    assert "Child Safeguarding Practice Review Panel" in copies_answer(review, MOMENT).reason
    assert Alarm.objects.filter(kind="copy_failed").exists()
    send_again(review.dispatches.get(recipient__kind="panel"), by=by, now=T0)
    delivered(T0)
    assert copies_answer(review, MOMENT).holds
    assert len(office.to("panel")) == 2


def test_what_arrived_is_not_sent_again(review, by, office):
    sent(review, by)
    delivered(T0)
    with pytest.raises(sending.AlreadySent):
        send_again(review.dispatches.get(recipient__kind="panel"), by=by, now=T0)


def test_a_receipt_is_kept_sealed_with_its_day(review, by, office):
    sent(review, by)
    delivered(T0)
    row = review.dispatches.get(recipient__kind="panel")
    acknowledge(row, on=T0.date(), words="Received with thanks", by=by, now=T0)
    row.refresh_from_db()
    assert (row.state, row.words()["acknowledgement"]) == ("acknowledged", "Received with thanks")
    assert b"thanks" not in bytes(row.sealed)
    with pytest.raises(UnknownMove):
        acknowledge(row, on=T0.date(), words="", by=by, now=T0)


def test_a_comment_blocks_until_it_is_answered(review, by):
    panel = review.partnership.recipients.get(kind="panel")
    comment = add_comment(review, panel, text="Please explain.", received_on=T0.date(), by=by, now=T0)
    assert not comments_answer(review).holds
    assert b"explain" not in bytes(comment.sealed)
    answer_comment(comment, outcome=Comment.Outcome.EXPLAINED, answer="Because.", by=by, now=T0)
    assert comments_answer(review).holds
    with pytest.raises(AlreadyAnswered):
        answer_comment(comment, outcome=Comment.Outcome.NOTED, answer="Again.", by=by, now=T0)


def comments_answer(review):
    return next(c.answer for c in _schedule(review, MOMENT, T0) if c.guard.name == "comments_are_answered")


def test_an_accepted_comment_blocks_until_the_text_has_changed(review, by):
    panel = review.partnership.recipients.get(kind="panel")
    comment = add_comment(review, panel, text="Please change.", received_on=T0.date(), by=by, now=T0)
    answer_comment(comment, outcome=Comment.Outcome.ACCEPTED, answer="We will.", by=by, now=T0)
    assert "the text is still the same" in comments_answer(review).reason
    edited(review)
    assert comments_answer(review).holds


def test_panel_and_secretary_of_state_both_have_to_be_told(review, by):
    assert not has_been_told(review, Purpose.DELAY)
    for kind, told in (("panel", False), ("secretary_of_state", True)):
        recipient = review.partnership.recipients.get(kind=kind)
        record_copy(
            review, recipient, sent_at=T0, address="Portal", evidence="Receipt", by=by, now=T0, purpose=Purpose.DELAY
        )
        assert has_been_told(review, Purpose.DELAY) is told
    assert not has_been_told(review, Purpose.NOT_PUBLISHED)


@pytest.mark.parametrize("wrong", [{"sent_at": T0 + timedelta(seconds=1)}, {"evidence": " "}, {"address": ""}])
def test_a_copy_by_another_way_says_when_where_and_how_one_knows(review, by, wrong):
    panel = review.partnership.recipients.get(kind="panel")
    said = {"sent_at": T0, "address": "Portal", "evidence": "Receipt"} | wrong
    with pytest.raises(NotRecorded):
        record_copy(review, panel, **said, by=by, now=T0)


def ready(review, by, moment):
    tell_everybody(review, moment=moment, by=by, now=T0)
    return prepare_release(review, moment=moment, by=by, now=T0, conflict_reason="Agreed with everybody.")


def test_recipients_who_were_told_the_same_moment_are_told_nothing_new(review, by, reports, surrey):
    send_copies(review, sent_at=T0, by=by, now=T0, moment=MOMENT)
    confirm_release(ready(review, by, MOMENT), by=reports.team(surrey).confirmer, now=T0)
    assert not OutgoingMail.objects.exists()


def test_recipients_are_told_another_moment_and_its_withdrawal(review, by, reports, surrey, office):
    send_copies(review, sent_at=T0, by=by, now=T0, moment=MOMENT)
    later = MOMENT + timedelta(days=1)
    release = ready(review, by, later)
    confirm_release(release, by=reports.team(surrey).confirmer, now=T0)
    delivered(T0)
    assert len(office.received) == 3
    assert "Tuesday 24 March 2026 at 10:00" in office.to("panel")[0].get_body().get_content()
    assert not list(office.to("panel")[0].iter_attachments())
    withdraw_release(release, by=by, reason="Not ready", now=T0)
    delivered(T0)
    assert "is withdrawn" in " ".join(office.to("panel")[1].get_body().get_content().split())
    assert len(office.received) == 6


def test_a_release_that_nobody_confirmed_is_withdrawn_without_a_word(review, by):
    send_copies(review, sent_at=T0, by=by, now=T0, moment=MOMENT)
    withdraw_release(ready(review, by, MOMENT), by=by, reason="Not ready", now=T0)
    assert not OutgoingMail.objects.exists()


def test_a_recipient_who_cannot_be_written_to_raises_an_alarm(review, by, reports, surrey):
    send_copies(review, sent_at=T0, by=by, now=T0, moment=MOMENT)
    Recipient.objects.filter(kind="panel").update(verified_on=None)
    confirm_release(ready(review, by, MOMENT + timedelta(days=1)), by=reports.team(surrey).confirmer, now=T0)
    assert OutgoingMail.objects.count() == 2
    assert Alarm.objects.filter(kind="recipient_untold").count() == 1


def test_the_letters_are_begun_from_the_record(review):
    for purpose in Purpose.values:
        letter = letter_for(review, purpose, moment=None, is_anonymous=False)
        assert letter.startswith("Dear colleague,")
        assert PSEUDONYM not in letter
    assert "1. Agree a way.\nFor: All\nBy when: June\nOutcome: Heard" in improvements_for(review)


def test_every_language_has_its_pdf(review, by):
    from wagtail.models import Locale

    locale, _ = Locale.objects.get_or_create(language_code="pl")
    page = review.source_page().get_latest_revision_as_object()
    other = page.copy_for_translation(locale, copy_parents=True)
    other.save_revision(clean=False)
    names = [file["name"] for file in packed(review, by).files]
    assert names == ["report-under-embargo.pdf", "report-under-embargo-pl.pdf"]


def test_a_summary_without_recommendations_is_empty(surrey, reports):
    review = reports.draft(surrey, blocks=BLOCKS[:2])
    assert improvements_for(review) == ""


def test_refusals_are_words_that_a_page_can_show(review, by):
    hold(review, by)
    with pytest.raises(MoveRefused) as refused:
        send_pack(packed(review, by), by=by, now=T0)
    assert str(refused.value).endswith(".")
    assert checklist(review, MOMENT, now=T0)
