"""The words that people of a family read, found in templates and code without GNU gettext, and their translations."""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from pathlib import Path

from babel.messages import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

BASE_DIR = Path(__file__).resolve().parents[2]
LOCALE = BASE_DIR / "locale"
# One sentence, or its singular and its plural.
Words = str | tuple[str, str]

_COMPONENTS = (
    "back_link", "button", "details", "error_summary", "inset", "notification", "pagination", "tag", "warning_text",
)  # fmt: skip
# Staff work in English.
_FOR_STAFF = {
    "staff_forms.py", "vocabulary.py", "states.py", "notice_states.py", "recovering.py", "ways_back.py", "members.py",
    "back.html", "back_letter.html", "back_list.html",
}  # fmt: skip
_FOLDERS_FOR_STAFF = {"tests", "staff", "migrations", "management"}
# What Django itself says in the forms of a family; its own Urdu lacks some of it.
_FROM_DJANGO: tuple[Words, ...] = (
    "This field is required.",
    "This password is too common.",
    "Null characters are not allowed.",
    (
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
    ),
    (
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
    ),
)
_MARKS = {"_", "gettext", "gettext_lazy", "gettext_noop", "ngettext", "ngettext_lazy"}
_LITERAL = r"""u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")"""
_IN_TEMPLATE = re.compile(rf"\b(n?gettext)\(({_LITERAL})(?:, ({_LITERAL}))?")


def languages() -> list[str]:
    """Return the codes of the languages into which the words are translated."""
    return sorted(path.parents[1].name for path in LOCALE.glob("*/LC_MESSAGES/django.po"))


def words_used() -> dict[Words, str]:
    """Return everything that a page, a form or a mail for a family may say, and a file that says it."""
    found: dict[Words, str] = dict.fromkeys(_FROM_DJANGO, "Django")
    for path in _sources():
        read = _in_python if path.suffix == ".py" else _in_template
        found |= {words: path.relative_to(BASE_DIR).as_posix() for words in read(path)}
    return found


def catalogue(language: str) -> Catalog:
    """Return the translations into `language` as they lie in locale/."""
    with _po(language).open("rb") as file:
        return read_po(file, locale=language)


def untranslated(language: str) -> list[Words]:
    """Return the words that have no translation into `language`, or one that is marked as doubtful."""
    known = catalogue(language)
    return [words for words in words_used() if not _is_whole(known, words)]


def collect_words(language: str) -> int:
    """Bring the catalogue of `language` up to the words in use, new ones empty; return how many have none."""
    known, wanted = catalogue(language), words_used()
    for message in list(known):
        if message.id and message.id not in wanted:
            known.delete(message.id)
    for words, place in wanted.items():
        if known.get(_first(words)) is None:
            known.add(words)
        known[_first(words)].locations = [(place, None)]
    with _po(language).open("wb") as file:
        write_po(file, known, width=120, sort_output=True)
    return len(untranslated(language))


def compile_words() -> list[str]:
    """Write the .mo files that are missing or older than their .po; return the languages that were compiled."""
    return [language for language in languages() if _compile(language)]


def _compile(language: str) -> bool:
    source, target = _po(language), _po(language).with_suffix(".mo")
    if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
        return False
    # Whoever reads it at the same moment finds the old one or the new one, and never half of one.
    unfinished = target.with_suffix(f".{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, catalogue(language))
    unfinished.replace(target)
    return True


def _po(language: str) -> Path:
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def _first(words: Words) -> str:
    return words if isinstance(words, str) else words[0]


def _is_whole(known: Catalog, words: Words) -> bool:
    message = known.get(_first(words))
    if message is None or message.fuzzy:
        return False
    return all((message.string,) if isinstance(message.string, str) else message.string)


def _sources() -> Iterator[Path]:
    templates = BASE_DIR / "templates"
    yield from (path for path in sorted((templates / "portal").rglob("*.html")) if path.name not in _FOR_STAFF)
    # Here the worker has handed the device over.
    yield templates / "cases" / "hand_over.html"
    yield from (templates / "components" / f"{name}.html" for name in _COMPONENTS)
    yield from sorted((templates / "govuk").rglob("*.html"))
    yield from (templates / "mail" / f"account_{name}.txt" for name in ("changed", "code", "help"))
    for path in sorted((BASE_DIR / "family_portal").rglob("*.py")):
        if path.name not in _FOR_STAFF and not _FOLDERS_FOR_STAFF & set(path.relative_to(BASE_DIR).parts):
            yield path
    yield from (BASE_DIR / "site" / name for name in ("pages/forms.py", "people/throttling.py"))


def _in_template(path: Path) -> Iterator[Words]:
    for kind, *literals in _IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        texts = [ast.literal_eval(literal) for literal in literals if literal]
        yield (texts[0], texts[1]) if kind == "ngettext" else texts[0]


def _in_python(path: Path) -> Iterator[Words]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS):
            continue
        texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if texts:
            yield (texts[0], texts[1]) if node.func.id.startswith("n") else texts[0]
