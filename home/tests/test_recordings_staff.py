"""The staff pages of a leaflet's recordings."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from config.testing.words import said
from home.models import PageMedia
from home.recordings.keeping import add_recording
from home.tests.sounds import MP3, mp4, upload
from people.roles import Role

pytestmark = pytest.mark.django_db

QUERIES = 12


@pytest.fixture
def leaflet(surrey):
    return starter_leaflet(surrey)


@pytest.fixture
def manager(surrey, a_person):
    return a_person(surrey, Role.BUSINESS_MANAGER)


@pytest.fixture
def client(manager, signed_in):
    return signed_in(manager)


@pytest.fixture
def waiting(leaflet, surrey, a_person):
    by = a_person(surrey, Role.COMMS)

    def make(kind="audio", content=MP3):
        read = {"kind": kind, "language": "en", "version": 1, "transcript": "What is said."}
        return add_recording(leaflet, file=upload(content), by=by, now=NOON, **read)

    return make


def filled(**changes):
    sent = SimpleUploadedFile("Tape of Jane Doe.wav", MP3)
    return {"kind": "audio", "language": "en", "version": "1", "transcript": "Words.", "file": sent} | changes


def test_a_recording_is_added_and_waits(client, leaflet, manager):
    answer = client.post(f"/pages/{leaflet.pk}/recordings/", filled(), follow=True)
    found = PageMedia.objects.get()
    assert (found.page_id, found.version, found.added_by, found.approved_at) == (leaflet.pk, 1, manager, None)
    assert "Audio, English Waiting for approval" in said(answer)
    assert "Jane" not in answer.content.decode()


def test_a_file_that_is_no_recording_is_refused_in_words(client, leaflet):
    wrong = SimpleUploadedFile("leaflet.mp3", b"%PDF-1.7")
    answer = client.post(f"/pages/{leaflet.pk}/recordings/", filled(file=wrong))
    assert "Choose a recording that browsers can play: MP3, M4A, OGG or WebM." in said(answer)
    assert not PageMedia.objects.exists()


def test_a_second_person_listens_reads_and_approves(client, leaflet, waiting, manager):
    recording = waiting()
    path = f"/pages/{leaflet.pk}/recordings/{recording.pk}/"
    page = client.get(path).content.decode()
    assert f'src="{path}file/"' in page
    assert "What is said." in page
    assert b"".join(client.get(f"{path}file/").streaming_content) == MP3
    client.post(path, {"approve": "1"})
    recording.refresh_from_db()
    assert recording.approved_by == manager


def test_who_added_it_is_offered_no_approval(client, leaflet):
    client.post(f"/pages/{leaflet.pk}/recordings/", filled())
    path = f"/pages/{leaflet.pk}/recordings/{PageMedia.objects.get().pk}/"
    assert "another person has to approve it" in said(client.get(path))
    assert 'name="approve"' not in client.get(path).content.decode()
    assert "another person has to approve it" in said(client.post(path, {"approve": "1"}))
    assert PageMedia.objects.get().approved_at is None


def test_a_recording_is_removed(client, leaflet, waiting):
    recording = waiting()
    client.post(f"/pages/{leaflet.pk}/recordings/{recording.pk}/", {"remove": "1"})
    assert not PageMedia.objects.exists()


@pytest.mark.parametrize("ending", ["", "{}/", "{}/file/"])
def test_people_of_another_partnership_and_translators_find_nothing(
    ending, leaflet, waiting, client, surrey, solihull, a_person, signed_in
):
    path = f"/pages/{leaflet.pk}/recordings/" + ending.format(waiting().pk)
    assert client.head(path).status_code == 200
    for stranger in (a_person(solihull, Role.BUSINESS_MANAGER), a_person(surrey, Role.TRANSLATOR)):
        assert signed_in(stranger).get(path).status_code == 404


def test_a_recording_is_found_below_its_own_leaflet_alone(client, leaflet, waiting, surrey):
    other = starter_leaflet(surrey, "young-people")
    assert client.get(f"/pages/{other.pk}/recordings/{waiting().pk}/").status_code == 404


def test_the_list_asks_as_often_for_two_as_for_one(client, leaflet, waiting, django_assert_num_queries):
    path = f"/pages/{leaflet.pk}/recordings/"
    waiting()
    client.get(path)
    with django_assert_num_queries(QUERIES):
        client.get(path)
    waiting("bsl", mp4())
    with django_assert_num_queries(QUERIES):
        client.get(path)
