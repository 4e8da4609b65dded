"""The pages that every site needs from its first day; staff then make them their own in the editor."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from home.models import ContentPage, HomePage
from partnerships.models import Partnership


@dataclass(frozen=True)
class Starter:
    slug: str
    title: str
    body: SafeString | str


def plant_starter_pages(partnership: Partnership, home: HomePage) -> None:
    """Publish the starter pages of `partnership` under its front page."""
    for starter in _starters(partnership):
        page = ContentPage(title=starter.title, slug=starter.slug, body=starter.body, locale_id=home.locale_id)
        home.add_child(instance=page)
        page.save_revision().publish()


def _starters(partnership: Partnership) -> list[Starter]:
    return [
        Starter("contact", "Contact", _contact(partnership)),
        Starter("accessibility", "Accessibility", _accessibility(partnership)),
        Starter("privacy", "Privacy", _privacy(partnership)),
        Starter("cookies", "Cookies", "<p>This site sets no cookies, and nobody else sets any through it.</p>"),
    ]


def _contact(partnership: Partnership) -> SafeString:
    mail = format_html('<p>E-mail: <a href="mailto:{0}">{0}</a></p>', partnership.mailbox)
    phone = format_html("<p>Telephone: {}</p>", partnership.phone) if partnership.phone else ""
    post = format_html("<p>Post: {}</p>", ", ".join(partnership.postal_address.splitlines()))
    urgent = "If a child is in danger now, call 999."
    intro = format_html("<p>{}</p><p>{} looks after this site.</p>", urgent, partnership.name)
    return format_html("{}{}{}{}", intro, mail, phone, post if partnership.postal_address else "")


def _accessibility(partnership: Partnership) -> SafeString:
    return format_html(
        "<p>We want everyone to be able to read these reviews. Every review is a web page first, and a tagged PDF "
        "besides. The site works with a keyboard, with a screen reader, on a phone and without JavaScript.</p>"
        "<h2>If something does not work for you</h2><p>Write to {0} and say what you need. We can send a review in "
        "large print or in another format.</p><h2>How to complain</h2><p>If you are not content with our answer, the "
        '<a href="https://www.equalityadvisoryservice.com">Equality Advisory and Support Service</a> can help.</p>',
        partnership.mailbox,
    )


def _privacy(partnership: Partnership) -> SafeString:
    return format_html(
        "<p>You can read everything here without telling us who you are. We do not follow what you read.</p>"
        "<h2>If you ask for an archived review</h2><p>We use your name and address only to answer you. We delete them "
        "{0} days after our answer.</p><h2>Your rights</h2><p>You can ask what we hold about you. Write to {1}. You "
        'can complain to the <a href="https://ico.org.uk">Information Commissioner</a>.</p>',
        partnership.requester_days,
        partnership.mailbox,
    )
