"""Runs the engine over everything of a review that the public would read, and keeps what it finds, sealed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from anonymity.checking import Checker
from anonymity.jigsaw import read_together
from anonymity.passages import Finding
from anonymity.watchlists import Term, Watchlist
from lifecycles.models import canonical
from lifecycles.stepping import lock, record
from people.fingerprints import fingerprint
from people.models import User
from publications.anonymity.allowing import allowed_entries, allowed_list
from publications.anonymity.bundles import bundle_sources, public_sources
from publications.anonymity.listing import list_version, terms_of
from publications.anonymity.naming import must_be_named
from publications.anonymity.prints import print_sources
from publications.anonymity.sources import Source
from publications.content_hash import Draft, content_hash, hash_of
from publications.models import AnonymityCheck, AnonymityFinding, Review
from publications.releasing import EditedMeanwhile

_ON_PAGE = re.compile(r",? ?page \d+")


@dataclass(frozen=True)
class Found:
    """A finding with the document and the place of the editor that it belongs to."""

    finding: Finding
    source: Source
    fingerprint: str = ""


def check_review(review: Review, *, by: User, now: datetime) -> AnonymityCheck:
    """Check `review` as it stands now and replace what was found before (R20-R25, S7). EditedMeanwhile if it changes.

    What two people accepted stays accepted where the same words stand in the same place between the same words.
    """
    role = must_be_named(by, review)
    drafts, together, version, terms = (
        review.drafts(),
        review.companion_drafts(),
        list_version(review),
        terms_of(review),
    )
    digest = content_hash([*drafts, *together])
    checker = Checker(Watchlist(tuple(terms)), allowed_list(allowed_entries(review, drafts, terms)))
    sources = bundle_sources(drafts, together)
    found = [item for source in sources for item in _found(checker, source)]
    prints = list(print_sources(review, drafts, together, digest, now))
    found += [item for printed, page in prints for item in _only_in_print(checker, printed, page, found)]
    earlier = list(public_sources(review))
    found += [item for source in earlier for item in _found(checker, source)]
    check = AnonymityCheck(
        review=review,
        content_hash=digest,
        list_version=version,
        terms=len(terms),
        documents=len(sources) + len(prints) + len(earlier),
        checked_at=now,
        checked_by=by,
    )
    check.keep({"jigsaw": _jigsaw([*sources, *earlier], terms)})
    _replace(check, found, role)
    return check


def _jigsaw(sources: list[Source], terms: list[Term]) -> dict[str, Any]:
    places = [term.value for term in terms if term.kind == "place"]
    read = read_together([source.document for source in sources], places=places)
    return {"score": read.score, "reasons": [reason.said for reason in read.reasons]}


def _found(checker: Checker, source: Source) -> Iterator[Found]:
    for finding in checker.check(source.document):
        yield Found(finding, source)


def _only_in_print(checker: Checker, printed: Source, page: Draft, found: list[Found]) -> Iterator[Found]:
    """What the PDF says and the draft does not: everything else was found in the draft, where it can be mended."""
    known = {_what(item.finding) for item in found if item.source.page == page}
    yield from (item for item in _found(checker, printed) if _what(item.finding) not in known)


def _what(finding: Finding) -> tuple[str | None, str, str]:
    return finding.term_id, finding.kind, " ".join(finding.matched.casefold().split())


def _replace(check: AnonymityCheck, found: list[Found], role: str) -> None:
    review = check.review
    with transaction.atomic():
        lock(review)
        if (hash_of(review), list_version(review)) != (check.content_hash, check.list_version):
            raise EditedMeanwhile
        AnonymityCheck.objects.filter(review=review).delete()
        review.anonymity_findings.all().delete()
        check.save()
        keys = {str(row): pk for row, pk in review.watch_terms.values_list("row", "pk")}
        AnonymityFinding.objects.bulk_create(_rows(check, found, keys))
        facts = _counts(found) | {"content_hash": check.content_hash, "terms": check.terms}
        record(review, "check_anonymity", by=check.checked_by, now=check.checked_at, role=role, facts=facts)


def _rows(check: AnonymityCheck, found: list[Found], terms: dict[str, int]) -> Iterator[AnonymityFinding]:
    seen: Counter[str] = Counter()
    for number, item in enumerate(found, 1):
        finding, place = item.finding, _place(item)
        seen[same := _sameness(check.review, item)] += 1
        row = AnonymityFinding(
            review=check.review,
            content_hash=check.content_hash,
            number=number,
            severity=finding.severity,
            kind=finding.kind,
            term_id=terms.get(finding.term_id or ""),
            page=item.source.page,
            field=place[0],
            block=place[1],
            fingerprint=fingerprint("anonymity finding", f"{same} {seen[same]}"),
        )
        words = {"where": finding.where, "matched": finding.matched, "excerpt": finding.excerpt}
        row.keep(words | {"document": item.source.title})
        yield row


def _sameness(review: Review, item: Found) -> str:
    """What makes a finding the same one when it is found again; where its page breaks lie does not count."""
    finding, (name, block) = item.finding, _place(item)
    where = f"{name}.{block}" if block else _ON_PAGE.sub("", finding.where)
    what = [finding.term_id, finding.kind, finding.severity, finding.matched, finding.excerpt]
    return canonical([review.pk, item.source.title, where, *what])


def _place(item: Found) -> tuple[str, str]:
    return item.source.places.get(item.finding.where, ("", ""))


def _counts(found: list[Found]) -> dict[str, int]:
    counts = Counter(item.finding.severity for item in found)
    return {severity: counts[severity] for severity in ("block", "review", "note")}
