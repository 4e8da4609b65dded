"""Everything public, found: the one small interface to the search engine, whatever engine that is.

Before each answer it is brought up to the last committed change, in every process and on every machine alike. What a
transaction took away is therefore in no answer that is asked for after it, nor in any number.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import TypeVar

import tantivy

from pages.findable import FORGOTTEN, Change, Findable, Source, owner_of
from publications.finding.asking import Asked, Concept, Found, Log, Mark, NotReady
from publications.finding.engine.checking import is_of_engine
from publications.finding.engine.documents import document_of, state_document
from publications.finding.engine.schema import STATE
from publications.finding.engine.shelf import Shelf, written
from publications.finding.engine.thesaurus import Thesaurus
from publications.finding.engine.view import View
from publications.finding.engine.wording import words_in

logger = logging.getLogger(__name__)

# After so many changes it is quicker to write everything anew.
MOST_CHANGES = 500
TRIES = 3

Answer = TypeVar("Answer")
Standing = Callable[[Collection[str]], set[str]]
# Told how many pages are written, and of how many.
Progress = Callable[[int, int], None]


def _silently(done: int, total: int) -> None:
    """Tell nobody."""


class Catalogue:
    """One for each process; `concepts` gives the vocabulary.

    `patience` is how many seconds a reader waits while another process brings the index up. After that the answer
    leaves out whatever has changed.
    """

    def __init__(
        self,
        folder: Path,
        *,
        log: Log,
        sources: list[Source],
        concepts: Callable[[], Iterable[Concept]],
        patience: float,
    ) -> None:
        self.patience = patience
        self.shelf, self.log, self.sources, self.concepts = Shelf(folder), log, sources, concepts
        self._view: View | None = None
        self._thesauri: tuple[Mark, dict[str, Thesaurus]] = ((-1, ""), {})

    def search(self, asked: Asked, *, standing: Standing | None = None) -> Found:
        """Return what fits `asked`, all of it public at this moment; NotReady.

        `standing` says of the keys of hits which are public; without it their sources are asked.
        """

        def answer(view: View) -> Found:
            thesaurus = self._thesaurus(view, asked.language)
            found = view.search(asked, thesaurus)
            is_missed = asked.words and not found.total
            meant = view.meant(asked, thesaurus) if is_missed else ""
            return replace(found, meant=meant, labels=thesaurus.labels)

        return self._public(answer, lambda found: [hit.key for hit in found.hits], standing or self.standing)

    def suggest(self, asked: Asked, *, terms: int, titles: int) -> list[str]:
        """Return so many terms of the vocabulary and titles of public things that begin with the words; NotReady.

        What `asked` has chosen narrows the titles; a term is suggested when anything is tagged with it.
        """

        def answer(view: View) -> tuple[list[str], list[tuple[str, str]]]:
            return self._terms(view, asked, terms), view.titles(asked, most=titles)

        labels, found = self._public(answer, lambda found: [key for key, _ in found[1]], self.standing)
        return list(dict.fromkeys([*labels, *(title for _, title in found)]))

    def standing(self, keys: Collection[str]) -> set[str]:
        """Return those of `keys` that are public at this moment, asked of the database."""
        return set().union(*(source.standing(keys) for source in self.sources)) if keys else set()

    def rebuild(self, progress: Progress = _silently) -> int:
        """Make the index of this machine anew and return how many pages are in it; `progress` is told how far it is."""
        with self.shelf.locked(give_up=lambda: False):
            return self._rebuild(progress)

    def catch_up(self) -> None:
        """Bring the index up to the last change, before any reader has to wait for it."""
        with suppress(NotReady):
            self._guarded(self._current)

    def _terms(self, view: View, asked: Asked, most: int) -> list[str]:
        thesaurus, words = self._thesaurus(view, asked.language), words_in(asked.words)
        begun = thesaurus.begun(words) if words else []
        tagged = ((tag, replace(asked, chosen={tag[0]: (tag[1],)})) for tag in begun)
        found = (thesaurus.labels[tag] for tag, narrowed in tagged if view.has_any(narrowed))
        return list(islice(found, most))

    def _public(
        self, answer: Callable[[View], Answer], keys_of: Callable[[Answer], list[str]], standing: Standing
    ) -> Answer:
        view = self._guarded(self._current)
        for _ in range(TRIES):
            found = self._guarded(lambda view=view: answer(view))
            gone = set(keys_of(found)) - standing(keys_of(found))
            if not gone:
                return found
            # It went away after the index was brought up, or without a note.
            view = view.without(owner_of(key) for key in gone)
        raise NotReady

    def _guarded(self, do: Callable[[], Answer]) -> Answer:
        """Do it; when the engine fails because its files are damaged, make them anew and do it again; NotReady."""
        try:
            return do()
        except BaseException as fault:
            if not is_of_engine(fault) or self.shelf.opened():
                raise
            logger.warning("The search index could not be read or written (%s).", type(fault).__name__)
        self._view = None
        try:
            return do()
        except BaseException as fault:
            if not is_of_engine(fault):
                raise
            raise NotReady from fault

    def _current(self) -> View:
        last = self.log.last()
        view = self._view
        if view is None or view.mark != last:
            view = self._brought_up(last)
            # What is hidden for the moment is not kept: the next question finds it written.
            self._view = self._view if view.hidden else view
        return view

    def _brought_up(self, last: Mark) -> View:
        view = self._view = self._reopened(self._view)
        if view and view.mark == last:
            return view
        if not self.log.is_settled():
            return self._with_hidden(view)
        until = time.monotonic() + self.patience
        with self.shelf.locked(give_up=lambda: time.monotonic() > until) as is_ours:
            view = self._reopened(view)
            return self._written_up(view) if is_ours else self._with_hidden(view)

    def _reopened(self, view: View | None) -> View | None:
        """Return the index as it is on the disk now: another process may have brought it up, or made it anew."""
        try:
            if view and self.shelf.is_current(view.place):
                return View.of(view.index, view.place)
            opened = self.shelf.opened()
            return View.of(*opened) if opened else None
        except (ValueError, OSError):
            return None

    def _with_hidden(self, view: View | None) -> View:
        """Return what can be answered while somebody else is writing: all but what has changed since."""
        changes = self.log.since(view.mark) if view else None
        if view is None or changes is None:
            raise NotReady
        return view.without(self._touched(changes))

    def _written_up(self, view: View | None) -> View:
        changes = self.log.since(view.mark) if view else None
        if view is None or changes is None or _is_to_be_anew(changes):
            self._rebuild()
        elif changes:
            self._follow(view, changes)
        opened = self._reopened(view)
        if opened is None:
            raise NotReady
        return opened

    def _follow(self, view: View, changes: list[Change]) -> None:
        owners = self._touched(changes)

        def write(writer: tantivy.IndexWriter) -> None:
            for owner in [*owners, STATE]:
                writer.delete_documents_by_term("owner", owner)
            for found in self._of(owners):
                writer.add_document(document_of(found))
            writer.add_document(state_document(self.log.mark_after(changes)))

        written(view.index, write)

    def _rebuild(self, progress: Progress = _silently) -> int:
        mark, total, done = self.log.last(), sum(source.count() for source in self.sources), 0
        logger.info("The search index is made anew.")

        def write(writer: tantivy.IndexWriter) -> None:
            nonlocal done
            writer.add_document(state_document(mark))
            for found in (found for source in self.sources for found in source.everything()):
                writer.add_document(document_of(found))
                # What is a part of a page is not counted as one.
                done += "#" not in found.path
                progress(done, max(done, total))

        self.shelf.replace(write)
        return done

    def _touched(self, changes: list[Change]) -> set[str]:
        return set().union(*(source.touched(changes) for source in self.sources))

    def _of(self, owners: set[str]) -> Iterator[Findable]:
        return (found for source in self.sources for found in source.of(owners))

    def _thesaurus(self, view: View, language: str) -> Thesaurus:
        mark, known = self._thesauri
        if mark != view.mark:
            known = {}
            self._thesauri = (view.mark, known)
        if language not in known:
            known[language] = Thesaurus(self.concepts(), language)
        return known[language]


def _is_to_be_anew(changes: list[Change]) -> bool:
    # What is only deleted stays in the files of the engine until it happens to merge them.
    return len(changes) > MOST_CHANGES or any(change.key.startswith(FORGOTTEN) for change in changes)
