"""Each promise of the four model leaflets about the leaflet itself, by its id: it stands there, or is not said."""

from __future__ import annotations

import json
from datetime import date

import pytest

from config.demo.partnerships import PARTNERSHIPS
from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from home.composing import OwnReviewer, compose
from home.formats import own_leaflet
from partnerships.models import ContactBlock, Partnership, Purpose, Terms

pytestmark = pytest.mark.django_db
DEMO = {facts["slug"]: facts for facts in PARTNERSHIPS}
A, B, C, D = "surrey", "solihull", "windsor-maidenhead", "redcar-cleveland"
NOTHING = {"name": "", "phone": "", "email": "", "post": ""}


@pytest.fixture
def leaflet_of(surrey):
    """The starter leaflet for parents with the terms and contacts of a demo partnership."""

    def make(slug):
        facts = DEMO[slug]
        own = ("name", "short_name", "mailbox", "phone", "postal_address", "colour")
        Partnership.objects.filter(pk=surrey.pk).update(**{name: facts.get(name, "") for name in own})
        silent = dict.fromkeys(Terms.SENTENCES, "")
        Terms.objects.filter(partnership=surrey).update(**silent | facts["terms"])
        for purpose, values in facts["contacts"].items():
            blocks = ContactBlock.objects.filter(partnership=surrey, purpose=purpose)
            blocks.update(**NOTHING | values | {"review_by": date(2027, 1, 1)})
        return starter_leaflet(surrey)

    return make


_whole = {}


@pytest.fixture
def composed(leaflet_of):
    """The leaflet of a demo partnership, composed once for all that is asked of it."""

    def make(slug):
        if slug not in _whole:
            _whole[slug] = compose(leaflet_of(slug), "en", now=NOON)
        return _whole[slug]

    return make


def section(leaflet, key):
    found = [one for one in leaflet["sections"] if one["key"] == key]
    return json.dumps(found[0]["pieces"], ensure_ascii=False) if found else ""


