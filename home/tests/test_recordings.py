"""Leaflets read aloud and signed: what is taken, who approves, and what the public is offered (R62)."""

from __future__ import annotations

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from config.testing.words import said
from home.keeping.rows import keep_row
from home.models import LeafletPage, PageMedia
from home.recordings.keeping import add_recording, approve_recording, remove_recording
from home.recordings.refusals import (
    ApprovedAlready,
    NeedsTranscript,
    NoSuchVersion,
    NotInThatLanguage,
    OneIsThere,
    Overtaken,
    OwnRecording,
    SignedInEnglish,
)
from home.tests.sounds import MP3, mp4, upload
from home.tests.translated import public_translation
from lifecycles.models import Step
from pages.models import PageVersion, PrivateDocument
from pages.publishing import mark_of, publish_page, take_down
from partnerships.models import ContactBlock
from people.permissions import NotAllowed
from people.roles import Role

pytestmark = pytest.mark.django_db

QUERIES = 22
HELD = "You can talk to us before you decide."


@pytest.fixture
def leaflet(surrey):
    return starter_leaflet(surrey)


@pytest.fixture
def adder(surrey, a_person):
    return a_person(surrey, Role.COMMS)


@pytest.fixture
def approver(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def add(leaflet, adder):
    def make(**given):
        values = {"kind": "audio", "language": "en", "version": 1, "file": upload(), "transcript": HELD, "by": adder}
        return add_recording(leaflet, **(values | {"now": NOON} | given))

    return make


@pytest.fixture
def public(add, approver):
    def make(**given):
        recording = add(**given)
        approve_recording(recording, by=approver, now=NOON)
        return recording

    return make


@pytest.fixture
def republish(leaflet, adder, approver):
    """Publish a next version of the leaflet, with another introduction or with the same."""

    def make(introduction=None, *, is_safety_critical=False):
        page = LeafletPage.objects.get(pk=leaflet.pk)
        page.introduction = introduction or page.introduction
        revision = page.save_revision(user=adder)
        said_about = {"change_note": "New", "is_safety_critical": is_safety_critical, "now": NOON + timedelta(days=1)}
        publish_page(page, read=mark_of(revision), by=approver, **said_about)

    return make


def address(leaflet, recording, prefix=""):
    return f"{prefix}{urlsplit(leaflet.url).path}recordings/{recording.pk}/"


def bytes_of(response):
    return b"".join(response.streaming_content)


def test_a_recording_is_public_only_after_a_second_person_approved_it(leaflet, add, approver, surrey, at_host):
    recording, client = add(), at_host(surrey)
    paths = [address(leaflet, recording), address(leaflet, recording) + "file/"]
    before = [client.get(path).status_code for path in paths]
    listed_before = f"recordings/{recording.pk}/" in client.get(leaflet.url).content.decode()
    approve_recording(recording, by=approver, now=NOON)
    after = [client.get(path) for path in paths]
    assert (before, listed_before) == ([404, 404], False)
    assert [answer.status_code for answer in after] == [200, 200]
    assert f"recordings/{recording.pk}/" in client.get(leaflet.url).content.decode()
    after[1].close()


def test_who_added_a_recording_cannot_approve_it(add, adder):
    with pytest.raises(OwnRecording):
        approve_recording(add(), by=adder, now=NOON)


def test_a_recording_is_approved_once(public, a_person, surrey):
    recording = public()
    with pytest.raises(ApprovedAlready):
        approve_recording(recording, by=a_person(surrey, Role.COMMS), now=NOON)


@pytest.mark.parametrize("verb", ["add", "approve", "remove"])
def test_nobody_of_another_partnership_does_anything_with_a_recording(add, verb, a_person, solihull):
    stranger = a_person(solihull, Role.BUSINESS_MANAGER)
    recording = add()
    verbs = {
        "add": lambda: add(by=stranger, kind="bsl", file=upload(mp4())),
        "approve": lambda: approve_recording(recording, by=stranger, now=NOON),
        "remove": lambda: remove_recording(recording, by=stranger, now=NOON),
    }
    with pytest.raises(NotAllowed):
        verbs[verb]()


def test_a_translator_adds_no_recording(add, a_person, surrey):
    with pytest.raises(NotAllowed):
        add(by=a_person(surrey, Role.TRANSLATOR))


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"transcript": "  "}, NeedsTranscript),
        ({"version": 2}, NoSuchVersion),
        ({"language": "ur"}, NotInThatLanguage),
        ({"kind": "bsl", "language": "ur", "file": upload(mp4())}, SignedInEnglish),
    ],
)
def test_what_is_no_recording_of_this_leaflet_is_refused_and_nothing_is_kept(add, given, refusal):
    with pytest.raises(refusal):
        add(**given)
    assert not PageMedia.objects.exists()
    assert not PrivateDocument.objects.filter(title="Recording").exists()


