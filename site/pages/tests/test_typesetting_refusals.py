"""What a typeset report keeps to itself, and what is refused."""

from __future__ import annotations

import time
import traceback
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pages.tests.printing import LABELS, PICTURE, block, full_report, letters, report, table, tagged, text
from pages.typesetting import FONT_FILES, Typeset, TypesettingError, typeset_report
from pages.typesetting.fonts import missing_fonts

WHEN = datetime(2026, 3, 3, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize("date", [None, WHEN])
def test_the_same_report_gives_the_same_bytes(fonts: Path, date: datetime | None) -> None:
    one, other = (
        typeset_report(full_report(), images={"chart": PICTURE}, fonts=fonts, date=date) for _time in range(2)
    )
    assert one.pdf == other.pdf


def test_the_metadata_holds_the_title_the_partnership_and_nothing_else(typeset: Typeset) -> None:
    with tagged(typeset.pdf) as document:
        assert dict(document.docinfo) == {
            "/Title": "Practice review: Willow",
            "/Author": "Northmoor Safeguarding Children Partnership",
        }
        packet = document.Root.Metadata.read_bytes().lower()
    for word in (b"typst", b"tool", b"producer", b"date", b"/tmp", b"/home", b"pikepdf", b"writer"):
        assert word not in packet


def test_a_given_date_is_the_creation_date(fonts: Path) -> None:
    made = typeset_report(report(), images={}, fonts=fonts, date=WHEN)
    with tagged(made.pdf) as document:
        assert str(document.docinfo.CreationDate).startswith("D:20260303093000")


def test_a_date_without_a_zone_is_refused(fonts: Path) -> None:
    with pytest.raises(TypesettingError, match="no time zone"):
        typeset_report(report(), images={}, fonts=fonts, date=WHEN.replace(tzinfo=None))


def test_a_refusal_names_the_character_and_never_quotes_the_report(fonts: Path) -> None:
    told = report(blocks=[text("<p>Willow lived 中文 at home</p>")])
    with pytest.raises(TypesettingError, match=r"U\+4E2D") as refused:
        typeset_report(told, images={}, fonts=fonts)
    said = "".join(traceback.format_exception(refused.value))
    assert "Willow" not in said
    assert "文" not in said


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"title": " "}, "no title"),
        ({"language": "English please"}, "language tag"),
        ({"colour": "red"}, "accent colour"),
        ({"direction": "down"}, "reading direction"),
        ({"labels": LABELS | {"page": ""}}, "missing: page"),
        ({"blocks": [block("video", text="x")]}, "cannot be printed"),
        ({"blocks": [table([["a", "b"], ["c"]])]}, "not equally long"),
    ],
)
def test_a_report_that_cannot_be_printed_is_refused_with_its_reason(fonts: Path, given: dict, reason: str) -> None:
    with pytest.raises(TypesettingError, match=reason):
        typeset_report(report(**given), images={}, fonts=fonts)


def test_missing_fonts_are_refused_by_name(tmp_path: Path) -> None:
    assert len(missing_fonts(tmp_path)) == sum(len(files) for _package, files in FONT_FILES)
    with pytest.raises(TypesettingError, match="NotoSans_400Regular"):
        typeset_report(report(), images={}, fonts=tmp_path)


def test_a_report_that_takes_too_long_is_given_up(fonts: Path, monkeypatch) -> None:
    monkeypatch.setattr("pages.typesetting.compiling.PATIENCE_SECONDS", 0.001)
    with pytest.raises(TypesettingError, match="took too long"):
        typeset_report(report(), images={}, fonts=fonts)


def test_nothing_of_the_report_is_left_on_the_disk(fonts: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    typeset_report(report(), images={}, fonts=fonts)
    assert list(tmp_path.iterdir()) == []


def test_a_report_of_a_hundred_pages_takes_seconds_not_minutes(fonts: Path) -> None:
    page = "<p>" + "The workers who met the family were worried. " * 75 + "</p>"
    blocks = [block(*pair[:1], **pair[1]) if pair[0] == "heading" else text(page) for pair in _chapters(100)]
    began = time.perf_counter()
    made = typeset_report(report(blocks=blocks), images={}, fonts=fonts)
    assert made.pages >= 98
    assert time.perf_counter() - began < 10
    assert "Chapter100" in letters(made.pdf)


def _chapters(count: int) -> list[tuple[str, dict]]:
    headings = [("heading", {"level": 2, "text": f"Chapter {number}"}) for number in range(1, count + 1)]
    return [part for heading in headings for part in (heading, ("text", {}))]
