"""The one door by which a person of a family is told something outside the portal, signing in apart (R46).

One of a few fixed sentences leaves on a way that the person named, while that way counts, at an hour that they gave, on
a working day, before a Friday's noon. All of it is asked again at the very moment it leaves. Where it cannot be so,
staff are asked to tell the person themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from family_portal.access import act_for
from family_portal.contacting import ways_now, why_not_written_to
from family_portal.languages import language_of_person
from family_portal.models import Channel, FamilyMember
from family_portal.models.notices import Notice
from family_portal.notice_states import NoticeState, Untold
from family_portal.safe_hours import next_moment, windows_of
from family_portal.senders import kinds_offered, sender_for
from family_portal.states import MemberState
from family_portal.wordings import ABOUT_SIGNING_IN, NotInTheTable, refuse_unless_bland
from lifecycles.stepping import WORKER, Actor, lock, record, take_step
from people.alarms import Cause, reconcile
from people.models import OutgoingMail, User
from people.posting import NotAnyMore, NotYet

ALARM = "family_untold"
MESSAGE = "The portal could not tell somebody of a family something. Who works with them sees it on the families' host."
MailState = OutgoingMail.State


class CannotTell(Exception):
    """Nothing leaves by itself; `why` is one of Untold."""

    def __init__(self, why: Untold) -> None:
        super().__init__(why.value)
        self.why = why


def notify(
    member: FamilyMember, template: str, *, by: Actor, now: datetime, words: Mapping[str, Any] | None = None
) -> Notice:
    """Tell `member` by `template`, or ask staff to; return the notice. Whoever calls has asked whether `by` may.

    Raises NotInTheTable for what is none of the few, or is about signing in, and VariableRefused for any words.
    """
    refuse_unless_bland(template, words or {})
    if template in ABOUT_SIGNING_IN:
        raise NotInTheTable
    with transaction.atomic():
        locked = lock(member)
        notice = Notice.objects.create(member=locked, template=template, asked_at=now)
        record(notice, "notify", by=by, now=now, after=notice.state, facts={"template": template, "member": member.pk})
        try:
            _send(notice, *find_way(locked, now=now), now)
        except CannotTell as refusal:
            _hand_over(notice, refusal.why, by, now)
    return notice


def find_way(member: FamilyMember, *, now: datetime) -> tuple[Channel, datetime]:
    """Return the way by which `member` can be written to, and the first moment for it; CannotTell otherwise."""
    ways = ways_now(member, now=now)
    if not ways:
        raise CannotTell(Untold.QUIET if why_not_written_to(member, now=now) else Untold.NO_WAY)
    ways = _those(ways, Untold.NO_SENDER, lambda way: way.kind in kinds_offered())
    ways = _those(ways, Untold.SHARED, lambda way: not way.is_shared)
    for way in ways:
        if moment := moment_for(way, now=now):
            return way, moment
    raise CannotTell(Untold.HOURS)


def moment_for(way: Channel, *, now: datetime) -> datetime | None:
    """Return the first moment from `now` at which `way` may be used; None when that is nobody's guess."""
    windows = windows_of(way.words().get("hours", ""))
    return next_moment(windows, now, is_free=partial(_is_free, way.member)) if windows else None


def ask_again(mail: OutgoingMail, now: datetime) -> None:
    """Raise NotAnyMore or NotYet unless the notice that `mail` carries may leave at this very moment."""
    found = Notice.objects.select_related("member__review", "member__key", "way__key").filter(mail=mail).first()
    if found is None or found.state != NoticeState.WAITING:
        raise NotAnyMore
    offered = {way.pk for way in ways_now(found.member, now=now) if not way.is_shared and way.kind in kinds_offered()}
    moment = moment_for(found.way, now=now) if found.way_id in offered else None
    if moment is None:
        raise NotAnyMore
    if moment > now:
        raise NotYet(moment)


