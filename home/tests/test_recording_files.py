"""What files are taken as recordings, and how they are sent in parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.testing.leaflets import starter_leaflet
from config.testing.partnerships import NOON
from home.recordings.files import MOST_BYTES, suffix_for
from home.recordings.keeping import add_recording, approve_recording
from home.recordings.ranges import NoSuchPart, Part, part_of
from home.recordings.refusals import NotARecording, SaysWhere, TooLarge
from home.tests.sounds import BARE_MP3, MP3, OGG, PLACE, WEBM, mp4, upload
from people.roles import Role

WHOLE = mp4() + b"0123456789" * 30_000


@pytest.mark.parametrize(
    ("content", "kind", "suffix"),
    [
        (MP3, "audio", ".mp3"),
        (BARE_MP3, "audio", ".mp3"),
        (mp4(brand=b"M4A "), "audio", ".m4a"),
        (OGG, "audio", ".ogg"),
        (WEBM, "audio", ".weba"),
        (mp4(), "bsl", ".mp4"),
        (WEBM, "bsl", ".webm"),
    ],
)
def test_a_recording_is_known_by_what_it_holds(content, kind, suffix):
    assert suffix_for(kind, upload(content), len(content)) == suffix


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "audio"),
        (b"<html><script>1</script></html>", "audio"),
        (b"%PDF-1.7", "audio"),
        (b"RIFF\x24\0\0\0WAVEfmt ", "audio"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "audio"),
        (mp4(brand=b"heic"), "bsl"),
        (mp4(brand=b"qt  "), "bsl"),
        (WEBM.replace(b"webm", b"matr"), "bsl"),
        (MP3, "bsl"),
        (mp4()[:20], "bsl"),
    ],
)
def test_what_browsers_do_not_play_is_refused_whatever_its_name(content, kind):
    with pytest.raises(NotARecording):
        suffix_for(kind, upload(content, name="film.mp4"), len(content))


def test_a_film_that_says_where_it_was_made_is_refused():
    content = mp4(PLACE)
    with pytest.raises(SaysWhere):
        suffix_for("bsl", upload(content), len(content))


def test_a_recording_has_a_largest_size():
    with pytest.raises(TooLarge, match="50 MB"):
        suffix_for("audio", upload(), MOST_BYTES + 1)


@given(st.binary(max_size=200))
def test_no_file_breaks_the_look_at_it(content):
    for start in (b"", mp4()[:24]):
        for kind in ("audio", "bsl"):
            try:
                suffix_for(kind, upload(start + content), len(start + content))
            except (NotARecording, SaysWhere):
                continue


@given(st.integers(0, 50), st.one_of(st.none(), st.integers(0, 50)), st.integers(0, 40))
def test_a_range_is_the_part_that_it_names(first, last, size):
    header = f"bytes={first}-{'' if last is None else last}"
    wanted = list(range(size))[first : size if last is None else last + 1]
    try:
        part = part_of(header, size)
    except NoSuchPart:
        assert first >= size
        return
    if part is None:
        assert last < first
    else:
        assert list(range(size))[part.first : part.last + 1] == wanted
        assert part.length == len(wanted) > 0


@given(st.integers(0, 50), st.integers(0, 40))
def test_a_range_from_the_end_is_the_last_bytes(number, size):
    try:
        part = part_of(f"bytes=-{number}", size)
    except NoSuchPart:
        assert not number or not size
        return
    assert part == Part(max(size - number, 0), size - 1)


@given(st.text(max_size=30), st.integers(0, 100))
def test_nothing_that_is_sent_as_a_range_breaks_the_answer(header, size):
    try:
        part = part_of(header, size)
    except NoSuchPart:
        return
    assert part is None or 0 <= part.first <= part.last < size


@pytest.mark.parametrize("header", ["", "bytes=-", "bytes=5-2", "bytes=0-1,3-4", "lines=0-1", f"bytes=0-{'9' * 30}"])
def test_what_is_no_single_range_is_answered_with_the_whole(header):
    assert part_of(header, 10) is None


@pytest.fixture
def film(surrey, a_person):
    """The address of a public film."""
    leaflet = starter_leaflet(surrey)
    adder, approver = a_person(surrey, Role.COMMS), a_person(surrey, Role.BUSINESS_MANAGER)
    read = {"kind": "bsl", "language": "en", "version": 1, "transcript": "Words."}
    recording = add_recording(leaflet, file=upload(WHOLE), by=adder, now=NOON, **read)
    approve_recording(recording, by=approver, now=NOON)
    return f"{leaflet.url}recordings/{recording.pk}/file/"


@pytest.mark.django_db
@pytest.mark.parametrize(("first", "last"), [(0, 1), (0, len(WHOLE) - 1), (70_000, 200_000), (len(WHOLE) - 5, 10**9)])
def test_a_part_of_a_film_is_sent_as_such(film, surrey, at_host, first, last):
    answer = at_host(surrey).get(film, headers={"Range": f"bytes={first}-{last}"})
    part = WHOLE[first : last + 1]
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, part)
    assert answer.headers["Content-Range"] == f"bytes {first}-{first + len(part) - 1}/{len(WHOLE)}"
    assert answer.headers["Content-Length"] == str(len(part))


@pytest.mark.django_db
def test_a_part_beyond_the_end_is_not_to_be_had(film, surrey, at_host):
    answer = at_host(surrey).get(film, headers={"Range": f"bytes={len(WHOLE)}-"})
    assert (answer.status_code, answer.headers["Content-Range"]) == (416, f"bytes */{len(WHOLE)}")


@pytest.mark.django_db
def test_the_whole_film_is_sent_plainly_and_without_a_cookie(film, surrey, at_host):
    answer = at_host(surrey).get(film)
    assert b"".join(answer.streaming_content) == WHOLE
    assert not answer.cookies
    kept = {name: answer.headers[name] for name in ("Content-Type", "Content-Disposition", "X-Content-Type-Options")}
    assert kept == {
        "Content-Type": "video/mp4",
        "Content-Disposition": 'inline; filename="leaflet-bsl-en.mp4"',
        "X-Content-Type-Options": "nosniff",
    }
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert "media-src 'self'" in answer.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_copy_that_is_still_right_is_not_sent_again(film, surrey, at_host):
    etag = at_host(surrey).head(film).headers["ETag"]
    assert at_host(surrey).get(film, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.django_db
def test_a_part_of_another_film_is_answered_with_the_whole_of_this_one(film, surrey, at_host):
    answer = at_host(surrey).get(film, headers={"Range": "bytes=0-1", "If-Range": '"another"'})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (200, WHOLE)
