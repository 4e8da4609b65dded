"""Private files are served on the staff host to the people of the partnership that holds them."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile

from pages.models import PrivateDocument, PrivateImage
from publications.tests.staffing import picture_bytes, read

PIXELS = picture_bytes().getvalue()


def an_image(partnership, data=PIXELS, name="a.png"):
    image = PrivateImage(title="A", collection=partnership.collection)
    image.file = ContentFile(data, name=name)
    image.save()
    return image


def a_document(partnership, data=b"<html>words</html>", name="letter.txt"):
    document = PrivateDocument(title="Letter", collection=partnership.collection)
    document.file = ContentFile(data, name=name)
    document.save()
    return document


@pytest.fixture
def client(team, signed_in):
    return signed_in(team.first)


def test_an_image_is_shown_to_its_own_partnership_and_stored_by_nobody(surrey, client):
    response = client.get(an_image(surrey).file.url)
    assert read(response) == PIXELS
    assert response["Content-Disposition"].startswith("inline")
    assert response["Content-Type"] == "image/png"
    assert "no-store" in response["Cache-Control"]
    assert response["X-Content-Type-Options"] == "nosniff"


def test_an_image_is_not_there_for_another_partnership(surrey, solihull, client, a_person, signed_in):
    url = an_image(surrey).file.url
    assert read(client.get(url)) == PIXELS
    assert signed_in(a_person(solihull, "business_manager")).get(url).status_code == 404


def test_the_same_picture_in_two_partnerships_is_shown_to_both(surrey, solihull, client, a_person, signed_in):
    url = an_image(surrey).file.url
    assert an_image(solihull).file.url == url
    other = signed_in(a_person(solihull, "business_manager"))
    assert read(client.get(url)) == read(other.get(url)) == PIXELS


def test_an_image_is_not_there_for_a_role_that_sees_no_reports(surrey, a_person, signed_in):
    url = an_image(surrey).file.url
    assert signed_in(a_person(surrey, "platform_admin")).get(url).status_code == 404


def test_a_document_is_downloaded_and_never_opened(surrey, client):
    document = a_document(surrey)
    for url in (document.file.url, f"/documents/{document.pk}/{document.filename}"):
        response = client.get(url)
        assert read(response) == b"<html>words</html>"
        assert response["Content-Disposition"].startswith("attachment")
        assert response["Content-Type"] == "application/octet-stream"


def test_a_document_is_not_there_for_another_partnership(surrey, solihull, a_person, signed_in):
    document = a_document(surrey)
    other = signed_in(a_person(solihull, "business_manager"))
    assert other.get(document.file.url).status_code == 404
    assert other.get(f"/documents/{document.pk}/{document.filename}").status_code == 404


def test_a_stored_file_that_nothing_names_is_not_there(surrey, client):
    image = an_image(surrey)
    url = image.file.url
    assert read(client.get(url)) == PIXELS
    PrivateImage.objects.all().delete()
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("name", ["../secrets.env", "..%2f..%2fetc/passwd", "ab/nothing.png", "/etc/passwd"])
def test_a_made_up_name_is_not_there(client, name):
    assert client.get(f"/private/{name}").status_code == 404


def test_no_public_host_serves_private_files_or_documents(surrey, at_host):
    document = a_document(surrey)
    public = at_host(surrey)
    assert public.get(an_image(surrey).file.url).status_code == 404
    assert public.get(f"/documents/{document.pk}/{document.filename}").status_code == 404
