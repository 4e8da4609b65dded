"""A leaflet in public: its page, its language, its age, and its printed forms."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail.rich_text import RichText

from config.testing.leaflets import starter_leaflet
from home.formats import forget_unused_prints
from home.linting import refusals
from home.models import EasyReadPage, LeafletPage, SupportOrganisation
from home.planting import publish_planted
from pages.models import ContentTranslation
from pages.publishing import take_down
from pages.tests.printing import page_texts
from pages.translating.aging import note_new_english
from pages.translating.planting import plant_translation
from pages.translating.sources import source_of
from partnerships.models import ContactBlock, Purpose, Terms
from people.roles import Role

pytestmark = pytest.mark.django_db
PATH = "/families/young-people/"


@pytest.fixture
def leaflet(surrey):
    return starter_leaflet(surrey, "young-people")


@pytest.fixture
def read(surrey, at_host):
    return lambda path=PATH: at_host(surrey).get(path)


@pytest.fixture
def in_urdu(leaflet):
    strings = source_of(leaflet).stringsegment_set.values_list("string__data", flat=True)
    return plant_translation(leaflet, "ur", {text: f"اردو {text}" for text in strings}, now=timezone.now())


def text_of(answer):
    return answer.content.decode()


def rewritten(leaflet, **fields):
    for name, value in fields.items():
        setattr(leaflet, name, value)
    leaflet.save_revision()
    publish_planted(LeafletPage.objects.get(pk=leaflet.pk), now=timezone.now())
    return leaflet


def test_every_leaflet_of_a_partnership_is_on_its_families_page(read):
    text = text_of(read("/families/"))
    for slug in ("parents-and-carers", "family-members", "young-people", "easy-read"):
        assert f'href="/families/{slug}/"' in text


def test_a_leaflet_belongs_to_its_partnership_alone(leaflet, solihull, at_host):
    rewritten(leaflet, slug="only-here")
    assert at_host(solihull).get("/families/only-here/").status_code == 404


def test_the_version_for_young_people_says_whom_they_can_talk_to(read):
    text = text_of(read())
    assert "Who can I talk to?" in text
    assert "0800 1111" in text


def test_a_number_that_is_put_right_is_right_at_once_in_every_language_and_on_paper(read, surrey, in_urdu):
    assert "0800 1111" in text_of(read(f"/ur{PATH}"))
    SupportOrganisation.objects.filter(partnership=surrey, name="Childline").update(phone="0800 9999")
    for path in (PATH, f"/ur{PATH}"):
        assert "0800 1111" not in text_of(read(path))
        assert "0800 9999" in text_of(read(path))
    assert "9999" in " ".join(page_texts(read(f"{PATH}pdf/a4/").content))


def test_a_translation_runs_from_right_to_left_and_says_that_nobody_has_checked_it(read, in_urdu):
    text = text_of(read(f"/ur{PATH}"))
    assert '<html lang="ur" dir="rtl"' in text
    assert "اردو A review about your family" in text


def test_the_english_says_in_which_languages_it_is_public(read, in_urdu):
    assert f'hreflang="ur" href="http://surrey.test/ur{PATH}"' in text_of(read())


def test_a_translation_says_within_the_same_moment_that_the_english_is_newer(read, leaflet, in_urdu):
    assert "newer" not in text_of(read(f"/ur{PATH}"))
    rewritten(leaflet, introduction="Something else is true now.")
    assert ContentTranslation.objects.get(pk=in_urdu.pk).is_stale
    assert f'href="{PATH}"' in text_of(read(f"/ur{PATH}"))


@pytest.mark.parametrize("path", [PATH, "/who-is-who/"])
def test_a_page_says_that_the_english_is_newer_when_its_terms_are(read, surrey, path):
    page = Page.objects.descendant_of(surrey.site.root_page).get(slug=path.split("/")[-2]).specific
    for content in (page, surrey.terms):
        strings = source_of(content).stringsegment_set.values_list("string__data", flat=True)
        plant_translation(content, "ur", {text: f"اردو {text}" for text in strings}, now=timezone.now())
    newer = f'<a class="govuk-link" href="{path}" hreflang="en">'
    assert newer not in text_of(read(f"/ur{path}"))
    surrey.terms.timescale = "It takes nine months."
    surrey.terms.save()
    note_new_english(surrey.terms, is_safety_critical=False, now=timezone.now())
    assert newer in text_of(read(f"/ur{path}"))


def test_what_is_not_translated_stands_in_english_and_says_so(read):
    text = text_of(read(f"/ar{PATH}"))
    assert "A review about your family" in text
    assert "العربية" in text


def test_a_leaflet_past_its_time_says_so_and_leaves_the_list(read, leaflet):
    rewritten(leaflet, valid_to=timezone.localdate() - timedelta(days=1))
    assert "not valid today" in text_of(read())
    assert f'href="{PATH}"' not in text_of(read("/families/"))


def test_a_leaflet_that_another_supersedes_names_it(read, leaflet, surrey):
    newer = starter_leaflet(surrey, "family-members")
    rewritten(leaflet, superseded_by=newer)
    assert "There is a newer leaflet" in text_of(read())


def test_a_newer_leaflet_that_is_not_public_is_not_named(read, leaflet, surrey, a_person):
    newer = starter_leaflet(surrey, "family-members")
    rewritten(leaflet, superseded_by=newer)
    notice = "There is a newer leaflet"
    assert notice in text_of(read())
    take_down(newer, by=a_person(surrey, Role.COMMS), now=timezone.now())
    assert notice not in text_of(read())


def test_a_leaflet_is_superseded_by_one_of_its_own_site(leaflet, solihull):
    leaflet.superseded_by = starter_leaflet(solihull, "family-members")
    assert refusals(leaflet) == ["The leaflet that supersedes this one is not public on your site."]


def test_words_in_terms_that_look_like_html_stay_words(read, surrey):
    Terms.objects.filter(partnership=surrey).update(review_name="<b>bold</b> review", members="<script>x</script>")
    text = text_of(read("/families/parents-and-carers/"))
    assert "<script>x" not in text
    assert "&lt;b&gt;bold" in text


@pytest.mark.parametrize("layout", ["a4", "booklet", "large"])
def test_a_leaflet_can_be_printed(read, layout):
    answer = read(f"{PATH}pdf/{layout}/")
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert len(answer.content) < 500_000


def test_easy_read_can_be_printed(read):
    assert read("/families/easy-read/pdf/easy/").content.startswith(b"%PDF")


def test_the_second_reader_gets_the_very_same_print(read):
    assert read(f"{PATH}pdf/a4/").content == read(f"{PATH}pdf/a4/").content


@pytest.mark.parametrize("path", ["pdf/", "pdf/a3/", "pdf/easy/", "pdf/a4/x/", "pdf/../a4/"])
def test_there_is_no_other_print(read, path):
    assert read(f"{PATH}{path}").status_code == 404


def test_a_draft_cannot_be_printed(read, leaflet):
    leaflet.introduction = "Quillfeather"
    leaflet.save_revision()
    assert "Quillfeather" not in " ".join(page_texts(read(f"{PATH}pdf/a4/").content))


def test_a_letter_that_no_font_has_is_refused_before_it_is_public(leaflet):
    leaflet.sections = [*((b.block_type, b.value) for b in leaflet.sections)]
    leaflet.introduction = "\U00013000"
    assert any("cannot print" in line for line in leaflet.refusals())


def test_prints_that_nobody_wanted_for_a_month_are_deleted(read, settings):
    from pathlib import Path

    read(f"{PATH}pdf/a4/")
    folder = Path(settings.VAR_DIR) / "printed"
    assert list(folder.glob("*.pdf"))
    forget_unused_prints(timezone.now() + timedelta(days=31))
    assert not list(folder.glob("*.pdf"))


def test_easy_read_shows_each_idea_with_its_picture(read, surrey):
    page = EasyReadPage.objects.descendant_of(surrey.site.root_page).get()
    text = text_of(read("/families/easy-read/"))
    assert text.count('class="site-easy__line"') == len(page.lines)
    assert "pictures/easy-read/meeting" in text


def test_a_partnership_without_a_contact_for_young_people_still_has_its_leaflet(read, surrey):
    ContactBlock.objects.filter(partnership=surrey, purpose=Purpose.YOUNG_PEOPLE).delete()
    assert read().status_code == 200


def test_a_section_that_says_nothing_is_left_out(read, leaflet):
    kept = [(b.block_type, b.value) for b in leaflet.sections]
    empty = {"heading": "How long", "text": RichText("")}
    rewritten(leaflet, sections=[*kept, ("how_long", empty)])
    assert "How long" not in text_of(read())


@pytest.mark.parametrize("path", ["/families/", PATH, "/families/easy-read/", f"/ur{PATH}", f"{PATH}pdf/a4/"])
def test_families_are_given_no_cookie_and_nothing_from_elsewhere(read, path):
    answer = read(path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert b'src="http' not in answer.content


@pytest.mark.parametrize("count", [1, 3])
def test_a_leaflet_takes_the_same_queries_however_many_support_people(read, surrey, count, django_assert_num_queries):
    SupportOrganisation.objects.filter(partnership=surrey).delete()
    for number in range(count):
        SupportOrganisation.objects.create(
            partnership=surrey, name=f"Help {number}", offers="Help", phone="1", review_by=timezone.localdate()
        )
    read()
    with django_assert_num_queries(21):
        read()


def test_a_promise_that_was_taken_back_is_said_in_no_language(surrey, read):
    terms = Terms.objects.get(partnership=surrey)
    Terms.objects.filter(pk=terms.pk).update(copy_of_report="You get a copy.")
    strings = source_of(Terms.objects.get(pk=terms.pk)).stringsegment_set.values_list("string__data", flat=True)
    plant_translation(
        Terms.objects.get(pk=terms.pk), "pl", {text: f"PL {text}" for text in strings}, now=timezone.now()
    )
    page = starter_leaflet(surrey)
    texts = source_of(page).stringsegment_set.values_list("string__data", flat=True)
    plant_translation(page, "pl", {text: f"PL {text}" for text in texts}, now=timezone.now())
    assert "PL You get a copy." in text_of(read("/pl/families/parents-and-carers/"))
    Terms.objects.filter(pk=terms.pk).update(copy_of_report="")
    assert "You get a copy." not in text_of(read("/pl/families/parents-and-carers/"))


def test_a_promise_that_was_taken_back_is_gone_from_plain_pages_too(surrey, read):
    terms = Terms.objects.get(partnership=surrey)
    Terms.objects.filter(pk=terms.pk).update(actions="We follow the actions.")
    strings = source_of(Terms.objects.get(pk=terms.pk)).stringsegment_set.values_list("string__data", flat=True)
    plant_translation(
        Terms.objects.get(pk=terms.pk), "pl", {text: f"PL {text}" for text in strings}, now=timezone.now()
    )
    page = surrey.site.root_page.get_children().get(slug="who-is-who").specific
    texts = source_of(page).stringsegment_set.values_list("string__data", flat=True)
    plant_translation(page, "pl", {text: f"PL {text}" for text in texts}, now=timezone.now())
    assert "PL We follow the actions." in text_of(read("/pl/who-is-who/"))
    Terms.objects.filter(pk=terms.pk).update(actions="")
    assert "We follow the actions." not in text_of(read("/pl/who-is-who/"))
