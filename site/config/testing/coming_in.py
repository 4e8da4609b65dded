"""Coming in by the door of the families' host in a real browser, as a person does."""

from __future__ import annotations

import base64
import time
from typing import Any

PASSPHRASE = "yellow kettle marsh oboe"
SEED = "main .govuk-inset-text strong"
PLANT = """
from datetime import timedelta
from django.utils import timezone
from family_portal import codes
from family_portal.models import FamilyMember, Invitation, ReviewKey
from family_portal.states import MemberState
from people.models import User
from publications.models import Review

now, by = timezone.now(), User.objects.get(email="manager@surrey.example.org")
review = Review.objects.filter(partnership__slug="surrey").first()
key = ReviewKey.objects.filter(review=review).first() or ReviewKey.new(review, now=now)
key.save()
member = FamilyMember(review=review, key=key, recorded_by=by, recorded_at=now, state=MemberState.INVITED)
member.keep({"name": "Maren"})
member.save()
code, proof = codes.new_code(), codes.new_proof()
Invitation.objects.create(member=member, code_digest=codes.code_digest(code),
    proof_digest=codes.proof_digest(code, proof),
    issued_by=by, issued_at=now, expires_at=now + timedelta(days=1))
print(code, proof)
"""


def a_letter(demo_site: Any) -> tuple[str, str]:
    """Return the code and the second proof of somebody new of a family in Surrey."""
    done = demo_site.manage("shell", "--no-imports", "-c", PLANT)
    assert done.returncode == 0, done.stderr
    code, proof = done.stdout.split()
    return code, proof


def code_of(seed: str) -> str:
    """Return what an authenticator app shows that was given `seed` as the page writes it."""
    from django_otp.oath import TOTP

    generator = TOTP(base64.b32decode(seed.replace(" ", "")))
    generator.time = time.time()
    return f"{generator.token():06d}"


def fits(page: Any) -> bool:
    """Return whether nothing of `page` lies beside the window, once it is there: a press returns before it."""
    page.wait_for_load_state()
    return page.locator("html").evaluate("whole => whole.scrollWidth <= window.innerWidth")


def fill_in(page: Any, *answers: str) -> None:
    """Type `answers` into the form of the page and press its button, until the page that it leads to has loaded."""
    fields = page.locator("main form").first.locator("input:not([type=hidden])")
    for number, answer in enumerate(answers):
        fields.nth(number).fill(answer)
    with page.expect_navigation():
        page.locator("main form").first.locator("button[type=submit]").click()


def sign_in_here(page: Any, demo_site: Any, name: str, code: str) -> None:
    """Sign in on the families' host as somebody of the demo, with both factors."""
    page.goto(demo_site.url("portal", "/account/"))
    fill_in(page, name, demo_site.password)
    page.wait_for_url("**/code/")
    fill_in(page, code)
    page.wait_for_url("**/here/")
