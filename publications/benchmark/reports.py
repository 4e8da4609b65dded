"""Plants public reports in thousands, without the verbs: for measurements, in a database that is thrown away."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.html import format_html
from wagtail.models import Revision

from lifecycles.stepping import wait_for_the_chain
from pages.models import PublicChange
from partnerships.models import Partnership
from people.models import User
from publications.benchmark.words import Writer
from publications.models import Edition, EditionFile, PublicSpell, Release, ReportPage, Review, Term
from publications.states import ReleaseState, ReviewState
from publications.vocabulary import AgeBand, ReviewType, TermKind

SECTIONS = ("Summary", "What happened", "Daily life of the child", "What agencies knew", "What was done", "Learning")
RECOMMENDATIONS = 3
FIRST, DAYS = datetime(2012, 1, 1, 9, tzinfo=UTC), 5000
MOST_TERMS = {TermKind.THEME: 4, TermKind.HARM: 2, TermKind.AGENCY: 6}
AT_ONCE = 500
# As components/recommendation.html has it.
_BOX = (
    '<section class="site-box site-box--recommendation" id="recommendation-{number}" '
    'aria-labelledby="recommendation-{number}-title"><h3 class="site-box__title" '
    'id="recommendation-{number}-title">Recommendation {number}</h3><div class="site-prose">{text}</div></section>'
)


def plant_reports(partnership: Partnership, number: int, *, words: int = 3000, seed: int = 0) -> None:
    """Plant `number` public reports of about `words` words each; the same ones for the same seed.

    Another seed makes other reports, with other addresses, beside those of the first.
    """
    planter = _Planter(partnership, words, seed)
    for start in range(0, number, AT_ONCE):
        with transaction.atomic():
            planter.plant(range(start, min(number, start + AT_ONCE)))


@dataclass
class _Composed:
    blocks: list[dict[str, Any]]
    contents: list[dict[str, Any]]
    html: str
    text: str


class _Planter:
    def __init__(self, partnership: Partnership, words: int, seed: int) -> None:
        self.partnership, self.words, self.seed = partnership, words, seed
        self.writer = Writer(seed)
        self.random = Random(seed)  # noqa: S311 (no secret: the same every time)
        self.people = [_person("first"), _person("second")]
        self.revision = _revision(partnership)
        self.terms = {kind: list(Term.objects.filter(kind=kind)) for kind in MOST_TERMS}

    def plant(self, numbers: range) -> None:
        days = {n: FIRST + timedelta(days=self.random.randrange(DAYS)) for n in numbers}
        reviews = Review.objects.bulk_create([self._review(days[n]) for n in numbers])
        releases = Release.objects.bulk_create(
            [self._release(review, days[n]) for n, review in zip(numbers, reviews, strict=True)]
        )
        PublicSpell.objects.bulk_create([PublicSpell(review=r, began_at=r.first_published_at) for r in reviews])
        editions = Edition.objects.bulk_create(
            [self._edition(n, release) for n, release in zip(numbers, releases, strict=True)]
        )
        self._describe(editions)
        _publish(reviews)
        _note(self.partnership, reviews)

    def _review(self, day: datetime) -> Review:
        return Review(partnership=self.partnership, created_at=day, first_published_at=day, created_by=self.people[0])

    def _release(self, review: Review, day: datetime) -> Release:
        return Release(
            review=review,
            state=ReleaseState.RELEASED,
            content_hash="0" * 64,
            moment=day,
            prepared_by=self.people[0],
            prepared_at=day,
            confirmed_by=self.people[1],
            confirmed_at=day,
            released_at=day,
        )

    def _edition(self, n: int, release: Release) -> Edition:
        composed = self._composed()
        return Edition(
            review=release.review,
            release=release,
            revision=self.revision,
            language="en",
            slug=f"report-{self.seed}-{n}",
            title=f"Review {self.seed}-{n}: {' '.join(self.writer.sentences(3))[:60]}",
            pseudonym=f"Child {n}",
            introduction=self.writer.sentences(14)[0],
            reviewer="An independent reviewer",
            review_type=self.random.choice(ReviewType.values),
            age_band=self.random.choice(AgeBand.values),
            blocks=composed.blocks,
            contents=composed.contents,
            html=composed.html,
            text=composed.text,
        )

    def _composed(self) -> _Composed:
        sentences, blocks = self.writer.report(self.words), []
        share = -(-len(sentences) // len(SECTIONS))
        for place, title in enumerate(SECTIONS):
            anchor = title.lower().replace(" ", "-")
            blocks.append({"type": "heading", "value": {"level": 2, "text": title, "anchor": anchor}})
            blocks += _paragraphs(sentences[place * share : (place + 1) * share])
        blocks += [self._recommendation(number) for number in range(1, RECOMMENDATIONS + 1)]
        return _composed(blocks)

    def _recommendation(self, number: int) -> dict[str, Any]:
        text = format_html("<p>{}</p>", self.writer.sentences(15)[0])
        value = {"text": text, "target": "All agencies", "by_when": "", "outcome": "", "number": number}
        return {"type": "recommendation", "value": value}

    def _describe(self, editions: list[Edition]) -> None:
        through, rows = Edition.terms.through, []
        for edition in editions:
            for kind, most in MOST_TERMS.items():
                chosen = self.random.sample(self.terms[kind], self.random.randint(1, min(most, len(self.terms[kind]))))
                rows += [through(edition=edition, term=term) for term in chosen]
        through.objects.bulk_create(rows)
        EditionFile.objects.bulk_create([_pdf(edition) for edition in editions])


def _paragraphs(sentences: list[str]) -> list[dict[str, Any]]:
    return [
        {"type": "text", "value": format_html("<p>{}</p>", " ".join(sentences[start : start + 5]))}
        for start in range(0, len(sentences), 5)
    ]


def _composed(blocks: list[dict[str, Any]]) -> _Composed:
    headings = [block["value"] for block in blocks if block["type"] == "heading"]
    contents = [{"label": h["text"], "url": f"#{h['anchor']}", "children": []} for h in headings]
    html = "\n".join(_html(block) for block in blocks)
    text = " ".join(_words(block) for block in blocks)
    return _Composed(blocks, contents, html, text)


def _html(block: dict[str, Any]) -> str:
    value = block["value"]
    if block["type"] == "heading":
        return format_html('<h2 class="govuk-heading-l" id="{}">{}</h2>', value["anchor"], value["text"])
    if block["type"] == "recommendation":
        return format_html(_BOX, number=value["number"], text=value["text"])
    return f'<div class="site-prose">{value}</div>'


def _words(block: dict[str, Any]) -> str:
    value = block["value"]
    return str(value if block["type"] == "text" else value["text"]).removeprefix("<p>").removesuffix("</p>")


def _pdf(edition: Edition) -> EditionFile:
    digest = hashlib.sha256(edition.slug.encode()).hexdigest()
    facts = {"name": f"{edition.slug}.pdf", "digest": digest, "size": 400_000, "mime": "application/pdf"}
    return EditionFile(edition=edition, role=EditionFile.Role.PDF, **facts)


def _publish(reviews: list[Review]) -> None:
    own = Release.objects.filter(review=OuterRef("pk")).values("pk")
    planted = Review.objects.filter(pk__in=[review.pk for review in reviews])
    planted.update(state=ReviewState.PUBLISHED, public_release=Subquery(own))


def _note(partnership: Partnership, reviews: list[Review]) -> None:
    wait_for_the_chain()
    PublicChange.objects.bulk_create(
        [PublicChange(key=f"review:{r.pk}", partnership=partnership, at=r.created_at) for r in reviews]
    )


def _person(name: str) -> User:
    return User.objects.get_or_create(email=f"{name}@benchmark.example.org", defaults={"name": name})[0]


def _revision(partnership: Partnership) -> Revision:
    report, page = ContentType.objects.get_for_model(ReportPage), partnership.site.root_page
    facts = {"base_content_type": page.content_type, "object_id": str(page.pk), "content": {}}
    return Revision.objects.bulk_create([Revision(content_type=report, created_at=FIRST, **facts)])[0]
