from __future__ import annotations

import io
import zipfile
from functools import cache

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from publications.word import Manuscript, UnreadableReport, read_report
from publications.word.tests.word_files import PIXEL, add_xml, para, report, rezipped, run, saved, with_part

SOME = settings(max_examples=60, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
PARTS = ("word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml")
PARTS_AND_LINKS = (*PARTS, "word/_rels/document.xml.rels", "_rels/.rels", "[Content_Types].xml")


@cache
def rich() -> bytes:
    """A small report with one of most things in it."""
    document = report(para(run("a") + f'<w:del w:id="1">{run("b")}</w:del><w:ins w:id="2">{run("c")}</w:ins>'))
    document.add_paragraph("one", style="List Number")
    document.add_picture(io.BytesIO(PIXEL))
    document.add_table(2, 2).cell(0, 0).merge(document.tables[0].cell(1, 0)).text = "x"
    add_xml(document, para('<w:r><w:footnoteReference w:id="7"/></w:r>' + run("h", "<w:vanish/>")))
    note = f'<w:footnotes><w:footnote w:id="7">{para(run("note"))}</w:footnote></w:footnotes>'
    return with_part(saved(document), "footnotes.xml", note, kind="footnotes")


def outcome(data: bytes) -> object:
    try:
        return read_report(data, accept_changes=True)
    except UnreadableReport as refused:
        return refused


def is_answer(found: object) -> bool:
    return isinstance(found, Manuscript | UnreadableReport)


def test_the_file_the_mutations_start_from_is_read():
    assert isinstance(outcome(rich()), Manuscript)


@SOME
@given(st.binary(max_size=300))
def test_random_bytes_give_a_manuscript_or_a_refusal(data):
    assert is_answer(outcome(data))
    assert is_answer(outcome(b"PK\x03\x04" + data))


@SOME
@given(st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=30))
def test_a_word_file_with_changed_bytes_gives_a_manuscript_or_a_refusal(changes):
    data = bytearray(rich())
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    assert is_answer(outcome(bytes(data)))


@SOME
@given(st.floats(0, 1), st.floats(0, 1))
def test_a_word_file_with_a_piece_cut_out_gives_a_manuscript_or_a_refusal(start, end):
    data = rich()
    first, last = sorted((int(start * len(data)), int(end * len(data))))
    assert is_answer(outcome(data[:first] + data[last:]))


@settings(SOME, max_examples=120)
@given(st.sampled_from(PARTS_AND_LINKS), st.floats(0, 1), st.sampled_from(range(1, 40)), st.data())
def test_changed_xml_inside_a_word_file_gives_a_manuscript_or_a_refusal(part, place, length, data):
    with zipfile.ZipFile(io.BytesIO(rich())) as archive:
        words = archive.read(part).split(b'"')
    at = min(int(place * len(words)), len(words) - 1)
    words[at] = data.draw(st.sampled_from([b"", b"-1", b"999999999999", b"\xc3\xa9", b"1", words[at][::-1], b"0"]))
    mutated = b'"'.join(words[: at + length] if length > 35 else words)
    assert is_answer(outcome(rezipped(rich(), lambda parts: parts.update({part: mutated}))))
