"""The four partnerships of the demo. Their reports and people are invented; telephone numbers are for drama."""

from __future__ import annotations

from typing import Any

from config.demo import terms

PARTNERSHIPS: list[dict[str, Any]] = [
    {
        "slug": "surrey",
        "name": "Surrey Safeguarding Children Partnership",
        "short_name": "SSCP",
        "colour": "#00594c",
        "mailbox": "partnership@surrey.example.org",
        "phone": "01632 960101",
        "introduction": "We publish what was learned when a child died or was seriously harmed, so that organisations "
        "work together better.",
        "terms": terms.SURREY,
        "contacts": terms.SURREY_CONTACTS,
    },
    {
        "slug": "solihull",
        "name": "Solihull Safeguarding Children Partnership",
        "short_name": "Solihull SCP",
        "colour": "#5b2a86",
        "mailbox": "partnership@solihull.example.org",
        "phone": "01632 960202",
        "introduction": "Reviews help everyone who works with children to learn. Here you can read them.",
        "terms": terms.SOLIHULL,
        "contacts": terms.SOLIHULL_CONTACTS,
    },
    {
        "slug": "windsor-maidenhead",
        "name": "Windsor and Maidenhead Safeguarding Partnership",
        "short_name": "WMSP",
        "colour": "#7a1f3d",
        "mailbox": "partnership@windsor-maidenhead.example.org",
        "phone": "01632 960303",
        "introduction": "Reviews look at how organisations worked together for a child and a family, and what has to "
        "change.",
        "terms": terms.WINDSOR_MAIDENHEAD,
        "contacts": terms.WINDSOR_MAIDENHEAD_CONTACTS,
    },
    {
        "slug": "redcar-cleveland",
        "name": "Redcar and Cleveland Safeguarding Children Board",
        "short_name": "RCSCB",
        "colour": "#1d4f91",
        "mailbox": "records@redcar-cleveland.example.org",
        "phone": "01632 960404",
        "postal_address": "Safeguarding records\n1 Example Street\nAnytown",
        "introduction": "The reviews of a former board, and those that followed.",
        "predecessor_note": "This board has ended. The South Tees Safeguarding Children Partnership now does its work.",
        "terms": terms.REDCAR_CLEVELAND,
        "contacts": terms.REDCAR_CLEVELAND_CONTACTS,
    },
]

PEOPLE = {
    "manager": ("business_manager", "Maya Okafor"),
    "comms": ("comms", "Tom Ellery"),
    "support": ("partnership_support", "Priya Nandakumar"),
    "legal": ("legal", "Ruth Calloway"),
    "family": ("family_coordinator", "Grace Adeyemi"),
    "delegate": ("partner_delegate", "Owen Pryce"),
    "translator": ("translator", "Samina Rahat"),
}
# For which safeguarding partner the delegate of each demo partnership speaks.
SPEAKS_FOR = "police"

WATCHED = "name: Zebedee Quarmby; Zeb\ndate of birth: 31 February 2019\nschool: Nettlewick Primary School"

SUPPORT = [
    {"name": "Samaritans", "phone": "116 123", "url": "https://www.samaritans.org"},
    {"name": "Childline", "phone": "0800 1111", "url": "https://www.childline.org.uk"},
    {"name": "NSPCC helpline", "phone": "0808 800 5000", "url": "https://www.nspcc.org.uk"},
]
