"""A new customer is one command (docs/partnerships.md)."""

from __future__ import annotations

import io
import re
import tomllib
from datetime import date

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command
from django.utils import timezone
from wagtail.models import Collection, Page, Site

from config.new_partnerships.checking import problems_of
from config.new_partnerships.planting import CannotPlant, plant_plan
from home.keeping.terms import KEPT
from home.models import LeafletPage
from lifecycles.stepping import steps_of
from partnerships.models import Partnership, Purpose
from people.models import Invitation, OutgoingMail, User
from people.roles import Role
from people.testing import opened

pytestmark = pytest.mark.django_db

EXAMPLE = settings.BASE_DIR / "docs" / "partnership.example.toml"
FIRST_TERM = 8
ANSWERS = [
    "Fernshire Safeguarding Children Partnership",
    "FSCP",
    "",
    "reviews.fernshire.test",
    "partnership@fernshire.example.org",
    "01632 960710",
    "2 Example Square; Fernton",
    "",
    *[""] * len(KEPT),
    "Ash Example",
    "ash@example.org",
    "",
]


@pytest.fixture
def plan():
    return tomllib.loads(EXAMPLE.read_text())


def planted(*args, answers=None):
    out, heard = io.StringIO(), "".join(f"{answer}\n" for answer in answers or [])
    call_command("plant_partnership", *map(str, args), stdout=out, stdin=io.StringIO(heard))
    return out.getvalue()


def counts():
    kinds = (Partnership, Site, Collection, Page, User, Invitation, OutgoingMail)
    return [kind.objects.count() for kind in kinds]


def wrong(plan, **changes):
    return problems_of(plan | changes, now=timezone.now())


def test_one_command_makes_a_partnership_that_the_public_can_read(at_host):
    said = planted(EXAMPLE)
    client = at_host(Partnership.objects.get(slug="fernshire"))
    assert re.search(r"Planted Fernshire Safeguarding Children Partnership in \d+\.\d seconds", said)
    paths = ["/", "/families/", "/reviews/", "/contact/", "/accessibility/", "/privacy/", "/cookies/"]
    assert {path: client.get(path).status_code for path in paths} == dict.fromkeys(paths, 200)


def test_the_new_partnership_has_all_that_it_starts_with():
    planted(EXAMPLE)
    new = Partnership.objects.get(slug="fernshire")
    assert new.terms.timescale == "A review should take six months. If it takes longer, we tell you why."
    assert new.contacts.count() == len(Purpose)
    assert new.contacts.get(purpose=Purpose.FAMILIES).name == "Ash Example"
    assert new.contacts.get(purpose=Purpose.MEDIA).phone == "01632 960710"
    assert new.support_organisations.filter(is_for_young_people=True).exists()
    assert new.glossary.exists()
    assert new.recipients.exists()
    assert LeafletPage.objects.live().descendant_of(new.site.root_page).exists()


def test_the_first_people_are_invited_by_the_command_and_have_no_role_yet():
    said = planted(EXAMPLE)
    invitations = list(Invitation.objects.filter(partnership__slug="fernshire").order_by("pk"))
    assert [(found.role, found.partner) for found in invitations] == [
        (Role.BUSINESS_MANAGER, ""),
        (Role.PARTNER_DELEGATE, "police"),
    ]
    assert steps_of(invitations[0]).get().actor == "command"
    assert "Invited: Ash Example, ash@example.org, as business_manager." in said
    link = re.search(r"http://\S+", opened(OutgoingMail.objects.get(recipient="ash@example.org"))["body"])
    assert link
    assert link[0] not in said


def test_the_command_says_what_is_left_to_do():
    said = planted(EXAMPLE)
    for words in ("DNS: let reviews.fernshire.example.org lead", "TLS: get a certificate", "/terms/fernshire/"):
        assert words in said


def test_checking_plants_nothing():
    before = counts()
    assert "Everything is right." in planted(EXAMPLE, "--check")
    assert counts() == before


@pytest.mark.parametrize("name", ["slug", "host"])
def test_what_is_in_use_is_refused_and_no_half_partnership_stays(tmp_path, surrey, name):
    taken = {"slug": ("fernshire", "surrey"), "host": ("reviews.fernshire.example.org", "surrey.test")}[name]
    file, before = tmp_path / "plan.toml", counts()
    file.write_text(EXAMPLE.read_text().replace(f'{name} = "{taken[0]}"', f'{name} = "{taken[1]}"'))
    with pytest.raises(CommandError, match=f"{name}: .* already"):
        planted(file)
    assert counts() == before


def test_a_person_who_cannot_be_invited_leaves_no_half_partnership(plan, a_person):
    plan["people"][1]["email"] = a_person().email
    before = counts()
    with pytest.raises(CannotPlant, match="This address cannot be invited"):
        plant_plan(plan, port=80, now=timezone.now())
    assert counts() == before


