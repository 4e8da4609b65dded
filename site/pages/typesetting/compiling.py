"""Running the typesetter over a folder that holds one report's data and pictures, and nothing else."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pages.typesetting import press
from pages.typesetting.content import picture_name, report_data
from pages.typesetting.fonts import refuse_missing_fonts
from pages.typesetting.images import Picture, prepare_picture
from pages.typesetting.printable import Printable, Typeset, TypesettingError, refuse_unprintable
from pages.typesetting.tagging import finish

PATIENCE_SECONDS = 120
_TEMPLATE = Path(__file__).with_name("report.typ")
_NO_GLYPH = re.compile(r"the text `\"(.+?)\"` could not be displayed", re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")


def typeset_report(
    report: Printable, *, images: Mapping[str, bytes], fonts: Path, date: datetime | None = None
) -> Typeset:
    """Make a tagged PDF/UA-1 of `report`, the same bytes for the same input.

    images holds the bytes behind each figure's key, fonts is the folder with FONT_FILES, and date, which
    must know its zone, is written as the creation date (none is written without it). Raises
    TypesettingError, whose message never holds the report's text.
    """
    refuse_unprintable(report)
    if date is not None and date.tzinfo is None:
        raise TypesettingError("The date has no time zone.")
    refuse_missing_fonts(fonts)
    pictures = {key: prepare_picture(images[key]) for key in _pictures_used(report) if key in images}
    data = report_data(report, pictures)
    pdf = _compiled(data | {"dated": date is not None}, pictures, fonts, date)
    return finish(pdf, language=report.language, headers=data["tables"])


def typeset_page(
    template: Path, data: Mapping[str, Any], *, files: Mapping[str, bytes], fonts: Path, language: str
) -> bytes:
    """Make a tagged PDF/UA-1 of something short: `template` reads `data` as report.json, and `files` by their names.

    Nothing of it is written anywhere but into a folder that is gone with this call. Raises TypesettingError.
    """
    refuse_missing_fonts(fonts)
    pdf = _pressed_in_folder(template, data, files, fonts, None)
    return finish(pdf, language=language, headers=[]).pdf


def _pictures_used(report: Printable) -> list[str]:
    keys = (block["value"]["image"] for block in report.blocks if block["type"] == "figure")
    return list(dict.fromkeys(keys))


def _compiled(data: dict[str, Any], pictures: Mapping[str, Picture], fonts: Path, date: datetime | None) -> bytes:
    files = {picture_name(position, picture): picture.data for position, picture in enumerate(pictures.values())}
    return _pressed_in_folder(_TEMPLATE, data, files, fonts, date)


def _pressed_in_folder(
    template: Path, data: Mapping[str, Any], files: Mapping[str, bytes], fonts: Path, date: datetime | None
) -> bytes:
    with TemporaryDirectory(prefix="typesetting-") as folder:
        root = Path(folder)
        (root / "report.typ").write_bytes(template.read_bytes())
        (root / "report.json").write_text(json.dumps(data), encoding="utf-8")
        for name, content in files.items():
            (root / name).write_bytes(content)
        return _pressed([str(root), str(fonts.resolve()), *([str(int(date.timestamp()))] if date else [])])


def _pressed(arguments: list[str]) -> bytes:
    command = [sys.executable, "-P", press.__file__, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE_SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise TypesettingError("The report took too long to typeset.") from None
    if done.returncode == 0:
        return done.stdout
    # The typesetter quotes its source and the text it failed on, so its own words go no further.
    raise TypesettingError(_plain_reason(done.stderr.decode() if done.returncode == press.REFUSED else ""))


def _plain_reason(message: str) -> str:
    found = _NO_GLYPH.search(message)
    if not found:
        return "The report could not be typeset."
    text = _ESCAPED.sub(lambda code: chr(int(code[1], 16)), found[1])
    name = unicodedata.name(text[0], "no name")
    return f"The report uses a character that the fonts cannot print: U+{ord(text[0]):04X} ({name})."