def test_a_public_recording_is_never_written_over(leaflet, public, add, surrey, at_host):
    recording = public()
    with pytest.raises(OneIsThere, match="Remove the old recording first"):
        add(file=upload(MP3 + b"other"))
    assert bytes_of(at_host(surrey).get(address(leaflet, recording) + "file/")) == MP3


def test_a_removed_recording_is_gone_and_makes_room_for_another(leaflet, public, add, adder, surrey, at_host):
    recording = public()
    remove_recording(recording, by=adder, now=NOON)
    assert at_host(surrey).get(address(leaflet, recording)).status_code == 404
    assert not PrivateDocument.objects.filter(title="Recording").exists()
    assert add().pk != recording.pk


def test_the_page_of_a_recording_plays_it_and_says_it_all_in_writing(leaflet, public, surrey, at_host):
    recording = public(transcript="First.\n\nThen <b>this</b>.")
    page = at_host(surrey).get(address(leaflet, recording)).content.decode()
    assert '<audio controls preload="none"' in page
    assert f'src="{address(leaflet, recording)}file/"' in page
    assert "<p>First.</p>" in page
    assert "Then &lt;b&gt;this&lt;/b&gt;." in page


def test_a_film_is_played_as_film(leaflet, public, surrey, at_host):
    recording = public(kind="bsl", file=upload(mp4()))
    page = at_host(surrey).get(address(leaflet, recording)).content.decode()
    assert '<video controls preload="none"' in page
    answer = at_host(surrey).head(address(leaflet, recording) + "file/")
    assert answer.headers["Content-Type"] == "video/mp4"


def test_the_words_of_an_urdu_recording_run_from_right_to_left(leaflet, public, surrey, at_host):
    _urdu(leaflet, surrey)
    recording = public(language="ur", transcript="آپ بات کر سکتے ہیں۔", now=NOON + timedelta(minutes=1))
    page = at_host(surrey).get(address(leaflet, recording, "/ur")).content.decode()
    main = page[page.index("<main") :]
    assert "آپ بات کر سکتے ہیں۔" in main
    assert 'lang="ur"' in page
    assert 'dir="rtl"' in page
    assert at_host(surrey).get(address(leaflet, recording)).status_code == 404


def test_a_recording_goes_with_the_translation_that_it_reads(leaflet, public, surrey, at_host):
    row = _urdu(leaflet, surrey)
    recording = public(language="ur", now=NOON + timedelta(minutes=1))
    assert at_host(surrey).get(address(leaflet, recording, "/ur")).status_code == 200
    type(row).objects.filter(pk=row.pk).update(withdrawn_at=NOON)
    assert at_host(surrey).get(address(leaflet, recording, "/ur")).status_code == 404


def test_a_recording_of_an_earlier_version_says_so(leaflet, public, republish, surrey, at_host):
    recording = public()
    republish("Quite other words.")
    for path in (leaflet.url, address(leaflet, recording)):
        assert "This recording is of an earlier version" in said(at_host(surrey).get(path)), path


def test_a_new_version_with_the_same_words_leaves_the_recording_alone(leaflet, public, republish, surrey, at_host):
    recording = public()
    republish()
    assert PageVersion.objects.filter(page_id=leaflet.pk).count() == 2
    assert "earlier version" not in said(at_host(surrey).get(address(leaflet, recording)))


