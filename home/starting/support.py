"""Organisations in England that support bereaved and frightened people, as a new partnership starts with them."""

from __future__ import annotations

from datetime import date, timedelta

from home.models import SupportOrganisation
from partnerships.models import Partnership

CHECKED_FOR = timedelta(days=180)
STARTER = [
    ("Samaritans", "Somebody to talk to, at any hour, about anything.", "116 123", "https://www.samaritans.org", False),
    (
        "Child Bereavement UK",
        "Support for families when a child has died, and for children who grieve.",
        "0800 02 888 40",
        "https://www.childbereavementuk.org",
        False,
    ),
    (
        "Victim Support",
        "Free, confidential help after a crime, whether or not it was reported.",
        "0808 16 89 111",
        "https://www.victimsupport.org.uk",
        False,
    ),
    (
        "National Domestic Abuse Helpline",
        "Help for women who are afraid of somebody close to them, day and night.",
        "0808 2000 247",
        "https://www.nationaldahelpline.org.uk",
        False,
    ),
    (
        "Childline",
        "For anyone under 19. You can talk about anything. Calls are free and private.",
        "0800 1111",
        "https://www.childline.org.uk",
        True,
    ),
]


def plant_support(partnership: Partnership, *, today: date) -> None:
    """Give `partnership` the organisations that a leaflet may name from its first day (A9)."""
    for order, (name, offers, phone, url, is_young) in enumerate(STARTER):
        SupportOrganisation.objects.create(
            partnership=partnership,
            name=name,
            offers=offers,
            phone=phone,
            url=url,
            is_for_young_people=is_young,
            order=order,
            review_by=today + CHECKED_FOR,
        )