SAID = [
    ("A2", A, "what_it_is", "the law requires us to consider"),
    ("A3", A, "what_it_is", "what happened, and why it"),
    ("A4", A, "what_it_is", "how organisations worked with your child and your family"),
    ("A9", A, "support", "Samaritans"),
    ("A10", A, "what_it_is", "does not find out how a child died"),
    ("A11", A, "what_it_is", "separate from all of them"),
    ("A12", A, "what_it_is", "other children to be safer"),
    ("A13", A, "who_is_involved", "Legal services"),
    ("A14", A, "how_it_happens", "its records about your child and your family, until the review is complete"),
    ("A15", A, "who_is_involved", "they are independent"),
    ("A16", A, "publication", "Ofsted"),
    ("A17", A, "how_it_happens", "Each organisation that worked with your family writes down what it did"),
    ("A18", A, "how_it_happens", "whether it was what should have happened"),
    ("A19", A, "how_it_happens", "what was decided and done"),
    ("A20", A, "your_part", "any organisation that worked with you"),
    ("A21", A, "afterwards", "what they have to change"),
    ("A22", A, "publication", "gives no personal details"),
    ("A24", A, "publication", "unless the safeguarding partners decide"),
    ("A24", A, "publication", "at least 12 months"),
    ("A25", A, "publication", "on our website"),
    ("A26", A, "afterwards", "tells you about the review"),
    ("A27", A, "afterwards", "about its outcome when it is complete"),
    ("A28", A, "afterwards", "the lessons learned"),
    ("A29", A, "your_part", "usually the Lead Reviewer, can meet you"),
    ("A30", A, "your_part", "the organisations you had contact with"),
    ("A31", A, "your_part", "arranged so that they suit you"),
    ("A32", A, "contact", "Imogen Hartwell"),
    ("A32", A, "contact", "01632 960111"),
    ("B2", B, "contact", "partnership.solihull@example.org"),
    ("B4", B, "what_it_is", "may have been abused or neglected"),
    ("B5", B, "what_it_is", "how organisations worked"),
    ("B6", B, "what_it_is", "who has to learn them, what they will do about it"),
    ("B7", B, "what_it_is", "The police and the coroner do that"),
    ("B8", B, "what_it_is", "grieving or afraid"),
    ("B9", B, "who_is_involved", "independent Lead Reviewer oversees"),
    ("B10", B, "who_is_involved", "Senior managers of these organisations support them"),
    ("B11", B, "how_it_happens", "writes down what it did, and when"),
    ("B12", B, "how_it_happens", "People who worked with your family are asked too"),
    ("B13", B, "your_part", "You know things that nobody else knows"),
    ("B14", B, "your_part", "what worried you, and also what helped"),
    ("B15", B, "your_part", "arranges to meet you and shares what was learned"),
    ("B16", B, "afterwards", "gives you a copy of the final report"),
    ("B17", B, "afterwards", "who will tell you"),
    ("B18", B, "how_long", "within six months of the decision"),
    ("B19", B, "how_long", "Sometimes it has to take longer"),
    ("B20", B, "publication", "no details that identify your child"),
    ("B21", B, "publication", "on the internet"),
    ("B22", B, "publication", "Everyone who works with children can read it"),
    ("C1", C, "what_it_is", "review a case together when a child dies or is seriously harmed"),
    ("C2", C, "what_it_is", "whether there are lessons"),
    ("C3", C, "what_it_is", "does not look for somebody to blame"),
    ("C3", C, "what_it_is", "not a criminal investigation"),
    ("C4", C, "who_is_involved", "Schools"),
    ("C5", C, "who_is_involved", "https://windsor-maidenhead.example.org/arrangements/"),
    ("C6", C, "your_part", "nobody needs your consent"),
    ("C7", C, "your_part", "If you would like to take part"),
    ("C8", C, "who_is_involved", "A panel is set up for each review"),
    ("C9", C, "who_is_involved", "has had no part in the case"),
    ("C10", C, "how_it_happens", "with what has to change"),
    ("C11", C, "how_long", "six to twelve months"),
    ("C12", C, "your_part", "what worked well, and what could have been different"),
    ("C13", C, "your_part", "a talk with the independent person"),
    ("C14", C, "your_part", "You do not have to"),
    ("C15", C, "your_part", "What you tell us is confidential"),
    ("C15", C, "your_part", "if somebody is in danger, or if a court"),
    ("C16", C, "your_part", "nearly finished, we tell you"),
    ("C17", C, "your_part", "discuss what it found before it is published"),
    ("C18", C, "publication", "on our website"),
    ("C19", C, "publication", "or anyone else who was involved"),
    ("C20", C, "afterwards", "An action plan follows"),
    ("C21", C, "afterwards", "Executive Steering Group"),
    ("C22", C, "contact", "partnership.windsor-maidenhead@example.org"),
    ("D4", D, "your_part", "or somebody who stands in for them"),
    ("D5", D, "your_part", "the organisations you had contact with"),
    ("D6", D, "contact", "Business Manager"),
    ("D6", D, "contact", "1 Example Street"),
    ("D7", D, "what_it_is", "concern about how organisations worked together"),
    ("D8", D, "how_it_happens", '"kind": "steps"'),
    ("D9", D, "what_it_is", "separate from all of them"),
    ("D10", D, "who_is_involved", "<li>Education"),
    ("D11", D, "what_it_is", "what should be different afterwards"),
    ("D12", D, "how_it_happens", "how far back they look"),
    ("D13", D, "how_it_happens", "whether it was what should have happened"),
    ("D14", D, "how_it_happens", "what was not done"),
    ("D15", D, "afterwards", "what they have to change"),
    ("D16", D, "afterwards", "about the outcome and about the lessons learned"),
    ("D17", D, "afterwards", "ends with recommendations"),
    ("D18", D, "afterwards", "The Board adopts them"),
    ("D21", D, "afterwards", "what is to change and by when"),
    ("D22", D, "afterwards", "hears how far it has come"),
]

