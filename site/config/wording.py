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
    "back_link", "button", "demonstration", "details", "error_summary", "exit_this_page", "inset", "languages",
    "leaving", "notification", "pagination", "tag", "translation_notice", "warning_text",
)  # fmt: skip
# Staff work in English. A pictogram has a name for those who choose it; readers have the words beside it.
_FOR_STAFF = {
    "staff_forms.py", "vocabulary.py", "states.py", "notice_states.py", "recovering.py", "ways_back.py", "members.py",
    "back.html", "back_letter.html", "back_list.html",
}  # fmt: skip
_FOLDERS_FOR_STAFF = {"tests", "staff", "migrations", "management"}
_HOME_FOR_STAFF = tuple(
    f"home/{name}"
    for name in ("keeping/", "links/", "models/", "recordings/forms.py", "leaflet_blocks.py", "pictograms.py")
)
# Of these, families read what can be chosen, and staff the names of the fields.
_CHOICES = ("home/models/leaflets.py", "home/models/media.py", "site/partnerships/models/contacts.py")
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
_MAILS = ("account_changed", "account_code", "account_help", "enquiry_answer", "enquiry_receipt")
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
        read = _in_code if path.suffix == ".py" else _in_template
        found = dict.fromkeys(read(path), _place(path)) | found
    for path in map(BASE_DIR.joinpath, _CHOICES):
        found = dict.fromkeys(_in_choices(path), _place(path)) | found
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
    for folder in ("portal", "home", "public", "govuk"):
        yield from _for_families(templates / folder, "*.html")
    yield templates / "base.html"
    # Here the worker has handed the device over.
    yield templates / "cases" / "hand_over.html"
    yield from (templates / "components" / f"{name}.html" for name in _COMPONENTS)
    yield from (templates / "mail" / f"{name}.txt" for name in _MAILS)
    for folder in ("family_portal", "home"):
        yield from _for_families(BASE_DIR / folder, "*.py")
    yield from (
        BASE_DIR / "site" / name for name in ("pages/forms.py", "pages/ways_to_answer.py", "people/throttling.py")
    )


def _for_families(folder: Path, pattern: str) -> Iterator[Path]:
    for path in sorted(folder.rglob(pattern)):
        if not _is_for_staff(path):
            yield path


def _is_for_staff(path: Path) -> bool:
    place = _place(path)
    is_in_folder = bool(_FOLDERS_FOR_STAFF & set(place.split("/")))
    return path.name in _FOR_STAFF or is_in_folder or place.startswith(_HOME_FOR_STAFF)


def _place(path: Path) -> str:
    return path.relative_to(BASE_DIR).as_posix()


def _in_template(path: Path) -> Iterator[Words]:
    for kind, *literals in _IN_TEMPLATE.findall(templatize(path.read_text(encoding="utf-8"))):
        texts = [ast.literal_eval(literal) for literal in literals if literal]
        yield (texts[0], texts[1]) if kind == "ngettext" else texts[0]


def _in_choices(path: Path) -> Iterator[Words]:
    for node in ast.walk(_parsed(path)):
        if isinstance(node, ast.ClassDef) and any(ast.unparse(base).endswith("Choices") for base in node.bases):
            yield from _in_python(node)


def _in_code(path: Path) -> Iterator[Words]:
    yield from _in_python(_parsed(path))


def _parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def _in_python(tree: ast.AST) -> Iterator[Words]:
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _MARKS):
            continue
        texts = [one.value for one in node.args if isinstance(one, ast.Constant) and isinstance(one.value, str)]
        if texts:
            yield (texts[0], texts[1]) if node.func.id.startswith("n") else texts[0]
