import io
import random
import time
import zipfile
import zlib

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pikepdf import Dictionary, Name

from anonymity.documents import read_document
from anonymity.documents.collecting import Gathered
from anonymity.documents.reading import read_bytes
from anonymity.documents.tests.making import (
    NAMESPACES,
    WORDS,
    kinds,
    line,
    p,
    part,
    pdf_bytes,
    picture,
    read_word,
    said,
    word,
    zipped,
)
from anonymity.passages import Document

SEEDS = [
    word(p("Odalys"), word__styles_xml=part("styles", ""), word__media__image1_png=picture("PNG")),
    pdf_bytes(WORDS + line("Odalys")),
    b"<html><body><p style='display:none'>Odalys</p><script>{}</script></body></html>",
    picture(),
    picture("PNG"),
    picture("GIF", comment=b"Odalys"),
    picture("WEBP"),
    picture("TIFF"),
    "Odalys \u2014 text".encode("utf-16"),
]
SECONDS = 10


def read_in_time(data, name="a"):
    began = time.monotonic()
    document = Document(name)
    read_bytes(data, name, Gathered(document, read_bytes, apart=True))
    assert time.monotonic() - began < SECONDS
    return document


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.7\n", b"PK\x03\x04", b"\xff\xd8\xff\xe1", b"<html>"]))
def test_random_bytes_only_ever_give_a_document(data, beginning):
    assert isinstance(read_in_time(beginning + data), Document)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(SEEDS), st.integers(0, 2**32), st.integers(1, 40))
def test_mutated_files_only_ever_give_a_document(seed, number, changes):
    chance, data = random.Random(number), bytearray(seed)
    for _ in range(changes):
        at = chance.randrange(len(data))
        if chance.random() < 0.8:
            data[at] = chance.randrange(256)
        else:
            del data[at : at + chance.randrange(1, 50)]
            data += b" "
    assert isinstance(read_in_time(bytes(data)), Document)


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(SEEDS), st.floats(0, 1))
def test_files_that_were_cut_off_only_ever_give_a_document(seed, share):
    assert isinstance(read_in_time(seed[: int(len(seed) * share)]), Document)


def test_nothing_at_all_is_blocked():
    assert kinds(read_document(b"", name="a.docx")) == {("cannot_be_read", "block")}


def test_a_damaged_pdf_is_blocked_and_the_reader_lives():
    document = read_document(b"%PDF-1.7\n" + bytes(range(256)) * 40, name="a.pdf")
    assert kinds(document) == {("damaged", "block")}


def test_a_cut_off_word_file_is_blocked():
    source = word(p("Odalys"))
    assert ("damaged", "block") in kinds(read_document(source[: len(source) // 2], name="a.docx"))


def test_a_part_that_is_not_well_formed_is_blocked_and_still_read():
    document = read_word("", word__header1_xml=f"<w:hdr {NAMESPACES}>{p('Odalys')}<w:broken>")
    assert said(document, "Odalys") == ["header"]
    assert ("damaged", "block") in kinds(document)


@pytest.mark.parametrize(
    "declared", ['<!DOCTYPE a [<!ENTITY x "Odalys">]>', '<!DOCTYPE a SYSTEM "file:///etc/passwd">', "<!doctype a>"]
)
def test_entities_and_document_types_are_refused(declared):
    document = read_word("", word__header1_xml=f"{declared}<a>&x;</a>")
    assert kinds(document) == {("entities", "block")}
    wide = read_word("", word__header1_xml=f"{declared}<a>&x;</a>".encode("utf-16"))
    assert ("entities", "block") in kinds(wide)


def test_a_page_that_declares_entities_is_refused():
    source = b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><html><body>&b;</body></html>'
    assert kinds(read_document(source, name="a.html")) == {("entities", "block")}


def test_a_part_that_unpacks_to_hundreds_of_millions_of_letters_is_blocked():
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        with archive.open("word/document.xml", "w", force_zip64=True) as stream:
            for _ in range(130):
                stream.write(bytes(1_000_000))
    assert ("expands_too_far", "block") in kinds(read_in_time(written.getvalue()))


def test_many_parts_that_together_unpack_to_too_much_are_blocked():
    piece = b"<a>" + b" " * 20_000_000 + b"</a>"
    members = {"[Content_Types].xml": "<Types/>", **{f"word/x{i}.xml": piece for i in range(16)}}
    assert ("expands_too_far", "block") in kinds(read_in_time(zipped(members)))


def test_archives_within_archives_are_read_only_so_deep():
    inner = b"Odalys Fenwright"
    for _ in range(8):
        inner = zipped({"a.zip": inner})
    document = read_in_time(inner)
    assert ("too_deep", "block") in kinds(document)
    assert said(document, "Odalys") == []


def test_elements_nested_thousands_deep_are_blocked():
    deep = "<w:a>" * 5000 + "</w:a>" * 5000
    assert ("damaged", "block") in kinds(read_in_time(word(deep)))


def test_a_page_nested_thousands_deep_is_read_as_one_and_blocked():
    source = "<html><body>" + "<div>" * 20_000 + "Odalys" + "</div>" * 20_000
    document = read_in_time(source.encode())
    assert said(document, "Odalys") == ["text"]
    assert kinds(document) == {("too_deep", "block")}


def test_a_pdf_stream_that_unpacks_to_hundreds_of_millions_of_bytes_is_blocked():
    def change(pdf):
        packer = zlib.compressobj()
        packed = b"".join(packer.compress(bytes(1_000_000)) for _ in range(150)) + packer.flush()
        pdf.Root.Bomb = pikepdf.Stream(pdf, packed, Filter=Name.FlateDecode)

    document = read_in_time(pdf_bytes(WORDS, change=change, recompress_flate=False))
    assert ("expands_too_far", "block") in kinds(document)


def test_a_pdf_with_filters_upon_filters_is_blocked():
    def change(pdf):
        stream = pdf.pages[0].Contents
        stream.write(bytes(100), filter=pikepdf.Array([Name.FlateDecode] * 30))

    assert any(severity == "block" for _, severity in kinds(read_in_time(pdf_bytes(WORDS, change=change))))


def test_pages_that_hold_each_other_do_not_hold_the_reader():
    def change(pdf):
        pdf.Root.Pages.Kids.append(pdf.Root.Pages)

    assert isinstance(read_in_time(pdf_bytes(WORDS, change=change)), Document)


def test_a_name_tree_that_holds_itself_does_not_hold_the_reader():
    def change(pdf):
        tree = pdf.make_indirect(Dictionary(Names=pikepdf.Array([])))
        tree.Kids = pikepdf.Array([tree, tree])
        pdf.Root.Names = Dictionary(Dests=tree)

    assert isinstance(read_in_time(pdf_bytes(WORDS, change=change)), Document)


def test_a_locked_part_of_an_archive_is_blocked():
    source = bytearray(zipped({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a>b</a>"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        source[source.rindex(mark) + at] |= 1
    assert ("encrypted", "block") in kinds(read_document(bytes(source), name="a.docx"))


def test_a_document_locked_by_word_is_blocked_as_locked():
    source = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
    assert kinds(read_document(source, name="a.docx")) == {("encrypted", "block")}


def test_one_broken_part_does_not_keep_the_others_from_being_read():
    def change(pdf):
        pdf.Root.Names = Dictionary(Dests=Dictionary(Names=5))

    document = read_in_time(pdf_bytes(WORDS + line("Odalys"), change=change))
    assert said(document, "Odalys") == ["text, page 1"]
    assert kinds(document) == {("damaged", "block")}
