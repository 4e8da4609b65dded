"""A code is made and shown on one page, once; the letter with it leaves as a file and is kept nowhere."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone, translation
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_POST

from family_portal import recovering
from family_portal.access import act_for, member_for
from family_portal.inviting import issue, last_day_of, what_is_missing
from family_portal.languages import language_of_person
from family_portal.letters import letter_language, make_letter
from family_portal.models import FamilyMember
from family_portal.refusals import NoLetter, NotAsked
from family_portal.sessions import Stage
from family_portal.staff_forms import CodeForm, SureForm
from family_portal.views.staff.asking import attempt, name_of, posted, words_of
from family_portal.views.staff.deeds import open_recovery
from family_portal.vocabulary import Format

FILE_NAME = "letter.pdf"


@sensitive_variables("issued")
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """Say what is missing before somebody is invited; make the code, and show it this once."""
    member, form = _begin(request, uuid)
    if form.is_valid():
        is_done, issued = attempt(form, lambda: issue(member, by=request.user, now=timezone.now()))
        if is_done:
            return _shown(request, member, issued.code, issued.proof)
    checked = [] if not words_of(member) else what_is_missing(member, now=timezone.now())
    items = [{"label": c.guard.title, "done": c.answer.holds, "next": c.answer.next_step} for c in checked]
    context = {"member": member, "name": name_of(member), "form": form, "items": items}
    return render(request, "cases/letter.html", context)


@sensitive_variables("code", "proof")
@require_http_methods(["GET", "HEAD", "POST"])
def way_back(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """A new code for somebody who has lost their way in, once everybody agreed who has to."""
    member, form = _begin(request, uuid)
    found = open_recovery(member)
    if form.is_valid():
        is_done, made = attempt(form, lambda: _issue_again(request, found))
        if is_done:
            return _shown(request, member, *made)
    return render(request, "cases/way_back.html", {"member": member, "name": name_of(member), "form": form})


@sensitive_post_parameters("code")
@require_POST
def letter_file(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The letter. The code comes with the press on the button, from the page that showed it, and goes with the file."""
    member = member_for(request.user, uuid, reading="letter", now=timezone.now())
    form = CodeForm(request.POST)
    if form.is_valid():
        is_done, pdf = attempt(form, lambda: _letter(request, member, form.cleaned_data["code"]))
        if is_done:
            answer = HttpResponse(pdf, content_type="application/pdf")
            answer.headers["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
            return answer
    messages.error(request, " ".join(form.non_field_errors()) or str(NoLetter()))
    return redirect("cases:member", uuid=member.uuid)


@sensitive_variables("issued")
@require_http_methods(["GET", "HEAD", "POST"])
def together(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The person sits here. The worker is signed out, and the person goes on with both codes as with a letter."""
    member, form = _begin(request, uuid)
    if form.is_valid():
        is_done, issued = attempt(form, lambda: issue(member, in_person=True, by=request.user, now=timezone.now()))
        if is_done:
            logout(request)
            request.stage = Stage.NOBODY
            translation.activate(language_of_person(member))
            return render(request, "cases/hand_over.html", {"code": issued.code, "proof": issued.proof})
    return render(request, "cases/together.html", {"member": member, "name": name_of(member), "form": form})


def _begin(request: HttpRequest, uuid: UUID) -> tuple[FamilyMember, SureForm]:
    now = timezone.now()
    member = member_for(request.user, uuid, reading="letter", now=now)
    act_for(member.review, by=request.user, now=now)
    return member, SureForm(posted(request))


def _issue_again(request: HttpRequest, recovery: recovering.Recovery | None) -> tuple[str, str]:
    if recovery is None:
        raise NotAsked
    return recovering.issue(recovery, by=request.user, now=timezone.now())


def _letter(request: HttpRequest, member: FamilyMember, code: str) -> bytes:
    last_day, words = last_day_of(member, code, by=request.user, now=timezone.now()), member.words()
    is_large = words.get("format") == Format.LARGE_PRINT
    return make_letter(code, last_day=last_day, language=words.get("language", ""), is_large=is_large)


def _shown(request: HttpRequest, member: FamilyMember, code: str, proof: str) -> HttpResponse:
    language = member.words().get("language", "")
    context = {
        "member": member,
        "name": name_of(member),
        "code": code,
        "proof": f"{proof[:4]} {proof[4:]}",
        "is_english": letter_language(language) != language,
    }
    return render(request, "cases/code.html", context)
