"""People of a family and staff before the door of the families' host."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.test import Client
from django.utils import timezone

from family_portal import codes
from family_portal.models import FamilyMember, Invitation, SignInName
from family_portal.sessions import note_password, note_second_factor
from family_portal.signing_in import name_digest
from family_portal.states import MemberState
from family_portal.tests.test_sealing import a_member
from people.models import User
from people.testing import an_app_of

PASSPHRASE = "yellow kettle marsh oboe"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def at_portal(**more):
    """A client that asks the families' host, as a browser does."""
    return Client(SERVER_NAME=settings.PORTAL_HOST, **more)


def joined(review, by, name="kettle-marsh-1234"):
    """A person of a family who signs in with `name`, PASSPHRASE and an app."""
    member = a_member(review, by)
    account = User.objects.create_user(f"{member.uuid}@family.invalid", PASSPHRASE, name="Family account")
    FamilyMember.objects.filter(pk=member.pk).update(account=account, state=MemberState.JOINED)
    SignInName.objects.create(account=account, digest=name_digest(name))
    an_app_of(account)
    return FamilyMember.objects.get(pk=member.pk)


def invited(review, by, *, lasts=timedelta(days=14)):
    """A person with a letter: the member, the code and the second proof."""
    member = a_member(review, by)
    FamilyMember.objects.filter(pk=member.pk).update(state=MemberState.INVITED)
    code, proof = codes.new_code(), codes.new_proof()
    now = timezone.now()
    Invitation.objects.create(
        member=member,
        code_digest=codes.code_digest(code),
        proof_digest=codes.proof_digest(code, proof),
        issued_by=by,
        issued_at=now,
        expires_at=now + lasts,
    )
    return FamilyMember.objects.get(pk=member.pk), code, proof


def with_passphrase(user, *, now=None):
    """A client whose session has passed the passphrase alone."""
    client = at_portal()
    client.force_login(User.objects.get(pk=user.pk), backend=BACKEND)
    session = client.session
    note_password(session, now or timezone.now())
    session.save()
    return client


def signed_in(user, *, now=None):
    """A client whose session has passed both factors."""
    client, now = with_passphrase(user, now=now), now or timezone.now()
    session = client.session
    note_second_factor(session, an_app_of(user), now)
    session.save()
    return client
