"""Staff come in by invitation only; who has lost everything is invited again by somebody else."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext

from lifecycles.stepping import WORKER, Actor, record
from partnerships.models import Partnership
from people.factors import confirm_app, end_factors, has_app, new_recovery_codes
from people.fingerprints import fingerprint, fingerprints
from people.joining import join, partner_for
from people.models import AuthenticatorApp, Invitation, User
from people.permissions import NotAllowed, must
from people.posting import post
from people.roles import Deed, Role
from people.sessions import end_sessions

VALID_FOR = timedelta(days=7)
_KIND = "invitation"


@dataclass(frozen=True)
class Part:
    """What somebody is to be here: a role, and for a delegate the partner for which they speak."""

    role: Role
    partner: str = ""


class CannotInvite(Exception):
    """This address cannot be invited; str() says so without saying what else it is used for."""


class InvitationOver(Exception):
    """The invitation was used, taken back or replaced, is too old, or never was."""


def invite(
    email: str, name: str, partnership: Partnership, role: Role, *, by: Actor, now: datetime, partner: str = ""
) -> Invitation | None:
    """Invite somebody to `partnership`; who is staff already gets the role at once, and None is returned.

    Raises NotAllowed when `by` is a person who may not, CannotInvite when the address is of no use, and
    PartnerMissing for a delegate without a `partner`.
    """
    _must_manage(by, partnership)
    part = Part(role, partner_for(role, partner))
    with transaction.atomic():
        user = User.objects.filter(email=email.strip().lower()).first() or User.objects.create_user(email, name=name)
        if user.memberships.exists() and has_app(user):
            return _give_role(user, partnership, part, by=by, now=now)
        if user.has_usable_password() or not user.is_active:
            raise CannotInvite(gettext("This address cannot be invited. Use another one."))
        return _issue(user, partnership, part, by=by, now=now)


def invite_again(user: User, partnership: Partnership, *, by: User, now: datetime) -> Invitation:
    """Take every factor, the password and all sessions of `user` away and send them a new invitation.

    Raises NotAllowed unless `by` is another person who manages the people of `partnership`.
    """
    _must_manage(by, partnership)
    if by.pk == user.pk:
        raise NotAllowed(Deed.MANAGE_PEOPLE.label)
    part = _part_to_keep(user, partnership)
    with transaction.atomic():
        end_factors(user)
        user.set_unusable_password()
        user.save(update_fields=["password"])
        end_sessions(user)
        return _issue(user, partnership, part, by=by, now=now, mail="invitation_again")


def revoke(invitation: Invitation, *, by: User, now: datetime) -> None:
    """Take an invitation back; harmless when it was used."""
    _must_manage(by, invitation.partnership)
    with transaction.atomic():
        if Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(revoked_at=now):
            record(invitation, "revoke", by=by, now=now, facts={"user": invitation.user_id})


def find_by_token(token: str, *, now: datetime) -> Invitation:
    """Return the open invitation that the link with `token` leads to; InvitationOver otherwise."""
    return _open(now, digest__in=fingerprints(_KIND, token))


def find_open(number: int | None, *, now: datetime) -> Invitation:
    """Return the open invitation with this id; InvitationOver otherwise."""
    return _open(now, pk=number)


def choose_password(invitation: Invitation, password: str) -> None:
    """Keep the hash of the password until the second factor is there; the account does not have it yet."""
    Invitation.objects.filter(pk=invitation.pk).update(chosen_password=make_password(password))


def accept(invitation: Invitation, app: AuthenticatorApp, typed: str, *, now: datetime) -> list[str]:
    """Give the person password, factor and role in one go, and return their recovery codes.

    Raises WrongCode when `typed` is not the app's code, InvitationOver when another request was first.
    """
    with transaction.atomic():
        confirm_app(app, typed, now=now)
        unused = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
        if not unused.exclude(chosen_password="").update(accepted_at=now, chosen_password=""):
            raise InvitationOver
        User.objects.filter(pk=invitation.user_id).update(password=invitation.chosen_password)
        user = User.objects.get(pk=invitation.user_id)
        _take_role(user, invitation, now=now)
        _take_other_roles(user, now=now)
        return new_recovery_codes(user, now=now)


def _take_role(user: User, invitation: Invitation, *, now: datetime) -> None:
    by, role = invitation.invited_by or WORKER, Role(invitation.role)
    join(user, invitation.partnership, role, by=by, now=now, partner=invitation.partner)
    record(invitation, "accept", by=user, now=now, facts={"user": user.pk})


def _take_other_roles(user: User, *, now: datetime) -> None:
    # A second open link would let whoever reads the mailbox enrol again.
    for other in user.invitations.filter(accepted_at=None, revoked_at=None):
        Invitation.objects.filter(pk=other.pk).update(accepted_at=now, chosen_password="")
        if other.expires_at > now:
            _take_role(user, other, now=now)


def _open(now: datetime, **which: object) -> Invitation:
    waiting = Invitation.objects.filter(accepted_at=None, revoked_at=None, expires_at__gt=now, user__is_active=True)
    found = waiting.select_related("user", "partnership", "invited_by").filter(**which).first()
    if found is None:
        raise InvitationOver
    return found


def _must_manage(by: Actor, partnership: Partnership) -> None:
    if isinstance(by, User):
        must(by, Deed.MANAGE_PEOPLE, partnership)


def _part_to_keep(user: User, partnership: Partnership) -> Part:
    membership = user.memberships.filter(partnership=partnership).first()
    if membership is None:
        raise NotAllowed(Deed.MANAGE_PEOPLE.label)
    return Part(Role(membership.role), membership.partner)


def _give_role(user: User, partnership: Partnership, part: Part, *, by: Actor, now: datetime) -> None:
    join(user, partnership, part.role, by=by, now=now, partner=part.partner)
    context = {"role": part.role.label, "link": f"{settings.STAFF_ORIGIN}/"}
    post("new_role", to=user.email, partnership=partnership, now=now, context=context)


def _issue(
    user: User, partnership: Partnership, part: Part, *, by: Actor, now: datetime, mail: str = "invitation"
) -> Invitation:
    earlier = user.invitations.filter(partnership=partnership, accepted_at=None, revoked_at=None)
    earlier.update(revoked_at=now, chosen_password="")
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        user=user,
        partnership=partnership,
        role=part.role,
        partner=part.partner,
        digest=fingerprint(_KIND, token),
        invited_by=by if isinstance(by, User) else None,
        invited_at=now,
        expires_at=now + VALID_FOR,
    )
    record(invitation, "invite", by=by, now=now, after=part.role, facts={"user": user.pk})
    link = settings.STAFF_ORIGIN + reverse("people:invitation_link", args=[token], urlconf="config.urls.staff")
    context = {"link": link, "days": VALID_FOR.days}
    post(mail, to=user.email, partnership=partnership, now=now, context=context)
    return invitation