def test_a_change_for_somebodys_safety_takes_the_recording_away(leaflet, public, republish, surrey, at_host):
    recording = public()
    paths = [address(leaflet, recording), address(leaflet, recording) + "file/"]
    assert [at_host(surrey).head(path).status_code for path in paths] == [200, 200]
    republish("Call this number instead.", is_safety_critical=True)
    assert [at_host(surrey).head(path).status_code for path in paths] == [404, 404]
    assert f"recordings/{recording.pk}/" not in at_host(surrey).get(leaflet.url).content.decode()


def test_nobody_adds_or_approves_what_such_a_change_has_overtaken(add, approver, republish):
    recording = add()
    republish("Call this number instead.", is_safety_critical=True)
    with pytest.raises(Overtaken):
        approve_recording(recording, by=approver, now=NOON)
    with pytest.raises(Overtaken):
        add(kind="bsl", file=upload(mp4()))


@pytest.mark.parametrize("ending", ["", "file/"])
def test_what_is_not_to_be_had_looks_like_what_never_was(
    ending, leaflet, public, add, approver, surrey, solihull, at_host
):
    recording = public()
    waiting = add(kind="bsl", file=upload(mp4()))
    nowhere = at_host(surrey).get(f"{leaflet.url}recordings/999999/{ending}")
    elsewhere = at_host(solihull).get(address(leaflet, recording) + ending)
    odd = at_host(surrey).get(f"{leaflet.url}recordings/9٣/{ending}")
    assert {answer.status_code for answer in (nowhere, elsewhere, odd)} == {404}
    assert at_host(surrey).get(address(leaflet, waiting) + ending).content == nowhere.content
    take_down(leaflet, by=approver, now=NOON)
    assert at_host(surrey).get(address(leaflet, recording) + ending).content == nowhere.content


def test_a_recording_of_another_leaflet_is_not_found_below_this_one(leaflet, public, surrey, at_host):
    other = starter_leaflet(surrey, "young-people")
    assert at_host(surrey).get(address(other, public())).status_code == 404


def test_editors_do_not_find_the_file_among_their_documents(public, adder, signed_in):
    recording, client = public(), signed_in(adder)
    document = recording.document
    assert client.get("/cms/documents/").status_code == 200
    assert client.get(f"/cms/documents/edit/{document.pk}/").status_code == 404
    assert client.get(f"/private/{document.file.name}").status_code == 404


def test_the_record_of_steps_holds_ids_and_no_words(public, approver):
    recording = public()
    remove_recording(recording, by=approver, now=NOON)
    steps = Step.objects.filter(subject_type="home.pagemedia")
    assert [step.move for step in steps.order_by("number")] == ["add", "approve", "remove"]
    written = " ".join(str(step.facts) for step in steps)
    assert "'version': 1" in written
    assert HELD not in written
    assert "Jane" not in written


def test_a_leaflet_with_two_recordings_asks_as_often_as_with_one(
    leaflet, public, surrey, at_host, django_assert_num_queries
):
    client = at_host(surrey)
    public()
    client.get(leaflet.url)
    with django_assert_num_queries(QUERIES):
        client.get(leaflet.url)
    public(kind="bsl", file=upload(mp4()))
    with django_assert_num_queries(QUERIES):
        client.get(leaflet.url)


def _urdu(leaflet, surrey):
    leaflet.partnership_id = surrey.pk
    return public_translation(leaflet, title="کتابچہ")


def test_a_number_that_was_put_right_takes_every_recording_back(public, surrey, approver):
    recording = public()
    contact = ContactBlock.objects.get(partnership=surrey, purpose="families")
    values = {"phone": "01632 960999", "review_by": NOON.date() + timedelta(days=90)}
    keep_row(contact, "contact", values, by=approver, now=NOON)
    assert PageMedia.objects.get(pk=recording.pk).approved_at is None


def test_a_new_day_of_checking_leaves_recordings_as_they_are(public, surrey, approver):
    recording = public()
    contact = ContactBlock.objects.get(partnership=surrey, purpose="families")
    keep_row(contact, "contact", {"review_by": NOON.date() + timedelta(days=90)}, by=approver, now=NOON)
    assert PageMedia.objects.get(pk=recording.pk).approved_at is not None