def test_a_host_that_is_taken_at_the_last_moment_leaves_no_half_partnership(plan, surrey):
    before = counts()
    with pytest.raises(CannotPlant, match="meanwhile"):
        plant_plan(plan | {"slug": "surrey"}, port=80, now=timezone.now())
    assert counts() == before


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"host": "https://reviews.example.org/"}, "host: Write the host name alone"),
        ({"host": "Reviews.example.org"}, "in small letters"),
        ({"host": "staff.test"}, "host: This host is in use already"),
        ({"host": 7}, "host: Write the host name alone"),
        ({"slug": "fern shire"}, "slug: Enter a valid"),
        ({"colour": "#ffff00"}, "colour: This colour is too light"),
        ({"mailbox": "nobody"}, "mailbox: Enter a valid email address"),
        ({"phone": 1632}, "phone: Write this in quotes."),
        ({"name": ""}, "name: This field cannot be blank."),
        ({"fone": "1"}, "fone: This is not asked for."),
        ({"terms": {"trigger": ""}}, "terms.trigger: This field cannot be blank."),
        ({"terms": {"proposed": "x"}}, "terms.proposed: This is not asked for."),
        ({"terms": []}, "terms: Write this as a table"),
        ({"contacts": {"families": {"role": "R"}}}, "contacts.families: Give a telephone number"),
        ({"contacts": {"families": {"phone": "1"}}}, "contacts.families.role: This field cannot be blank."),
        ({"contacts": {"friends": {}}}, "contacts.friends: Write a table for one of families"),
        ({"contacts": {"media": {"role": "R", "phone": "1", "review_by": date(2001, 1, 1)}}}, "at most 12 months"),
        ({"contacts": {"media": {"role": "R", "phone": "1", "review_by": "soon"}}}, "Write this as a day"),
        ({"people": []}, "people: Name at least one person who can invite the others"),
        ({"people": "Ash"}, "people: Write each person as a table"),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(plan, changes, words):
    assert [found for found in wrong(plan, **changes) if words in found]


def test_nothing_is_wrong_with_the_example(plan):
    assert wrong(plan) == []


def test_everything_that_is_wrong_is_said_at_once(plan):
    del plan["name"]
    assert len(wrong(plan, host="x", slug="x y")) == 3


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"name": "A", "email": "a@example.org", "role": "king"}, "role: Choose one of"),
        ({"name": "A", "email": "a@example.org", "role": "partner_delegate"}, "partner: Choose the safeguarding"),
        ({"name": "", "email": "a@example.org", "role": "comms"}, "name: This field cannot be blank."),
        ({"name": "A", "email": "Ash@example.org", "role": "comms"}, "an e-mail address of their own"),
        ({"name": "A", "email": "a@example.org", "role": "comms", "rank": "1"}, "rank: This is not asked for."),
    ],
)
def test_what_is_wrong_with_a_person_is_said_in_plain_words(plan, person, words):
    assert [found for found in wrong(plan, people=[plan["people"][0], person]) if words in found]


def test_an_address_that_this_installation_may_not_write_to_is_refused(plan, settings):
    settings.OUTGOING_MAIL_DOMAINS = ["elsewhere.example.org"]
    assert "OUTGOING_MAIL_DOMAINS" in wrong(plan)[0]


@pytest.mark.parametrize("text", [None, "name = ", b"\xff\xfe"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, text):
    file = tmp_path / "plan.toml"
    if text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(CommandError, match=r"plan\.toml"):
        planted(file)


def test_without_a_file_it_asks_and_an_empty_answer_takes_what_stands_in_brackets():
    said = planted(answers=ANSWERS)
    new = Partnership.objects.get(slug="fscp")
    assert "Colour [#1d5b79]" in said
    assert "[The Lead Reviewer can meet you.]" in said
    assert (new.colour, new.terms.who_meets) == ("#1d5b79", "The Lead Reviewer can meet you.")
    assert new.postal_address == "2 Example Square\nFernton"
    assert Invitation.objects.get(partnership=new).role == Role.BUSINESS_MANAGER


def test_a_wrong_answer_is_explained_and_asked_for_again():
    said = planted(answers=[*ANSWERS[:3], "surrey.test", *ANSWERS[3:7], "yellow", *ANSWERS[7:]])
    assert "This host is in use already. Choose another one." in said
    assert "six hexadecimal digits" in said
    assert Partnership.objects.get(slug="fscp").site.hostname == "reviews.fernshire.test"


def test_a_dash_says_nothing_where_a_partnership_may_be_silent():
    position = FIRST_TERM + KEPT.index("publication")
    planted(answers=[*ANSWERS[:position], "-", *ANSWERS[position + 1 :]])
    assert Partnership.objects.get(slug="fscp").terms.publication == ""


def test_answers_that_end_too_soon_plant_nothing():
    before = counts()
    with pytest.raises(CommandError, match="The answers ended at “Colour”"):
        planted(answers=ANSWERS[:7])
    assert counts() == before


def test_what_the_first_person_may_not_be_is_refused():
    said = planted(answers=[*ANSWERS[:-1], "comms", ""])
    assert "Choose business_manager or platform_admin" in said


@pytest.mark.xdist_group("demo")
def test_the_command_itself_works_on_a_pipe(demo_site):
    done = demo_site.manage("plant_partnership", "--check", typed="".join(f"{answer}\n" for answer in ANSWERS))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("Everything is right. Nothing was planted, as you wished.\n")


@pytest.mark.xdist_group("demo")
def test_a_pipe_without_answers_ends_in_words(demo_site):
    done = demo_site.manage("plant_partnership")
    assert (done.returncode, done.stderr.startswith("CommandError: The answers ended at “Name.")) == (1, True)
