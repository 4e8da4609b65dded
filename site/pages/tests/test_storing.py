"""Private files lie under the hash of what they hold."""

from __future__ import annotations

import hashlib
import io
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import TemporaryUploadedFile
from PIL import Image

from pages.models import PrivateDocument, PrivateImage
from pages.storing import CannotStore, PrivateStorage, hash_of, store, stored_name

CONTENT = b"the words of a report"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def storage(tmp_path):
    return PrivateStorage(str(tmp_path / "files"))


def _files(storage):
    return sorted(p.name for p in Path(storage.location).rglob("*") if p.is_file())


def _picture(colour="red"):
    made = io.BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return made.getvalue()


def test_a_file_is_named_after_its_content():
    assert store(CONTENT, ".PDF") == f"{DIGEST[:2]}/{DIGEST}.pdf"


def test_the_hash_is_the_same_however_long_the_pieces_and_leaves_the_file_at_its_start():
    handle = io.BytesIO(CONTENT * 100_000)
    assert hash_of(handle) == hashlib.sha256(CONTENT * 100_000).hexdigest()
    assert handle.tell() == 0


def test_the_same_bytes_are_stored_once(storage):
    names = {storage.save(stored_name(DIGEST, ".txt"), ContentFile(CONTENT)) for _ in range(3)}
    assert (len(names), _files(storage)) == (1, [f"{DIGEST}.txt"])


def test_many_at_once_store_the_same_bytes_once_and_whole(storage):
    big = CONTENT * 200_000

    def save(_):
        name = storage.save(stored_name("ab" * 32, ".bin"), ContentFile(big))
        with storage.open(name) as handle:
            return handle.read() == big

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(save, range(16)))
    assert len(_files(storage)) == 1


def test_a_file_that_could_not_be_written_whole_is_not_there_at_all(storage):
    class Torn(ContentFile):
        def chunks(self, chunk_size=None):  # noqa: ARG002
            yield b"half"
            raise OSError("the disk is full")

    with pytest.raises(CannotStore):
        storage.save(stored_name(DIGEST, ".txt"), Torn(CONTENT))
    assert _files(storage) == []


def test_nobody_but_its_owner_can_read_a_file_or_its_folder(storage):
    place = Path(storage.path(storage.save(stored_name(DIGEST, ".txt"), ContentFile(CONTENT))))
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700


def test_a_large_upload_from_a_temporary_file_is_stored_whole(storage):
    with TemporaryUploadedFile("Jane Doe.txt", "text/plain", len(CONTENT), None) as upload:
        upload.write(CONTENT)
        upload.seek(0)
        name = storage.save(stored_name(DIGEST, ".txt"), upload)
    with storage.open(name) as handle:
        assert handle.read() == CONTENT


def test_deleting_a_row_leaves_the_file_that_another_row_may_name(storage):
    name = storage.save(stored_name(DIGEST, ".txt"), ContentFile(CONTENT))
    storage.delete(name)
    assert storage.exists(name)
    storage.sweep(name)
    assert not storage.exists(name)


@pytest.mark.parametrize("name", ["../outside.txt", "/etc/passwd", "ab/../../outside.txt"])
def test_no_name_leads_out_of_the_folder(storage, name):
    with pytest.raises(SuspiciousOperation):
        storage.save(name, ContentFile(CONTENT))


def test_the_address_of_a_file_is_a_path_of_the_staff_host(storage):
    assert storage.url("ab/abcd.png") == "/private/ab/abcd.png"


@pytest.mark.django_db
def test_nothing_of_the_name_that_an_uploader_gave_is_in_the_path_of_a_picture():
    image = PrivateImage(title="x")
    image.file = ContentFile(_picture(), name="Jane Doe 2014-05-06.PNG")
    image.save()
    assert image.file.name == f"{stored_name(hashlib.sha256(_picture()).hexdigest(), '.png')}"


@pytest.mark.django_db
def test_nothing_of_the_name_that_an_uploader_gave_is_in_the_path_of_a_document():
    document = PrivateDocument(title="x")
    document.file = ContentFile(CONTENT, name="Jane Doe.pdf")
    document.save()
    assert document.file.name == stored_name(DIGEST, ".pdf")


# Wagtail leaves the rendition's temporary file to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.django_db
def test_a_smaller_copy_of_a_picture_is_named_after_its_content_too():
    image = PrivateImage(title="x")
    image.file = ContentFile(_picture(), name="Jane Doe.png")
    image.save()
    rendition = image.get_rendition("width-4")
    with default_storage.open(rendition.file.name) as handle:
        assert rendition.file.name == stored_name(hash_of(handle), ".png")
