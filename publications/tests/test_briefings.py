"""The briefings that anybody reads: their list, their page, and what keeps one from being published."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.testing.briefings import QUESTIONS, WORD, a_briefing, edit, publish, write_briefing
from config.testing.reports import T0
from pages.publishing import NotFit, OwnHand, take_down
from publications.briefing_blocks import SECTIONS
from publications.learning.readiness import NO_SOURCE
from publications.models import BriefingIndexPage, Term
from publications.planting import plant_briefing_index

pytestmark = pytest.mark.django_db
ADDRESS = "/briefings/seeing-the-child/"


@pytest.fixture
def team(reports, surrey):
    return reports.team(surrey)


@pytest.fixture
def public(surrey, team):
    """Publish a briefing of Surrey."""

    def made(*, now=T0, **fields):
        return publish(write_briefing(surrey, by=team.preparer, now=now, **fields), by=team.confirmer, now=now)

    return made


def _term(kind, slug):
    return Term.objects.get(kind=kind, slug=slug)


def _read(client, path):
    return client.get(path).content.decode()


def test_a_draft_is_nowhere_and_a_published_briefing_is_in_the_list_and_at_its_address(surrey, team, at_host):
    client = at_host(surrey)
    draft = write_briefing(surrey, by=team.preparer, now=T0)
    assert (client.get(ADDRESS).status_code, "Seeing the child" in _read(client, "/briefings/")) == (404, False)
    assert "No briefing has been published here yet." in _read(client, "/briefings/")
    page = publish(draft, by=team.confirmer, now=T0)
    assert (client.get(ADDRESS).status_code, "Seeing the child" in _read(client, "/briefings/")) == (200, True)
    take_down(page, by=team.confirmer, now=T0)
    assert (client.get(ADDRESS).status_code, "Seeing the child" in _read(client, "/briefings/")) == (404, False)


def test_whoever_wrote_it_does_not_publish_it(surrey, team):
    draft = write_briefing(surrey, by=team.preparer, now=T0)
    with pytest.raises(OwnHand):
        publish(draft, by=team.preparer, now=T0)


def test_the_page_has_seven_sections_three_questions_and_says_for_whom_it_is(surrey, public, at_host):
    public(
        themes=[_term("theme", "pre_birth")],
        roles=[_term("role", "midwife")],
        agencies=[_term("agency", "maternity")],
        has_disguised_details=True,
        resources=[("resource", {"title": "A film", "url": "https://example.org/film"})],
    )
    text = _read(at_host(surrey), ADDRESS)
    assert [text.count(f'id="{name.replace("_", "-")}">{heading}</h2>') for name, heading in SECTIONS.items()] == [
        1
    ] * 7
    assert [text.count(f"<li>{question}</li>") for question in QUESTIONS] == [1] * 3
    for path in ("/themes/theme/pre_birth/", "/themes/role/midwife/", "/themes/agency/maternity/", "supervision/"):
        assert f'href="{path}"' in text
    for words in ("1 minute to read", "An audit: Audit of autumn", "Some details were changed", "A film",
                  "Practice will change over time."):  # fmt: skip
        assert words in text


def test_the_day_for_reading_it_again_is_not_for_readers(surrey, public, at_host):
    public(review_by=timezone.now().date() + timedelta(days=9000))
    assert str((timezone.now() + timedelta(days=9000)).year) not in _read(at_host(surrey), ADDRESS)


def test_a_briefing_of_another_partnership_is_neither_listed_nor_shown(solihull, public, at_host):
    public()
    client = at_host(solihull)
    assert client.get(ADDRESS).status_code == 404
    assert client.get(f"{ADDRESS}supervision/").status_code == 404
    assert "Seeing the child" not in _read(client, "/briefings/")


def test_a_section_a_question_or_a_source_that_is_missing_keeps_it_from_being_published(surrey, team):
    draft = write_briefing(surrey, by=team.preparer, now=T0)
    assert draft.refusals() == []
    lacking = edit(draft, by=team.preparer, sections=[("briefing", a_briefing(background="", questions=QUESTIONS[:1]))])
    assert len(lacking.refusals()) == 2
    with pytest.raises(NotFit):
        publish(lacking, by=team.confirmer, now=T0)
    assert edit(lacking, by=team.preparer, sections=[]).refusals()[0].startswith("Every section needs a text.")


@pytest.mark.parametrize(
    ("kind", "title", "refused"),
    [
        ("audit", "", [NO_SOURCE]),
        ("audit", "Audit of autumn", []),
        ("national", "A national review", []),
        ("review", "Robin", [NO_SOURCE]),
        ("rapid_review", "Robin", [NO_SOURCE]),
    ],
)
def test_its_source_is_named_and_a_review_is_chosen_and_never_only_written(surrey, team, kind, title, refused):
    draft = write_briefing(surrey, by=team.preparer, now=T0, source_kind=kind, source_title=title)
    assert draft.refusals() == refused


def test_more_than_seven_minutes_is_a_warning_and_no_refusal(surrey, team):
    draft = write_briefing(surrey, by=team.preparer, now=T0)
    assert not any("minutes to read" in said for said in draft.warnings(T0))
    long = edit(draft, by=team.preparer, sections=[("briefing", a_briefing(learning=f"<p>{'word ' * 1500}</p>"))])
    assert any("It takes about 8 minutes to read." in said for said in long.warnings(T0))
    assert long.refusals() == []


def test_a_term_that_has_ended_is_a_warning(surrey, team):
    draft = write_briefing(surrey, by=team.preparer, now=T0, agencies=[_term("agency", "ccg")])
    assert "No longer in use: Clinical commissioning group." in draft.warnings(T0)


def test_the_list_is_narrowed_by_theme_role_and_agency(surrey, public, at_host):
    pre_birth, midwife = _term("theme", "pre_birth"), _term("role", "midwife")
    public(title="One", slug="one", themes=[pre_birth], roles=[midwife])
    public(title="Two", slug="two", themes=[pre_birth])
    public(title="Three", slug="three", agencies=[_term("agency", "police")])
    client = at_host(surrey)

    def listed(query):
        return {title for title in ("One", "Two", "Three") if f'/">{title}</a>' in _read(client, f"/briefings/{query}")}

    assert listed("") == {"One", "Two", "Three"}
    assert listed("?theme=pre_birth") == {"One", "Two"}
    assert listed("?theme=pre_birth&role=midwife") == {"One"}
    assert listed("?theme=pre_birth&theme=neglect&agency=police") == set()
    assert listed("?agency=police&agency=icb") == {"Three"}
    assert listed("?theme=%00") == set()
    assert "Before birth (2)" in " ".join(_read(client, "/briefings/").split())


def test_what_went_out_with_a_report_is_in_the_list_by_the_themes_of_its_report(surrey, reports, public, at_host):
    from config.testing.companions import add_companions
    from publications.releasing import confirm_release, prepare_release, release_due

    team, moment = reports.team(surrey), T0 + timedelta(days=1)
    review = reports.draft(surrey)
    page = review.drafts()[0]
    page.themes = [_term("theme", "pre_birth")]
    page.save_revision(clean=False)
    add_companions(review, by=team.preparer, now=T0, kinds=["briefing"])
    client = at_host(surrey)
    reports.vouch(review, moment=moment)
    release = prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed.")
    confirm_release(release, by=team.confirmer, now=T0)
    assert WORD not in _read(client, "/briefings/")
    release_due(moment)
    text = _read(client, "/briefings/?theme=pre_birth")
    assert f'<a class="govuk-link" href="/reviews/robin-surrey/briefing/">Learning briefing: {WORD}</a>' in text
    public(now=moment + timedelta(days=1))
    text = _read(client, "/briefings/")
    assert text.index("Seeing the child") < text.index(WORD), "The newest is first."


@pytest.mark.parametrize("many", [1, 3])
def test_the_list_asks_the_database_as_often_for_three_as_for_one(
    surrey, public, at_host, many, django_assert_num_queries
):
    for number in range(many):
        public(title=f"Briefing {number}", slug=f"briefing-{number}", themes=[_term("theme", "pre_birth")])
    client = at_host(surrey)
    client.get("/briefings/")
    with django_assert_num_queries(8):
        client.get("/briefings/")


def test_in_another_language_one_is_led_to_the_english_page(surrey, public, at_host):
    public()
    client = at_host(surrey)
    for path in ("/briefings/", ADDRESS, f"{ADDRESS}supervision/", "/training/", "/newsletters/"):
        response = client.get(f"/pl{path}")
        assert (response.status_code, response.headers["Location"]) == (302, path)


def test_the_place_of_the_briefings_is_planted_once(surrey, solihull):
    for partnership in (surrey, solihull):
        there = BriefingIndexPage.objects.descendant_of(partnership.site.root_page).get()
        assert there.live
        assert plant_briefing_index(partnership, now=T0) == there
