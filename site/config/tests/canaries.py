"""Words that are found nowhere else: planted in every field, and looked for wherever something is written down."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import caches
from django.db import connection
from django.utils.module_loading import import_string

from family_portal.models.keys import FamilyWords
from family_portal.rotating import concrete
from partnerships.working_days import london_day

SYLLABLES = ("wren", "moss", "fern", "kelp", "lark", "dusk", "vole", "reed", "flax", "gorse")


class Planter:
    """Makes a word for each field, and knows which were planted where. Digits are kept apart: they look like others."""

    def __init__(self) -> None:
        self.planted: dict[str, str] = {}
        self.secrets: dict[str, str] = {}

    def word(self, place: str) -> str:
        """Return a new word for `place`, such as the field of a form."""
        number = len(self.planted)
        word = "Zq" + "".join(SYLLABLES[int(digit)] for digit in f"{number:03d}")
        self.planted[word] = place
        return word

    def keep_secret(self, name: str, secret: str) -> str:
        """Note something that was not made here, such as a code on a letter; return it."""
        self.secrets[secret] = name
        return secret

    def fill(self, form: type[forms.Form], now: Any, *, note: str = "", **given: str) -> dict[str, str]:
        """Return data for `form` with a word in every field that takes words, and its first choice in the others.

        What is `given` is taken as it is; `note` is added to the place of each word.
        """
        data = {}
        for name, field in form.base_fields.items():
            if name in given:
                continue
            if isinstance(field, forms.DateField):
                data[name] = london_day(now).strftime("%d/%m/%Y")
            elif isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
                data[name] = next(str(value) for value, _ in field.choices if value)
            elif isinstance(field, forms.CharField) and not isinstance(field.widget, forms.HiddenInput):
                data[name] = self.word(f"{form.__name__}.{name}{note}")
        return data | given

    def found_in(self, text: str) -> list[str]:
        """Return the places of the words and the names of the secrets that stand in `text`."""
        lower = text.lower()
        words = [place for word, place in self.planted.items() if word.lower() in lower]
        # Digits that stand for themselves: in a hash or after a point they would be chance.
        return words + [name for secret, name in self.secrets.items() if re.search(_alone(secret), text, re.I)]


def _alone(secret: str) -> str:
    return rf"(?<![0-9a-z.]){re.escape(secret)}(?![0-9a-z])" if secret.isdigit() else re.escape(secret)


@contextmanager
def every_line() -> Iterator[list[str]]:
    """Yield the lines that every logger would write at DEBUG, made by the formatter and filters of production."""
    lines: list[str] = []
    handler = _Kept(lines)
    loggers = [logging.getLogger(), *(logging.getLogger(name) for name in list(logging.root.manager.loggerDict))]
    before = [(logger, logger.level) for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.DEBUG)
    logging.getLogger().addHandler(handler)
    try:
        yield lines
    finally:
        logging.getLogger().removeHandler(handler)
        for logger, level in before:
            logger.setLevel(level)


class _Kept(logging.Handler):
    def __init__(self, lines: list[str]) -> None:
        super().__init__(logging.DEBUG)
        self.lines = lines
        plain = settings.LOGGING["formatters"]["plain"]
        self.setFormatter(import_string(plain["()"])(plain["format"], style=plain["style"]))
        self.addFilter(import_string(settings.LOGGING["filters"]["doors"]["()"])())

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def every_table() -> dict[str, str]:
    """Return the whole of every table as text, column by column as it lies there; sessions and steps among them."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        return {name: _table(cursor, name) for name in names}


def _table(cursor: Any, name: str) -> str:
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
    return "\n".join(" | ".join(_as_text(value) for value in row) for row in cursor.fetchall())


def _as_text(value: Any) -> str:
    return bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value)


def other_stores() -> dict[str, str]:
    """Return what sessions decode to, what the cache holds, mails without their To line, and every private file."""
    sessions = "".join(str(SessionStore().decode(row.session_data)) for row in Session.objects.all())
    cached = "".join(str(getattr(cache, "_cache", "")) for cache in caches.all())
    mails = "".join(f"{sent.subject}{sent.body}{sent.from_email}{sent.extra_headers}" for sent in mail.outbox)
    return {"sessions": sessions, "cache": cached, "mails": mails, "files": _files(), "names of files": _names()}


def _paths() -> list[Path]:
    found = (path for path in Path(settings.VAR_DIR).rglob("*") if path.is_file())
    return [path for path in found if ".sqlite3" not in path.name and "frontend" not in path.parts]


def _files() -> str:
    return "".join(path.read_bytes().decode("latin-1") for path in _paths())


def _names() -> str:
    return " ".join(str(path) for path in _paths())


def every_kept_word() -> str:
    """Return what lies sealed with the keys of reviews, opened: the proof that words were taken."""
    return "".join(str(row.words()) for model in concrete(FamilyWords) for row in model.objects.select_related("key"))
