"""The pages of a review's record: who may open which, what each shows to whom, and what happens to what was typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from config.testing.reports import T0
from config.testing.words import said
from pages.models import PrivateDocument
from people.models import Alarm
from people.roles import Role
from publications.models import Delay, Hold, Restriction, Review, Reviewer, SensitiveDate
from publications.recording.about import relate
from publications.recording.delaying import report_delay
from publications.recording.holding import place_hold
from publications.recording.rows import SORTS, add_row

pytestmark = pytest.mark.django_db

SECRET = "Quillfeather"
KEEPING = {"partnership_support", "business_manager"}
RELEASING = KEEPING | {"comms"}
SEEING = RELEASING | {"partner_delegate", "legal", "family_coordinator"}
PAGES = {
    "about/": RELEASING,
    "about/decision/": KEEPING,
    "about/media/": RELEASING,
    "about/related/": KEEPING,
    "about/related/{other}/": KEEPING,
    "people/": KEEPING,
    "reviewers/add/": KEEPING,
    "reviewers/{reviewer}/": KEEPING,
    "reviewers/{reviewer}/remove/": KEEPING,
    "team/add/": KEEPING,
    "proceedings/": KEEPING | {"legal"},
    "proceedings/add/": KEEPING,
    "proceedings/{process}/": KEEPING,
    "proceedings/{process}/remove/": KEEPING,
    "restrictions/add/": KEEPING,
    "restrictions/{restriction}/": KEEPING,
    "restrictions/{restriction}/remove/": KEEPING,
    "sensitive-dates/": RELEASING | {"family_coordinator"},
    "sensitive-dates/add/": KEEPING | {"family_coordinator"},
    "sensitive-dates/{sensitive_date}/": KEEPING | {"family_coordinator"},
    "sensitive-dates/{sensitive_date}/remove/": KEEPING | {"family_coordinator"},
    "holds/": KEEPING | {"legal"},
    "holds/place/": KEEPING | {"legal"},
    "holds/{hold}/": {"business_manager", "legal"},
    "clocks/": SEEING,
    "clocks/delay/": KEEPING,
    "import/": RELEASING,
}
LOOKED_AT = {"about/", "people/", "proceedings/", "sensitive-dates/", "holds/", "clocks/"}
VALUES = {
    "reviewer": {"name": f"Ada {SECRET}"},
    "team_member": {"name": f"Bea {SECRET}"},
    "process": {"kind": "inquest", "source": f"Coroner {SECRET}"},
    "restriction": {"kind": "injunction", "starts_on": date(2026, 1, 5), "source": f"Court {SECRET}"},
    "sensitive_date": {"day": date(2025, 4, 17), "is_yearly": True, "reason": f"Birthday of {SECRET}"},
}


@pytest.fixture
def review(surrey, reports):
    return reports.draft(surrey)


@pytest.fixture
def manager(surrey, reports):
    return reports.team(surrey).preparer


@pytest.fixture
def rows(surrey, review, manager):
    made = {sort: add_row(review, sort, values, by=manager, now=T0).pk for sort, values in VALUES.items()}
    made["hold"] = place_hold(review, Hold.Kind.FAMILY, reason=f"For {SECRET}", by=manager, now=T0).pk
    other = Review.objects.create(partnership=surrey, created_at=T0)
    relate(review, other.uuid, by=manager, now=T0)
    return made | {"other": other.uuid}


@pytest.fixture
def addresses(review, rows):
    return {page: f"/reviews/{review.uuid}/{page.format(**rows)}" for page in PAGES}


def counts():
    models = [sort.model for sort in SORTS.values()] + [Hold, Delay]
    return [model.objects.count() for model in models], Review.objects.filter(related__isnull=False).count()


def test_each_page_opens_for_exactly_the_roles_that_may_do_its_deed(surrey, a_person, signed_in, addresses):
    clients = {role: signed_in(a_person(surrey, role)) for role in Role.values}
    opened = {
        page: {role for role, client in clients.items() if client.get(address).status_code == 200}
        for page, address in addresses.items()
    }
    assert opened == PAGES


def test_nothing_is_there_for_the_staff_of_another_partnership(solihull, a_person, signed_in, addresses):
    client, before = signed_in(a_person(solihull, *Role.values)), counts()
    assert {client.get(address).status_code for address in addresses.values()} == {404}
    posted = {client.post(address).status_code for page, address in addresses.items() if page not in LOOKED_AT}
    assert (posted, counts()) == ({404}, before)


def test_nobody_changes_anything_with_a_role_that_may_only_look(surrey, a_person, signed_in, addresses):
    client, before = signed_in(a_person(surrey, "partner_delegate")), counts()
    posted = {client.post(address).status_code for page, address in addresses.items() if page not in LOOKED_AT}
    assert (posted, counts()) == ({404}, before)


def test_whoever_is_not_signed_in_gets_no_page(addresses):
    client = Client(SERVER_NAME=settings.STAFF_HOST)
    assert {client.get(address).status_code for address in addresses.values()} == {302}


def test_no_such_page_exists_on_a_public_host(surrey, at_host, addresses):
    assert {at_host(surrey).get(address).status_code for address in addresses.values()} == {404}


def test_a_row_is_found_under_its_own_review_only(surrey, reports, manager, signed_in, rows):
    other = reports.draft(surrey, slug="another")
    client = signed_in(manager)
    places = [f"reviewers/{rows['reviewer']}/", f"restrictions/{rows['restriction']}/", f"holds/{rows['hold']}/"]
    assert {client.get(f"/reviews/{other.uuid}/{place}").status_code for place in places} == {404}


def test_the_review_leads_to_the_parts_of_its_record_that_one_may_open(surrey, review, manager, a_person, signed_in):
    def led_to(user):
        page = signed_in(user).get(f"/reviews/{review.uuid}/").content.decode()
        return {place for place in LOOKED_AT if f'href="/reviews/{review.uuid}/{place}"' in page}

    assert led_to(manager) == LOOKED_AT
    assert led_to(a_person(surrey, "legal")) == {"proceedings/", "holds/", "clocks/"}
    assert led_to(a_person(surrey, "partner_delegate")) == {"clocks/"}


def test_the_history_on_the_page_of_the_review_names_nobody(review, manager, signed_in, rows):
    words = said(signed_in(manager).get(f"/reviews/{review.uuid}/")).partition("What has happened")[2]
    assert "Restriction recorded" in words
    assert "Put on hold" in words
    assert SECRET not in words


class TestSecrecy:
    @pytest.mark.usefixtures("rows")
    def test_the_reason_of_a_sensitive_date_is_read_by_few_and_the_day_by_all_who_plan(
        self, surrey, review, manager, a_person, signed_in
    ):
        page = f"/reviews/{review.uuid}/sensitive-dates/"
        assert f"Birthday of {SECRET}" in said(signed_in(manager).get(page))
        words = said(signed_in(a_person(surrey, "comms")).get(page))
        assert "17 April 2025, and every year on that day A sensitive date" in words
        assert SECRET not in words
        assert "Change" not in words

    @pytest.mark.usefixtures("rows")
    def test_the_legal_adviser_reads_restrictions_and_changes_none(self, surrey, review, a_person, signed_in):
        words = said(signed_in(a_person(surrey, "legal")).get(f"/reviews/{review.uuid}/proceedings/"))
        assert f"It comes from: Court {SECRET}" in words
        assert "Add a restriction" not in words
        assert "Change" not in words

    def test_each_reads_of_a_delay_what_is_theirs_to_know(self, surrey, review, manager, a_person, signed_in):
        said_of = {"reason": f"Because of {SECRET}.", "for_family": "We were asked to wait."}
        report_delay(review, "police", **said_of, expected_on=date(2027, 1, 1), by=manager, now=T0)
        page = f"/reviews/{review.uuid}/clocks/"
        read = {role: said(signed_in(a_person(surrey, role)).get(page)) for role in ("family_coordinator", "comms")}
        assert SECRET in said(signed_in(manager).get(page))
        assert (SECRET in read["family_coordinator"], "We were asked to wait." in read["family_coordinator"]) == (
            False, True,
        )  # fmt: skip
        assert (SECRET in read["comms"], "We were asked to wait." in read["comms"]) == (False, False)

    def test_only_reviews_of_the_same_partnership_can_be_related(
        self, surrey, solihull, review, manager, reports, signed_in
    ):
        ours = reports.draft(surrey, slug="ours", pseudonym="Fern")
        theirs = reports.draft(solihull, pseudonym=SECRET)
        client, page = signed_in(manager), f"/reviews/{review.uuid}/about/related/"
        words = said(client.get(page))
        assert "Fern" in words
        assert SECRET not in words
        refused = [said(client.post(page, {"other": str(uuid)})) for uuid in (theirs.uuid, Review().uuid)]
        assert all("Select a valid choice." in found for found in refused)
        client.post(page, {"other": str(ours.uuid)})
        assert list(review.related.all()) == [ours]


class TestForms:
    @pytest.fixture
    def client(self, manager, signed_in):
        return signed_in(manager)

    def test_a_reviewer_is_added_changed_and_removed(self, review, client):
        start = f"/reviews/{review.uuid}/reviewers/"
        client.post(f"{start}add/", {"name": f"Ada {SECRET}", "conflict_declared_on": "2/3/2026"})
        row = Reviewer.objects.get()
        client.post(f"{start}{row.pk}/", {"name": "Ada", "announced_on": "1 March 2026"})
        row.refresh_from_db()
        assert (row.name, row.announced_on, row.conflict_declared_on) == ("Ada", date(2026, 3, 1), None)
        words = said(client.post(f"{start}{row.pk}/remove/", follow=True))
        assert "No reviewer is recorded." in words
        assert SECRET not in words

    def test_what_was_typed_stands_there_again_with_the_refusal_above(self, review, client):
        ahead = {"name": f"Ada {SECRET}", "organisation": "Example Reviews", "announced_on": "1/1/2040"}
        response = client.post(f"/reviews/{review.uuid}/reviewers/add/", ahead)
        assert "The day on which the name was told cannot lie in the future." in said(response)
        page = response.content.decode()
        assert [value in page for value in (f"Ada {SECRET}", "Example Reviews", "1/1/2040")] == [True] * 3
        assert "<title>Error: " in page

    def test_a_name_stands_in_no_title_and_no_address(self, review, client, rows):
        for place in ("people/", f"reviewers/{rows['reviewer']}/", f"sensitive-dates/{rows['sensitive_date']}/"):
            page = client.get(f"/reviews/{review.uuid}/{place}").content.decode()
            assert SECRET in page
            assert SECRET not in page.partition("</title>")[0]

    def test_a_document_is_kept_without_its_file_name_in_the_partnerships_collection(self, surrey, review, client):
        order = SimpleUploadedFile(f"{SECRET}.pdf", b"%PDF-1.7 order")
        data = {"kind": "injunction", "starts_on": "1/3/2026", "source": "High Court", "upload": order}
        client.post(f"/reviews/{review.uuid}/restrictions/add/", data)
        document = Restriction.objects.get().document
        assert document.collection == surrey.collection
        assert SECRET not in f"{document.title} {document.file.name}"
        link = f"/documents/{document.pk}/{document.filename}"
        assert link in client.get(f"/reviews/{review.uuid}/proceedings/").content.decode()
        assert b"".join(client.get(link).streaming_content) == b"%PDF-1.7 order"

    @pytest.mark.parametrize(
        ("name", "size", "words"), [("a.exe", 10, "Choose a PDF"), ("a.pdf", 10 * 1024 * 1024 + 1, "larger than 10 MB")]
    )
    def test_a_document_that_is_none_is_refused_and_what_was_typed_stays(self, review, client, name, size, words):
        data = {"kind": "injunction", "starts_on": "1/3/2026", "source": SECRET}
        upload = SimpleUploadedFile(name, bytes(size))
        response = client.post(f"/reviews/{review.uuid}/restrictions/add/", data | {"upload": upload})
        assert words in said(response)
        assert SECRET in response.content.decode()

    def test_a_document_that_was_sent_with_what_is_refused_is_not_kept(self, review, client):
        data = {"kind": "injunction", "starts_on": "2/3/2026", "ends_on": "1/3/2026", "source": "High Court"}
        upload = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
        response = client.post(f"/reviews/{review.uuid}/restrictions/add/", data | {"upload": upload})
        assert "The last day cannot be before the first." in said(response)
        assert not PrivateDocument.objects.exists()

    def test_kind_decision_and_media_contact_are_recorded(self, review, client):
        client.post(f"/reviews/{review.uuid}/about/decision/", {"kind": "thematic", "decided_on": "2/1/2026"})
        contact = {"contact": "Press office", "phone": "01632 960 001", "email": ""}
        words = said(client.post(f"/reviews/{review.uuid}/about/media/", contact, follow=True))
        assert "Day of the decision 2 January 2026" in words
        assert "Press office" in words

    def test_a_relation_is_taken_back(self, review, client, rows):
        words = said(client.post(f"/reviews/{review.uuid}/about/related/{rows['other']}/", follow=True))
        assert "No other review is related." in words


class TestHolds:
    def test_before_and_after_a_hold_on_a_scheduled_review_the_page_says_that_it_will_be_stopped(
        self, surrey, reports, signed_in
    ):
        review = reports.scheduled(surrey)
        client = signed_in(reports.team(surrey).preparer)
        words = "the release planned for Tuesday 3 March 2026 at 10:00, London will be stopped at its hour"
        assert words in said(client.get(f"/reviews/{review.uuid}/holds/place/"))
        response = client.post(
            f"/reviews/{review.uuid}/holds/place/", {"kind": "court_order", "reason": SECRET}, follow=True
        )
        assert words.capitalize()[:30].lower() in said(response).lower()
        assert "will be stopped at its hour" in said(response)
        assert Alarm.objects.filter(kind="hold_on_scheduled", settled_at=None).count() == 1

    def test_a_hold_is_lifted_on_its_page_and_stays_in_the_list(self, review, manager, signed_in, rows):
        address = f"/reviews/{review.uuid}/holds/{rows['hold']}/"
        words = said(signed_in(manager).post(address, {"reason": "They agree."}, follow=True))
        assert "The review is not on hold." in words
        assert "They agree." in words

    def test_what_is_public_stays_public_and_the_page_says_so(self, surrey, reports, signed_in):
        review = reports.published(surrey)
        client = signed_in(reports.team(surrey).preparer)
        assert "a hold does not change that" in said(client.get(f"/reviews/{review.uuid}/holds/place/"))


class TestClocks:
    def test_the_clock_and_the_rule_stand_there_in_words(self, review, manager, signed_in):
        Review.objects.filter(pk=review.pk).update(decided_on=date(2020, 1, 1))
        words = said(signed_in(manager).get(f"/reviews/{review.uuid}/clocks/"))
        assert "Late, and Panel and Secretary of State not told." in words
        assert "Rule: R12, R13" in words

    def test_a_delay_is_recorded_and_leads_to_its_letter(self, review, manager, signed_in):
        Review.objects.filter(pk=review.pk).update(decided_on=date(2020, 1, 1))
        ahead = datetime.now(UTC) + timedelta(days=60)
        data = {"cause": "police", "reason": SECRET, "for_family": "We wait.", "expected_on": f"{ahead:%d/%m/%Y}"}
        response = signed_in(manager).post(f"/reviews/{review.uuid}/clocks/delay/", data, follow=True)
        assert "have not been told by this" in said(response)
        assert f"/reviews/{review.uuid}/notices/new/?purpose=delay" in response.content.decode()

    def test_a_day_that_is_past_is_refused_and_the_reason_is_not_lost(self, review, manager, signed_in):
        data = {"cause": "police", "reason": SECRET, "for_family": "We wait.", "expected_on": "1/1/2020"}
        response = signed_in(manager).post(f"/reviews/{review.uuid}/clocks/delay/", data)
        assert "has to lie in the future." in said(response)
        assert SECRET in response.content.decode()

    def test_what_is_published_cannot_be_delayed(self, surrey, reports, signed_in):
        review = reports.published(surrey)
        words = said(signed_in(reports.team(surrey).preparer).get(f"/reviews/{review.uuid}/clocks/"))
        assert "Record a delay" not in words
        assert "A year in public" in words


# Session, person, second factor and roles; the review and its rows; the page and its latest draft for the caption.
QUERIES = {"people/": 11, "proceedings/": 11, "sensitive-dates/": 11, "holds/": 10, "clocks/": 13, "about/": 14}


@pytest.mark.parametrize("count", [1, 3])
@pytest.mark.parametrize("place", QUERIES)
def test_the_number_of_queries_does_not_grow_with_the_rows(
    surrey, review, manager, signed_in, django_assert_num_queries, place, count
):
    for number in range(count):
        for sort, values in VALUES.items():
            add_row(review, sort, values, by=manager, now=T0)
        place_hold(review, Hold.Kind.FAMILY, reason="x", by=manager, now=T0)
        soon = {"reason": "x", "for_family": "x", "expected_on": date(2027, 1, 1)}
        report_delay(review, "police", **soon, by=manager, now=T0 + timedelta(seconds=number))
        relate(review, Review.objects.create(partnership=surrey, created_at=T0).uuid, by=manager, now=T0)
    client = signed_in(manager)
    client.get(f"/reviews/{review.uuid}/{place}")
    with django_assert_num_queries(QUERIES[place]):
        client.get(f"/reviews/{review.uuid}/{place}")
    assert SensitiveDate.objects.count() == count
