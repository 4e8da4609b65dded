from __future__ import annotations

import io
import struct
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from publications.word import UnreadableReport, read_report
from publications.word.manuscripts import LARGEST_FILE
from publications.word.tests.word_files import PIXEL, para, report, rezipped, run, saved, texts, zipped

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
BOMB = b'<!DOCTYPE w [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'


def refusal(source: bytes | Path) -> str:
    with pytest.raises(UnreadableReport) as caught:
        read_report(source)
    assert str(caught.value).endswith(".")
    return caught.value.code


def sound() -> bytes:
    return saved(report(para(run("words"))))


def with_document(xml: bytes) -> bytes:
    return rezipped(sound(), lambda parts: parts.update({"word/document.xml": xml}))


def swapped(name: str, old: bytes, new: bytes) -> bytes:
    def change(parts: dict[str, bytes]) -> None:
        assert old in parts[name]
        parts[name] = parts[name].replace(old, new)

    return rezipped(sound(), change)


WRONG_FILES = {
    "nothing": (b"", "empty"),
    "words": (b"Dear all,", "not_word"),
    "a PDF": (b"%PDF-1.7\n", "pdf"),
    "a picture": (PIXEL, "picture"),
    "a web page renamed": (b"\n<!DOCTYPE html><html></html>", "web_page"),
    "an old Word file": (OLE, "old_word"),
    "a file with a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "encrypted"),
    "any zip": (zipped({"a.txt": b"a"}), "not_word"),
    "a cut-off zip": (b"PK\x03\x04 and no more", "damaged"),
    "a spreadsheet": (zipped({"[Content_Types].xml": b"<Types>spreadsheetml</Types>"}), "other_office"),
}


@pytest.mark.parametrize("kind", WRONG_FILES)
def test_a_file_of_another_kind_is_refused_by_name(kind):
    data, code = WRONG_FILES[kind]
    assert refusal(data) == code


def test_a_sound_file_is_read_from_a_path(tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(sound())
    assert texts(read_report(path)) == "<p>words</p>"


def test_a_file_that_is_not_there_is_refused(tmp_path):
    assert refusal(tmp_path / "gone.docx") == "missing"


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    path = tmp_path / "big.docx"
    with path.open("wb") as stream:
        stream.truncate(60 * 1024 * 1024)
    tracemalloc.start()
    assert refusal(path) == "too_big"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1024 * 1024


def test_bytes_over_the_limit_are_refused():
    assert refusal(b"PK\x03\x04" + bytes(LARGEST_FILE)) == "too_big"


def test_a_macro_part_is_refused():
    assert refusal(rezipped(sound(), lambda parts: parts.update({"word/vbaProject.bin": b"x"}))) == "macros"


def test_a_macro_content_type_is_refused():
    main = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macro = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    assert refusal(swapped("[Content_Types].xml", main, macro)) == "macros"


def test_broken_xml_is_refused():
    assert refusal(with_document(b"<w:document>")) == "damaged"


def test_entities_that_multiply_are_refused():
    assert refusal(with_document(BOMB + b"<w>&b;</w>")) == "unsafe"


def test_entities_are_refused_in_another_encoding():
    xml = '<?xml version="1.0" encoding="UTF-16"?>' + BOMB.decode() + "<w>&b;</w>"
    assert refusal(with_document(xml.encode("utf-16"))) == "unsafe"


def test_an_entity_from_outside_is_refused(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("Zebedee")
    xml = f'<!DOCTYPE w [<!ENTITY a SYSTEM "{secret.as_uri()}">]><w>&a;</w>'
    assert refusal(with_document(xml.encode())) == "unsafe"


def test_a_file_without_a_document_is_refused():
    assert refusal(rezipped(sound(), lambda parts: parts.pop("word/document.xml"))) == "damaged"


def test_a_document_of_another_kind_of_xml_is_refused():
    assert refusal(with_document(b"<notes/>")) == "damaged"


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/evil.xml", "word\\..\\evil.xml", "c:evil.xml"])
def test_a_part_name_that_leaves_the_file_is_refused(name):
    assert refusal(rezipped(sound(), lambda parts: parts.update({name: b"x"}))) == "damaged"


def test_two_parts_of_one_name_are_refused():
    assert refusal(rezipped(sound(), lambda parts: parts.update({"word/Document.xml": b"<x/>"}))) == "damaged"


def test_a_part_that_unpacks_too_far_is_refused():
    bomb = b"<x>" + bytes(61 * 1024 * 1024)
    assert refusal(rezipped(sound(), lambda parts: parts.update({"word/extra.xml": bomb}))) == "expands_too_far"


def test_a_picture_with_too_steep_a_ratio_is_refused():
    bomb = PIXEL + bytes(20 * 1024 * 1024)
    assert refusal(rezipped(sound(), lambda parts: parts.update({"word/media/a.png": bomb}))) == "expands_too_far"


def test_too_many_parts_are_refused():
    many = {f"word/{n}.txt": b"" for n in range(3001)}
    assert refusal(rezipped(sound(), lambda parts: parts.update(many))) == "expands_too_far"


def test_a_directory_that_lies_about_sizes_unpacks_no_further_than_it_says():
    data = bytearray(with_document(b"<x>" + b" " * (30 * 1024 * 1024)))
    entry = data.rfind(b"PK\x01\x02", 0, data.rfind(b"word/document.xml"))
    assert struct.unpack_from("<I", data, entry + 24)[0] > 30 * 1024 * 1024
    struct.pack_into("<I", data, entry + 24, 1000)
    tracemalloc.start()
    assert refusal(bytes(data)) == "damaged"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * 1024 * 1024


def test_a_part_locked_with_a_zip_password_is_refused():
    data = bytearray(sound())
    entry = data.find(b"PK\x01\x02")
    struct.pack_into("<H", data, entry + 8, 1)
    assert refusal(bytes(data)) == "encrypted"


def test_very_deep_xml_is_refused():
    deep = b"<w>" * 100_000 + b"</w>" * 100_000
    assert refusal(with_document(deep)) == "damaged"


def test_tables_in_tables_too_deep_to_follow_are_refused():
    table = para(run("core"))
    for _ in range(80):
        table = f"<w:tbl><w:tr><w:tc>{table}</w:tc></w:tr></w:tbl>"
    assert refusal(saved(report(table))) in ("too_long", "damaged")


def test_a_document_with_no_words_is_refused():
    empty = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body/></w:document>'
    assert refusal(with_document(empty)) == "empty"


def test_a_style_map_planted_in_the_file_is_not_followed():
    planted = {"mammoth/style-map": b"p => script"}
    data = rezipped(sound(), lambda parts: parts.update(planted))
    assert zipfile.ZipFile(io.BytesIO(data)).read("mammoth/style-map")
    assert texts(read_report(data)) == "<p>words</p>"


def test_a_file_saved_as_strict_open_xml_is_read():
    def change(parts: dict[str, bytes]) -> None:
        for name in parts:
            if name.startswith("word/") and name.endswith(".xml"):
                parts[name] = parts[name].replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/",
                )

    assert texts(read_report(rezipped(sound(), change))) == "<p>words</p>"


def test_a_document_with_more_tags_than_any_report_is_refused():
    assert refusal(with_document(b"<w>" + b"<p/>" * 400_000 + b"</w>")) == "too_long"
