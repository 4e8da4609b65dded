"""Every term says what it means, is found by the words that people type, and knows what came after it."""

from __future__ import annotations

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from pages.changing import changes_since, last_change
from publications.models import Term
from publications.term_words import ENDED, WORDS
from publications.vocabulary import ROLES, TERMS, TermKind

ALL = {(kind, slug) for kind, terms in (TERMS | {TermKind.ROLE: ROLES}).items() for slug in terms}
TYPED = [
    ("NAI", TermKind.HARM, "physical_abuse"), ("shaken baby", TermKind.HARM, "abusive_head_trauma"),
    ("CSE", TermKind.HARM, "sexual_exploitation"), ("county lines", TermKind.HARM, "criminal_exploitation"),
    ("MSBP", TermKind.HARM, "fabricated_illness"), ("FII", TermKind.HARM, "fabricated_illness"),
    ("DA", TermKind.THEME, "domestic_abuse"), ("MARAC", TermKind.THEME, "domestic_abuse"),
    ("EHE", TermKind.THEME, "children_not_in_school"), ("LAC", TermKind.THEME, "looked_after"),
    ("CLA", TermKind.THEME, "looked_after"), ("MASH", TermKind.AGENCY, "childrens_social_care"),
    ("CAMHS", TermKind.AGENCY, "camhs"), ("YOT", TermKind.AGENCY, "youth_justice"),
    ("DSL", TermKind.ROLE, "safeguarding_lead_school"),
]  # fmt: skip


def test_every_term_of_the_vocabulary_has_its_words():
    assert set(WORDS) == ALL | {(TermKind.AGENCY, slug) for slug, *_ in ENDED}


@pytest.mark.parametrize("key", sorted(WORDS))
def test_a_definition_is_one_or_two_sentences(key):
    definition, synonyms = WORDS[key]
    assert definition.endswith(".")
    assert definition.count(". ") <= 1
    assert synonyms
    assert len(synonyms) == len({word.casefold() for word in synonyms})


@pytest.mark.parametrize(("typed", "kind", "slug"), TYPED)
def test_what_practitioners_type_is_a_synonym(typed, kind, slug):
    assert typed in WORDS[kind, slug][1]


@pytest.mark.django_db
def test_the_database_holds_the_words_of_every_term():
    stored = {(term.kind, term.slug): (term.definition, tuple(term.synonyms)) for term in Term.objects.all()}
    assert stored == WORDS


@pytest.mark.django_db
def test_a_clinical_commissioning_group_ended_the_day_before_its_successor_began():
    ccg = Term.objects.get(kind=TermKind.AGENCY, slug="ccg")
    assert ccg.valid_until == date(2022, 6, 30)
    assert (ccg.successor.slug, ccg.successor.valid_from) == ("icb", date(2022, 7, 1))
    assert ccg not in Term.objects.valid_on(date(2022, 7, 1))
    assert ccg.successor in Term.objects.valid_on(date(2022, 7, 1))


@pytest.mark.django_db
def test_a_command_compares_the_terms_with_the_code_and_writes_them_so_that_readers_see_it():
    Term.objects.filter(slug="supervision").update(definition="Other.")
    Term.objects.get(slug="midwife").delete()
    with pytest.raises(CommandError, match="2 terms"):
        call_command("terms", stdout=StringIO())
    before, said = last_change(), StringIO()
    call_command("terms", "--write", stdout=said)
    assert said.getvalue().splitlines() == [
        *("role/midwife: not there", "theme/supervision: other words", "2 written."),
    ]
    assert {change.key.partition(":")[0] for change in changes_since(before)} == {"term"}
    call_command("terms", stdout=StringIO())
    assert Term.objects.get(slug="midwife").label == ROLES["midwife"]
