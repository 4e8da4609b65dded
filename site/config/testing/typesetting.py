"""The typesetter makes the same bytes of the same input, so the suite lets it press each input once.

That it does is tested where typesetting is; the tests there press every time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

WHERE_IT_IS_TESTED = Path(__file__).resolve().parents[2] / "pages"
MOST = 500


@pytest.fixture(autouse=True)
def press_each_input_once(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the bytes of an earlier pressing for the very same template, words, pictures, fonts and date."""
    if not request.path.is_relative_to(WHERE_IT_IS_TESTED):
        from pages.typesetting import compiling

        monkeypatch.setattr(compiling, "_pressed_in_folder", _remembering(compiling._pressed_in_folder))


_pressed: dict[str, bytes] = {}


def _remembering(press: Callable[..., bytes]) -> Callable[..., bytes]:
    def pressed(
        template: Path, data: Mapping[str, Any], files: Mapping[str, bytes], fonts: Path, date: datetime | None
    ) -> bytes:
        key = _key(template, data, files, fonts, date)
        if key not in _pressed:
            if len(_pressed) >= MOST:
                _pressed.clear()
            _pressed[key] = press(template, data, files, fonts, date)
        return _pressed[key]

    return pressed


def _key(
    template: Path, data: Mapping[str, Any], files: Mapping[str, bytes], fonts: Path, date: datetime | None
) -> str:
    pictures = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    source = hashlib.sha256(template.read_bytes()).hexdigest()
    words = json.dumps([source, data, pictures, str(fonts), str(date)], sort_keys=True)
    return hashlib.sha256(words.encode()).hexdigest()