# What a model leaflet is silent about is not said in its partnership's name.
SILENT = [
    ("A34", A, "how_long", "months"),
    ("A34", A, "afterwards", "copy"),
    ("A34", A, "your_part", "before it is published"),
    ("B23", B, "contact", "01632"),
    ("C23", C, "afterwards", "copy"),
    ("C23", C, "publication", "12 months"),
    ("D25", D, "publication", "publish"),
    ("D25", D, "who_is_involved", "independent"),
    ("D25", D, "how_long", "months"),
    ("D6", D, "contact", "@"),
]


@pytest.mark.parametrize(("promise", "slug", "key", "words"), SAID, ids=lambda value: str(value)[:24])
def test_a_promise_stands_in_the_leaflet(composed, promise, slug, key, words):
    assert words in section(composed(slug), key), promise


@pytest.mark.parametrize(("promise", "slug", "key", "words"), SILENT, ids=lambda value: str(value)[:24])
def test_what_a_partnership_is_silent_about_is_not_said(composed, promise, slug, key, words):
    assert words not in section(composed(slug), key), promise


def test_a1_the_leaflet_says_for_whom_it_is(leaflet_of):
    assert compose(leaflet_of(A), "en", now=NOON)["audience"]["text"] == "For parents and carers"


def test_a5_the_leaflet_begins_with_how_hard_this_time_is(leaflet_of):
    assert "a very hard time" in compose(leaflet_of(A), "en", now=NOON)["introduction"]["text"]


def test_a32_a_name_that_nobody_checked_in_time_gives_way_to_the_role(leaflet_of, surrey):
    page = leaflet_of(A)
    ContactBlock.objects.filter(partnership=surrey, purpose=Purpose.FAMILIES).update(review_by=date(2026, 3, 1))
    contact = section(compose(page, "en", now=NOON), "contact")
    assert "Imogen Hartwell" not in contact
    assert "Case Review Officer" in contact
    assert DEMO[A]["mailbox"] in contact


def test_a33_the_leaflet_says_where_it_is_on_the_web(leaflet_of):
    assert "/families/parents-and-carers/" in compose(leaflet_of(A), "en", now=NOON)["foot"][0]["text"]


def test_b1_a_family_s_own_copy_names_their_lead_reviewer_and_the_public_one_nobody(leaflet_of, at_host, surrey):
    page, reviewer = leaflet_of(B), OwnReviewer("Quillfeather Marsh", ("01632 960222",))
    own = compose(page, "en", now=NOON, reviewer=reviewer)
    assert own["reviewer"]["name"] == "Quillfeather Marsh"
    assert own_leaflet(page, "en", "a4", reviewer=reviewer, now=NOON).startswith(b"%PDF")
    assert compose(page, "en", now=NOON)["reviewer"] is None
    assert b"Quillfeather" not in at_host(surrey).get("/families/parents-and-carers/").content


def test_d1_the_legacy_leaflet_keeps_its_words_and_names_the_body_that_came_after(leaflet_of):
    leaflet = compose(leaflet_of(D), "en", now=NOON)
    assert "Serious Case Review" in leaflet["title"]["text"]
    assert "South Tees Safeguarding Children Partnership now does its work" in leaflet["notices"][0]["text"]


def test_e70_two_partnerships_with_the_same_acronym_keep_their_own_words(surrey, solihull):
    for partnership in (surrey, solihull):
        Partnership.objects.filter(pk=partnership.pk).update(short_name="SSCP")
        page = starter_leaflet(partnership)
        whole = json.dumps(compose(page, "en", now=NOON))
        assert partnership.mailbox in whole
        other = solihull if partnership == surrey else surrey
        assert other.mailbox not in whole
