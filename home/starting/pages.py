"""The pages that every site needs from its first day; staff then make them their own in the editor."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from home.models import ContentPage, HomePage, Shows
from home.starting import page_words, practitioner_words
from home.starting.publishing import publish_below


@dataclass(frozen=True)
class Starter:
    slug: str
    title: str
    body: str
    shows: str = Shows.NOTHING
    is_for_families: bool = False


STARTERS = [
    Starter("how-a-review-works", "How a review works", page_words.HOW_A_REVIEW_WORKS, Shows.STEPS, True),
    Starter("support", "Support", page_words.SUPPORT, Shows.SUPPORT, True),
    Starter("practitioners", "Learning for practitioners", page_words.PRACTITIONERS, Shows.REFERRING),
    Starter(
        "reflective-learning-workshops", "Reflective learning workshops", practitioner_words.WORKSHOPS, Shows.REFERRING
    ),
    Starter("when-your-case-is-reviewed", "When your case is reviewed", practitioner_words.YOUR_CASE, Shows.REFERRING),
    Starter("refer", "How practitioners refer", page_words.REFER, Shows.REFERRING),
    Starter("who-is-who", "Who is who", page_words.WHO_IS_WHO, Shows.WHO),
    Starter("glossary", "Glossary", page_words.GLOSSARY, Shows.GLOSSARY),
    Starter("media", "For journalists", page_words.MEDIA, Shows.MEDIA),
    Starter("contact", "Contact", page_words.CONTACT, Shows.CONTACT),
    Starter("accessibility", "Accessibility", page_words.ACCESSIBILITY, Shows.ACCESSIBILITY),
    Starter("privacy", "Privacy", page_words.PRIVACY, Shows.PRIVACY),
    Starter("cookies", "Cookies", page_words.COOKIES),
]


def plant_starter_pages(home: HomePage, *, now: datetime) -> None:
    """Publish the starter pages of a partnership under its front page."""
    for starter in STARTERS:
        page = ContentPage(
            title=starter.title,
            slug=starter.slug,
            body=" ".join(starter.body.split()),
            shows=starter.shows,
            is_for_families=starter.is_for_families,
        )
        publish_below(home, page, now=now)
