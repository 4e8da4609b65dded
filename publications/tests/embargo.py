"""A report that would be worth leaking: two languages, a picture, a theme, and every place where it might be seen."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import Any

from django.test import Client
from PIL import Image
from wagtail.models import Locale

from config.testing.companions import add_companions
from config.testing.reports import SECRET, T0, ReportMaker
from pages.models import PrivateImage
from publications.models import CompanionFile, EditionFile, ReportPage, Review, Term
from publications.planting import report_index
from publications.vocabulary import CompanionKind
from publications.word import ManuscriptImage

NAME = "Thistledown"
SLUG = "thistledown-lane"
NEVER = "never-was"
API = ("reports", "briefings", "recommendations")
PREFIXES = {"en": "", "pl": "/pl"}


def picture(colour: str = "teal") -> bytes:
    """A PNG as it might lie in a Word file."""
    made = io.BytesIO()
    Image.new("RGB", (24, 16), colour).save(made, "PNG")
    return made.getvalue()


def telling(**changes: Any) -> dict[str, Any]:
    """Return what `reports` needs for a report whose every field holds one of the two words."""
    image = ManuscriptImage(data=picture(), extension="png", alt="")
    return {
        "blocks": [
            {"type": "text", "value": f"<p>The word {SECRET} is in the text.</p>"},
            {"type": "figure", "value": {"image": "p", "alt": f"A chart of {SECRET}", "caption": SECRET}},
        ],
        "images": {"p": image},
        "title": f"Review: {NAME}",
        "slug": SLUG,
        "pseudonym": NAME,
        "introduction": f"What was learned about {NAME}.",
        "themes": [Term.objects.get(kind="theme", slug="pre_birth")],
    } | changes


def add_polish(review: Review, *, by: Any) -> ReportPage:
    """Give `review` its page in Polish."""
    polish, _ = Locale.objects.get_or_create(language_code="pl")
    source, index = review.drafts()[0], report_index(review.partnership)
    there = index.get_translation_or_none(polish) or index.copy_for_translation(polish, copy_parents=True)
    page = ReportPage(review=review, locale=polish, translation_key=source.translation_key, live=False)
    for name in ("title", "slug", "pseudonym", "introduction", "reviewer", "support", "body", "themes"):
        value = getattr(source, name)
        setattr(page, name, list(value.all()) if name == "themes" else value)
    there.add_child(instance=page)
    page.save_revision(user=by, clean=False, log_action=False)
    return page


@dataclass
class TellingReports(ReportMaker):
    """Makes the same reports in every state, each of them in two languages."""

    def draft(self, partnership: Any, **fields: Any) -> Review:
        review = super().draft(partnership, **telling(**fields))
        by = self.team(partnership).preparer
        add_polish(review, by=by)
        add_companions(review, by=by, now=T0, word=f"{NAME} {SECRET}")
        return review

    def closed(self, partnership: Any, **fields: Any) -> Review:
        from lifecycles.stepping import take_step

        review = self.draft(partnership, **fields)
        take_step(review, "close", by=self.team(partnership).preparer, now=T0)
        return review


def addresses(review: Review) -> list[str]:
    """Return every path under which a file or page of `review` is, was, will be or might be thought to be."""
    return [address for prefix in PREFIXES.values() for address in _of_language(prefix, review)] + _guesses(review)


def lists() -> list[str]:
    """Return every path whose answer gathers what is public of one partnership."""
    queries = ["", "?theme=pre_birth", "?year=2026&type=lcspr"]
    ways = [f"/reviews/{query}" for query in queries]
    ways += [f"/search/?q={word}" for word in ("learned", "chart")]
    ways += ["/reviews/feed/", "/reviews/archive/", "/", "/search/feed/?q=learned", "/briefings/feed/"]
    ways += ["/reviews/reports.csv", "/recommendations.csv"]
    return [f"{prefix}{way}" for prefix in PREFIXES.values() for way in ways] + [
        *(f"/api/v2/{name}/?language={code}" for name in API for code in PREFIXES),
        "/opensearch.xml",
        "/sitemap.xml",
        "/robots.txt",
        "/look.css",
    ]


def never_was(path: str) -> str:
    """Return the same path for a report, a file and a page that never were."""
    path = re.sub(r"[0-9a-f]{64}", "0" * 64, path.replace(SLUG, NEVER))
    path = re.sub(r"/[0-9a-f]{2}/", "/00/", re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "0" * 8, path))
    return re.sub(r"(?<=/)\d+(?=/)", "987654", path)


def _of_language(prefix: str, review: Review) -> list[str]:
    report = f"{prefix}/reviews/{SLUG}/"
    digests = EditionFile.objects.filter(edition__review=review).values_list("digest", flat=True)
    files = [f"{report}files/{digest}.{suffix}" for digest in sorted(set(digests)) for suffix in ("png", "jpg")]
    rest = ["report.pdf", "ask/", "asked/", "preview/", "?preview=1"]
    together = [f"{report}{kind}/{part}" for kind in CompanionKind.values for part in _parts(kind, review)]
    return [report, *files, *together, *(f"{report}{name}" for name in rest)]


def _parts(kind: str, review: Review) -> list[str]:
    files = CompanionFile.objects.filter(edition__review=review, edition__kind=kind)
    return ["", f"{kind}.pdf", *(f"files/{digest}.png" for digest in set(files.values_list("digest", flat=True)))]


def _guesses(review: Review) -> list[str]:
    page, image = review.pages.first(), PrivateImage.objects.filter(collection=review.partnership.collection).first()
    small = image.get_rendition("width-8") if image else None
    names = [item.file.name for item in (image, small) if item]
    digests = EditionFile.objects.filter(edition__review=review).values_list("digest", flat=True)
    names += [f"{digest[:2]}/{digest}.pdf" for digest in sorted(set(digests))]
    stored = [f"/{folder}/{name}" for name in names for folder in ("private", "media", "documents")]
    wagtail = [f"/cms/pages/{page.pk}/{view}/" for view in ("view_draft", "edit", "history")]
    api = [f"/api/v2/pages/{page.pk}/", f"/api/v3/pages/{page.pk}/", f"/cms/api/main/pages/{page.pk}/"]
    tree = [f"/{review.partnership.slug}/reviews/{SLUG}/", f"/reviews/{page.pk}/", f"/reviews/{review.uuid}/"]
    documents = [f"/documents/{page.pk}/{SLUG}.pdf", f"/images/{page.pk}/{SLUG}.png"]
    return [*stored, *wagtail, *api, *tree, *documents]


def answer(client: Client, path: str, **headers: Any) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return the whole answer to `path`: status, all headers, body."""
    response = client.get(path, **headers)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return response.status_code, sorted(response.headers.items()), body


def without_the_time(whole: tuple[int, list[tuple[str, str]], bytes]) -> tuple[int, list[tuple[str, str]], bytes]:
    """Return the answer without what an empty feed says of the time at which it was made."""
    status, headers, body = whole
    return (
        status,
        [h for h in headers if h[0] not in ("Last-Modified", "ETag")],
        re.sub(rb"<updated>[^<]*</updated>", b"", body),
    )


def speaks_of(whole: tuple[int, list[tuple[str, str]], bytes], *words: str) -> bool:
    """Return whether any of the words stands anywhere in the answer, in any case."""
    everything = (str(whole[1]) + whole[2].decode("utf-8", "replace")).lower()
    return any(word.lower() in everything for word in words)
