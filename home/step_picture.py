"""The picture of how a review works: marks on a line, each with a few words; drawn for either direction."""

from __future__ import annotations

from dataclasses import dataclass

from home.steps import Step

WIDTH, PITCH, RADIUS, MARGIN = 320, 64, 20, 24
_TEXT_AT = 2 * MARGIN + RADIUS
_LETTERS_IN_LINE = 24
_LINE_HEIGHT = 20


@dataclass(frozen=True)
class Mark:
    """A numbered circle at (x, y); `lines` are (y, words), all beginning at `text_x`."""

    number: int
    x: int
    y: int
    text_x: int
    lines: list[tuple[int, str]]


@dataclass(frozen=True)
class Picture:
    height: int
    x: int
    first_y: int
    last_y: int
    marks: list[Mark]
    width: int = WIDTH
    radius: int = RADIUS


def draw_steps(steps: list[Step], *, is_right_to_left: bool) -> Picture:
    """Return where everything stands, in units of a picture that is 320 wide."""
    x = WIDTH - MARGIN if is_right_to_left else MARGIN
    text_x = WIDTH - _TEXT_AT if is_right_to_left else _TEXT_AT
    marks = [_mark(step, x, text_x, MARGIN + PITCH * at) for at, step in enumerate(steps)]
    last_y = MARGIN + PITCH * max(len(steps) - 1, 0)
    return Picture(height=last_y + MARGIN, x=x, first_y=MARGIN, last_y=last_y, marks=marks)


def _mark(step: Step, x: int, text_x: int, y: int) -> Mark:
    lines = _wrapped(step.title)
    top = y + 6 - (len(lines) - 1) * _LINE_HEIGHT // 2
    return Mark(step.number, x, y, text_x, [(top + _LINE_HEIGHT * at, words) for at, words in enumerate(lines)])


def _wrapped(title: str) -> list[str]:
    lines: list[str] = []
    for word in title.split():
        if lines and len(lines[-1]) + 1 + len(word) <= _LETTERS_IN_LINE:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    return lines
