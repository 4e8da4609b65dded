"""Questions for another format, and barriers that people report: written down, answered by a person (R59, R62)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import models, transaction
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from home.models import Enquiry, EnquiryKind
from lifecycles.moves import MoveRefused
from lifecycles.stepping import VISITOR, record, take_step
from pages.languages import words_language
from partnerships.models import Partnership
from partnerships.working_days import about_working_days_after, london_day
from people.models import User
from people.permissions import must
from people.posting import forget_letters, post
from people.roles import Deed

ANSWER_WORKING_DAYS = 10
LETTERS = ("enquiry_receipt", "enquiry_answer")
_DETAILS = ("name", "email", "phone", "post", "message", "path", "answer")


class Wanted(models.TextChoices):
    LARGE_PRINT = "large_print", _("Large print")
    EASY_READ = "easy_read", _("Easy read")
    AUDIO = "audio", _("A recording to listen to")
    BRAILLE = "braille", _("Braille")
    BSL = "bsl", _("British Sign Language")
    LANGUAGE = "language", _("Another language")
    OTHER = "other", _("Something else")


class NothingToAnswerTo(MoveRefused):
    """Nobody could be answered: there is no e-mail address, no telephone number and no postal address."""

    def __init__(self) -> None:
        super().__init__("Give an e-mail address, a telephone number or a postal address, so that we can answer.")


class NothingSaid(MoveRefused):
    """Neither a format is chosen nor is anything written."""

    def __init__(self) -> None:
        super().__init__("Say what you need, or what does not work.")


class NothingAnswered(MoveRefused):
    """An answer has words."""

    def __init__(self) -> None:
        super().__init__("Write your answer, or what you did to answer.")


def ask(
    partnership: Partnership,
    *,
    kind: str,
    path: str,
    language: str,
    wanted: str,
    message: str,
    name: str,
    email: str,
    phone: str,
    post: str,
    now: datetime,
) -> Enquiry:
    """Write down what somebody asks, tell the partnership that it waits, and send the asker a receipt.

    `wanted` is one of Wanted, "" for a barrier; the texts are as they were typed. Raises NothingSaid or
    NothingToAnswerTo.
    """
    typed = {"path": path, "message": message, "name": name, "email": email, "phone": phone, "post": post}
    typed = {field: text.strip() for field, text in typed.items()}
    _refuse_empty(typed, kind, wanted)
    with transaction.atomic():
        enquiry = Enquiry.objects.create(
            partnership=partnership,
            kind=kind,
            language=language,
            wanted=wanted,
            received_at=now,
            due_on=answer_day(now),
            **typed,
        )
        record(enquiry, "ask", by=VISITOR, now=now, after=enquiry.state, facts={"due_on": str(enquiry.due_on)})
        _tell_of_arrival(enquiry, now)
        _write_to_asker(enquiry, "enquiry_receipt", now)
    return enquiry


def answer(enquiry: Enquiry, *, by: User, text: str, now: datetime) -> None:
    """Answer by mail where there is an address; otherwise `text` is what staff say they did.

    Raises NotAllowed, NothingAnswered, or UnknownMove when it was answered before.
    """
    role = must(by, Deed.ANSWER_ENQUIRIES, enquiry.partnership)
    if not text.strip():
        raise NothingAnswered
    with transaction.atomic():
        take_step(enquiry, "answer", by=by, role=role, now=now, facts={"by_mail": bool(enquiry.email)})
        enquiry.answer, enquiry.answered_by, enquiry.answered_at = text.strip(), by, now
        enquiry.forget_on = london_day(now) + timedelta(days=enquiry.partnership.requester_days)
        enquiry.save(update_fields=["answer", "answered_by", "answered_at", "forget_on"])
        _write_to_asker(enquiry, "enquiry_answer", now)


def forget_askers(now: datetime) -> int:
    """Delete the details of people who were answered long enough ago, and their letters; return how many (R56)."""
    due = Enquiry.objects.filter(forget_on__lte=london_day(now), forgotten_at=None)
    with transaction.atomic():
        forget_letters(LETTERS, list(due.exclude(email="").values_list("email", flat=True)))
        return due.update(**dict.fromkeys(_DETAILS, ""), forgotten_at=now)


def answer_day(now: datetime) -> date:
    """Return by when something asked at `now` is answered (R62)."""
    return about_working_days_after(london_day(now), ANSWER_WORKING_DAYS)


def _refuse_empty(typed: dict[str, str], kind: str, wanted: str) -> None:
    is_chosen = kind == EnquiryKind.FORMAT and wanted in Wanted.values
    if not (is_chosen or typed["message"]):
        raise NothingSaid
    if not (typed["email"] or typed["phone"] or typed["post"]):
        raise NothingToAnswerTo


def _tell_of_arrival(enquiry: Enquiry, now: datetime) -> None:
    own = enquiry.partnership
    link = f"{settings.STAFF_ORIGIN}/enquiries/{enquiry.uuid}/"
    with translation.override(settings.LANGUAGE_CODE):
        post("enquiry_arrived", to=own.mailbox, partnership=own, now=now, context={"link": link})


def _write_to_asker(enquiry: Enquiry, kind: str, now: datetime) -> None:
    if not enquiry.email:
        return
    with translation.override(words_language(enquiry.language)):
        post(kind, to=enquiry.email, partnership=enquiry.partnership, now=now, context={"enquiry": enquiry})
