"""Text that is written in another code: %41, &amp;#65;, =41 and base64, read as what it says."""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator

from anonymity.matching.folding import Reading, fold

_PERCENT = re.compile(r"(?:%[0-9a-fA-F]{2})+")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{2,30});")
_QUOTED = re.compile(r"=\r?\n|(?:=[0-9A-F]{2})+")
_ESCAPE = re.compile(r"\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}")
_BASE64 = re.compile(r"(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{8,4000}={0,2}(?![A-Za-z0-9+/=])")
_SPACED_OUT = re.compile(r"(?<!\w)(?:\w[ \u00a0]){4,}\w(?!\w)")


def decoded(text: str, *, loose: bool) -> Iterator[Reading]:
    """Readings of a text with its codes resolved, each letter with its place; none when it has no codes."""
    escaped = (
        (_PERCENT, _percent),
        (_ENTITY, lambda m: html.unescape(m.group())),
        (_QUOTED, _quoted),
        (_ESCAPE, lambda m: chr(int(m.group()[2:], 16))),
    )
    reading: tuple[str, list[int]] | None = None
    for pattern, decode in escaped:
        if pattern.search(text):
            reading = _replaced(*(reading or (text, list(range(len(text))))), pattern, decode)
    if reading and reading[0] != text:
        yield _mapped(text, *reading)
    if _SPACED_OUT.search(text):
        yield _mapped(
            text, *_replaced(text, list(range(len(text))), _SPACED_OUT, lambda m: re.sub(r"[ \u00a0]", "", m.group()))
        )
    if loose or "base64" in text or len(text) < 2_000:
        yield from _in_base64(text)


def _replaced(
    text: str, origins: list[int], pattern: re.Pattern[str], decode: Callable[[re.Match[str]], str]
) -> tuple[str, list[int]]:
    pieces, places, last = [], [], 0
    for match in pattern.finditer(text):
        meant = decode(match)
        pieces += [text[last : match.start()], meant]
        places += origins[last : match.start()]
        width = match.end() - match.start()
        places += [origins[match.start() + min(width - 1, i * width // max(1, len(meant)))] for i in range(len(meant))]
        last = match.end()
    return "".join([*pieces, text[last:]]), places + origins[last:]


def _mapped(original: str, text: str, places: list[int]) -> Reading:
    inner = fold(text)
    origins = tuple(places) if inner.origins is None else tuple(places[i] for i in inner.origins)
    return Reading(original, inner.folded, origins)


def _percent(match: re.Match[str]) -> str:
    return _text_of(bytes.fromhex(match.group().replace("%", "")))


def _quoted(match: re.Match[str]) -> str:
    return "" if "\n" in match.group() else _text_of(bytes.fromhex(match.group().replace("=", "")))


def _text_of(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _in_base64(text: str) -> Iterator[Reading]:
    for match in _BASE64.finditer(text):
        plain = _plain_of(match.group())
        if plain:
            inner = fold(plain)
            width = match.end() - match.start()
            count = max(1, len(inner.folded))
            yield Reading(
                text, inner.folded, tuple(match.start() + i * (width - 1) // count for i in range(len(inner.folded)))
            )


def _plain_of(code: str) -> str | None:
    """What a run of base64 says, if that is text."""
    if not re.search(r"[A-Z]", code) or not re.search(r"[a-z]", code):
        return None
    padded = code.rstrip("=").replace("-", "+").replace("_", "/")
    try:
        plain = base64.b64decode(padded + "=" * (-len(padded) % 4), validate=True).decode("utf-8")
    except (binascii.Error, UnicodeDecodeError, ValueError):
        return None
    return plain if len(plain) > 3 and plain.isprintable() and re.search(r"[A-Za-z]{3}", plain) else None