def follow_notices(now: datetime) -> None:
    """Carry over what became of each mail, settle what is over, and call staff for the rest. For the worker."""
    for notice in _open(NoticeState.WAITING).exclude(mail__state__in=[MailState.WAITING, MailState.SENDING]):
        _carry_over(notice, now)
    for notice in _open(NoticeState.WITH_STAFF).filter(_is_over()):
        closed = notice.member.state == MemberState.CLOSED
        take_step(notice, "drop" if closed else "settle", by=WORKER, now=now, facts={"by_itself": True})
    causes = (Cause(str(one.uuid), MESSAGE, one.member.review.partnership) for one in _open(NoticeState.WITH_STAFF))
    reconcile(ALARM, causes, now=now)


def settle_notice(notice: Notice, *, by: User, now: datetime) -> None:
    """Record that staff told the person in another way; UnknownMove when that is not asked any more."""
    role = act_for(notice.member.review, by=by, now=now)
    take_step(notice, "settle", by=by, now=now, role=role)


def take_back_notices(member: FamilyMember, *, by: Actor, now: datetime) -> None:
    """Let nothing that waits leave; staff are asked instead, unless the work with `member` has ended."""
    for notice in _open(NoticeState.WAITING).filter(member=member):
        OutgoingMail.objects.filter(pk=notice.mail_id, state__in=[MailState.WAITING, MailState.FAILED]).delete()
        _hand_over(notice, Untold.QUIET, by, now)


def _carry_over(notice: Notice, now: datetime) -> None:
    if notice.mail and notice.mail.state == MailState.SENT:
        facts = {"way": notice.way_id, "kind": notice.way.kind, "perhaps_twice": notice.mail.perhaps_twice}
        take_step(notice, "leave", by=WORKER, now=now, facts=facts)
    elif notice.mail and notice.mail.state == MailState.FAILED:
        _hand_over(notice, Untold.FAILED, WORKER, now)
    else:
        _try_another_way(notice, now)


def _try_another_way(notice: Notice, now: datetime) -> None:
    """The way counts no more, and the mail was taken back: there may be another one."""
    with transaction.atomic():
        try:
            _send(notice, *find_way(notice.member, now=now), now)
        except CannotTell as refusal:
            _hand_over(notice, refusal.why, WORKER, now)


def _send(notice: Notice, way: Channel, moment: datetime, now: datetime) -> None:
    words = way.words()
    mail = sender_for(way.kind).send(
        notice.template,
        address=words["address"].strip(),
        words={},
        language=language_of_person(notice.member),
        now=now,
        not_before=moment,
    )
    notice.way, notice.mail = way, mail
    notice.save(update_fields=["way", "mail"])


def _hand_over(notice: Notice, why: Untold, by: Actor, now: datetime) -> None:
    notice.why = why
    notice.save(update_fields=["why"])
    take_step(notice, "hand_over", by=by, now=now, facts={"why": why.value, "way": notice.way_id})


def _those(ways: list[Channel], why: Untold, is_fit: Any) -> list[Channel]:
    found = [way for way in ways if is_fit(way)]
    if not found:
        raise CannotTell(why)
    return found


def _is_free(member: FamilyMember, day: date) -> bool:
    """Whether `day` is none on which publication would hurt, and none on which the person wants to be left alone."""
    alone = member.words().get("safe_contact", {}).get("leave_alone", [])
    if any(said[-5:] == day.isoformat()[-5:] for said in alone):
        return False
    return not any(sensitive.falls_on(day) for sensitive in member.review.sensitive_dates.all())


def _open(state: NoticeState) -> Any:
    found = Notice.objects.filter(state=state)
    return found.select_related("member__review__partnership", "member__key", "way__key", "mail")


def _is_over() -> Q:
    """Staff need tell nobody who has signed in since, or whose work with the service has ended."""
    return Q(member__state=MemberState.CLOSED) | Q(member__account__last_signed_in_at__gt=F("asked_at"))
