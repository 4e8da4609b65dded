"""A partnership's own pictures on easy read pages: only those that are shown, and nothing but pixels (R25)."""

from __future__ import annotations

import io
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from config.testing.partnerships import NOON
from home.formats import folder
from home.linting import easy_read_refusals
from home.models import EasyReadPage
from home.tests.translated import public_translation
from pages.models import PrivateImage
from pages.publishing import mark_of, publish_page, take_down
from people.roles import Role

# Wagtail leaves the closing of what was uploaded to the garbage collector.
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore:[Uu]nclosed file <:ResourceWarning"),
]

SECRET = b"Taken at 12 Larch Road"


@pytest.fixture
def easy(surrey):
    return EasyReadPage.objects.descendant_of(surrey.site.root_page).get(slug="easy-read")


@pytest.fixture
def people(surrey, a_person):
    return a_person(surrey, Role.COMMS), a_person(surrey, Role.BUSINESS_MANAGER)


def a_photograph(partnership, colour="teal", content=None):
    """A photograph whose file tells where it was taken."""
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    written = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(written, "JPEG", exif=exif)
    file = ContentFile(content or written.getvalue(), name="12 Larch Road.jpg")
    image = PrivateImage(title="Photograph", collection=partnership.collection, width=40, height=30)
    image.file = file
    image.save()
    return image


def draft_with(easy, image, *, by, alt="A door with a bell"):
    page = EasyReadPage.objects.get(pk=easy.pk)
    page.lines = [("line", {"picture": "", "image": image, "alt": alt, "text": "This is our door."})]
    return page.save_revision(user=by)


def published_with(easy, image, people):
    revision = draft_with(easy, image, by=people[0])
    told = {"change_note": "New picture", "is_safety_critical": False}
    publish_page(easy, read=mark_of(revision), by=people[1], now=NOON, **told)


def address(easy, image, prefix=""):
    return f"{prefix}{urlsplit(easy.url).path}pictures/image-{image.pk}/"


def test_the_page_shows_its_own_picture_with_its_description(easy, people, surrey, at_host):
    image = a_photograph(surrey)
    published_with(easy, image, people)
    page = at_host(surrey).get(easy.url).content.decode()
    assert f'<img src="{address(easy, image)}" alt="A door with a bell">' in page
    assert at_host(surrey).get(address(easy, image)).headers["Content-Type"] == "image/jpeg"


def test_the_public_copy_is_nothing_but_pixels(easy, people, surrey, at_host):
    image = a_photograph(surrey)
    published_with(easy, image, people)
    with image.file.open("rb") as original:
        assert SECRET in original.read()
    answer = at_host(surrey).get(address(easy, image))
    assert SECRET not in answer.content
    assert not Image.open(io.BytesIO(answer.content)).getexif()
    assert "Content-Disposition" not in answer.headers
    assert not answer.cookies


def test_a_picture_of_a_draft_is_not_to_be_had(easy, people, surrey, at_host):
    image = a_photograph(surrey)
    draft_with(easy, image, by=people[0])
    assert at_host(surrey).get(address(easy, image)).status_code == 404


def test_a_picture_that_was_replaced_is_gone(easy, people, surrey, at_host):
    old, new = a_photograph(surrey), a_photograph(surrey, "plum")
    published_with(easy, old, people)
    assert at_host(surrey).get(address(easy, old)).status_code == 200
    published_with(easy, new, people)
    assert [at_host(surrey).get(address(easy, one)).status_code for one in (old, new)] == [404, 200]


def test_the_picture_goes_with_its_page(easy, people, surrey, at_host):
    image = a_photograph(surrey)
    published_with(easy, image, people)
    assert at_host(surrey).get(address(easy, image)).status_code == 200
    take_down(easy, by=people[1], now=NOON)
    assert at_host(surrey).get(address(easy, image)).status_code == 404


def test_no_other_picture_is_found_below_a_page(easy, people, surrey, solihull, at_host):
    shown, other = a_photograph(surrey), a_photograph(surrey, "plum")
    published_with(easy, shown, people)
    paths = [address(easy, other), address(easy, shown).replace("image-", "image-0"), address(easy, shown) + "more/"]
    assert [at_host(surrey).get(path).status_code for path in paths] == [404, 404, 404]
    assert at_host(solihull).get(address(easy, shown)).status_code == 404


def test_a_translation_keeps_its_picture_while_it_is_public(easy, people, surrey, at_host):
    old, new = a_photograph(surrey), a_photograph(surrey, "plum")
    published_with(easy, old, people)
    page = EasyReadPage.objects.get(pk=easy.pk)
    page.partnership_id = surrey.pk
    row = public_translation(page, lines=page.lines.stream_block.get_prep_value(page.lines))
    published_with(easy, new, people)
    assert at_host(surrey).get(address(easy, old, "/ur")).status_code == 200
    type(row).objects.filter(pk=row.pk).update(withdrawn_at=NOON)
    assert at_host(surrey).get(address(easy, old, "/ur")).status_code == 404


def test_a_copy_is_made_once_and_asked_for_again_without_being_sent(easy, people, surrey, at_host):
    image = a_photograph(surrey, "olive")
    published_with(easy, image, people)
    first = at_host(surrey).get(address(easy, image))
    kept = folder() / f"{first.headers['ETag'].strip(chr(34))}.jpg"
    assert kept.read_bytes() == first.content
    again = at_host(surrey).get(address(easy, image), headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_what_is_no_picture_is_not_sent(easy, people, surrey, at_host):
    image = a_photograph(surrey, content=b"<svg onload='x()'/>")
    published_with(easy, image, people)
    assert at_host(surrey).get(address(easy, image)).status_code == 404


def test_a_picture_without_words_keeps_the_page_from_being_published(easy, people, surrey):
    image = a_photograph(surrey)
    assert easy_read_refusals(draft_with(easy, image, by=people[0]).as_object()) == []
    assert easy_read_refusals(draft_with(easy, image, by=people[0], alt=" ").as_object()) != []


def test_a_picture_of_another_partnership_keeps_the_page_from_being_published(easy, people, surrey, solihull):
    draft = draft_with(easy, a_photograph(surrey), by=people[0]).as_object()
    assert easy_read_refusals(draft) == []
    draft = draft_with(easy, a_photograph(solihull, "plum"), by=people[0]).as_object()
    assert easy_read_refusals(draft) == ["Choose pictures of your own partnership."]


def test_a_page_whose_picture_is_lost_is_not_printed_and_is_still_read(easy, people, surrey, at_host):
    image = a_photograph(surrey)
    published_with(easy, image, people)
    for kept in folder().glob("*"):
        kept.unlink()
    Path(image.file.path).unlink()
    assert at_host(surrey).get(f"{easy.url}pdf/easy/").status_code == 404
    assert at_host(surrey).get(easy.url).status_code == 200


def test_nobody_exchanges_a_picture_that_two_people_made_public(easy, people, surrey, signed_in, at_host):
    image, other = a_photograph(surrey), a_photograph(surrey, "plum")
    published_with(easy, image, people)
    before = at_host(surrey).get(address(easy, image)).content
    with other.file.open("rb") as file:
        sent = {"title": "A new title", "collection": surrey.collection_id, "file": file}
        answer = signed_in(people[0]).post(f"/cms/images/{image.pk}/", sent)
    assert "choose it instead" in answer.content.decode()
    assert at_host(surrey).get(address(easy, image)).content == before
    kept = signed_in(people[0]).post(f"/cms/images/{image.pk}/", sent | {"file": ""})
    assert (kept.status_code, PrivateImage.objects.get(pk=image.pk).title) == (302, "A new title")
