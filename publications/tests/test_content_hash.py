"""One changed character changes the hash; what nobody reads does not."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from config.testing.reports import BLOCKS
from pages.models import PrivateImage
from publications.content_hash import content_hash, page_content, page_digest
from publications.models import Term
from publications.tests.embargo import TellingReports, add_polish, picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(surrey, reports):
    review = reports.draft(surrey, blocks=BLOCKS)
    return review.drafts()[0]


def test_one_more_character_in_any_field_changes_the_digest(page):
    for field in ("title", "slug", "introduction", "reviewer", "pseudonym", "period", "content_warning", "summary"):
        before = page_digest(page)
        setattr(page, field, f"{getattr(page, field)}.")
        assert page_digest(page) != before, field


def test_another_choice_changes_the_digest(page):
    for field, value in (("review_type", "national"), ("age_band", "under-1")):
        before = page_digest(page)
        setattr(page, field, value)
        assert page_digest(page) != before, field


def test_a_term_changes_the_digest_and_the_order_of_terms_does_not(page):
    one, two = (Term.objects.create(kind="theme", slug=slug, label=slug) for slug in ("one", "two"))
    for field in ("themes", "harms", "agencies"):
        before = page_digest(page)
        setattr(page, field, [one, two])
        there = page_digest(page)
        setattr(page, field, [two, one])
        assert before != there == page_digest(page), field


def _with_body(page, blocks):
    page.body = blocks
    return page_digest(page)


def test_every_block_counts_and_so_does_their_order(page):
    raw = [{"type": b["type"], "value": b["value"]} for b in page.body.get_prep_value()]
    digests = {_with_body(page, raw), _with_body(page, raw[::-1]), _with_body(page, raw[:-1]), _with_body(page, [])}
    assert len(digests) == 4


def test_the_internal_name_of_a_block_does_not_count(page):
    raw = page.body.get_prep_value()
    assert len({_with_body(page, [b | {"id": f"{n}{i}"} for i, b in enumerate(raw)]) for n in "ab"}) == 1


def test_support_and_footnotes_count(page):
    digests = {page_digest(page)}
    page.support = []
    digests.add(page_digest(page))
    page.footnotes = [{"type": "footnote", "value": {"label": "1", "text": "<p>n</p>"}}]
    digests.add(page_digest(page))
    assert len(digests) == 3


def test_a_picture_counts_by_what_it_shows_and_not_by_its_number(page):
    def shown(colour):
        image = PrivateImage(title="x")
        image.file = ContentFile(picture(colour), name="x.png")
        image.save()
        page.body = [{"type": "figure", "value": {"image": image.pk, "alt": "A", "caption": ""}}]
        return image, page_digest(page)

    image, teal = shown("teal")
    image.file = ContentFile(picture("red"), name="x.png")
    image.save()
    assert page_digest(page) != teal


def test_saving_again_without_a_change_keeps_the_digest(page):
    before = page_digest(page)
    page.save_revision()
    assert page_digest(page.review.drafts()[0]) == before


def test_a_translation_changes_the_hash_of_the_review_and_the_order_does_not(surrey, a_person):
    telling = TellingReports(a_person)
    review = telling.draft(surrey)
    pages = review.drafts()
    assert [page.locale.language_code for page in pages] == ["en", "pl"]
    assert content_hash(pages) == content_hash(pages[::-1]) != content_hash(pages[:1])


def test_the_same_words_in_another_language_are_another_content(page, reports, surrey):
    polish = add_polish(page.review, by=None)
    english, translated = page_content(page), page_content(polish)
    assert {name for name in english if english[name] != translated[name]} == {"language"}
