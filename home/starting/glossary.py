"""Words that families and the public asked about, explained."""

from __future__ import annotations

from home.models import GlossaryEntry
from partnerships.models import Partnership

# The word, its other forms with a line for each, and what it means.
STARTER: list[tuple[str, str, str]] = [
    (
        "action plan",
        "action plans",
        "A list of what has to change after a review: who does it, by when, and what should be better then.",
    ),
    (
        "anonymised",
        "anonymous",
        "Written so that readers cannot tell who somebody is. Names, places and dates are left out or changed.",
    ),
    (
        "child in need",
        "children in need",
        "A child who needs extra help from the local council to grow up well. The help is offered, not ordered.",
    ),
    (
        "child protection plan",
        "child protection plans",
        "A plan for a child who is likely to come to serious harm. It says what everybody does to keep the child safe.",
    ),
    (
        "Child Safeguarding Practice Review Panel",
        "National Panel",
        "The national group of independent experts that is told about serious incidents and looks at reviews.",
    ),
    (
        "coroner",
        "coroners",
        "An independent judge who finds out who has died, and how, when and where.",
    ),
    (
        "CPS",
        "Crown Prosecution Service",
        "The Crown Prosecution Service. It decides whether a case goes from the police to a criminal court.",
    ),
    (
        "ICB",
        "integrated care board\nintegrated care boards\nICBs",
        "An integrated care board plans health services for an area. It is one of the safeguarding partners. In July "
        "2022 these boards took the place of clinical commissioning groups (CCGs), which older reports still name.",
    ),
    (
        "inquest",
        "inquests",
        "A public hearing in which a coroner finds out how somebody died. It blames nobody.",
    ),
    (
        "LADO",
        "local authority designated officer",
        "The local authority designated officer. Somebody at the council who deals with worries about "
        "an adult who works with children.",
    ),
    (
        "Lead Reviewer",
        "Lead Reviewers",
        "The person who leads a review, speaks with the family and writes the report.",
    ),
    (
        "learning point",
        "learning points",
        "Something that a report asks people to understand or do differently.",
    ),
    (
        "local child safeguarding practice review",
        "local child safeguarding practice reviews\nLCSPR",
        "A review of how organisations worked together when a child has died or been seriously harmed, and abuse or "
        "neglect is known or suspected.",
    ),
    (
        "looked-after child",
        "looked-after children\nlooked after child\nlooked after children",
        "A child who is in the care of the local council, for example with foster carers.",
    ),
    (
        "MASH",
        "multi-agency safeguarding hub",
        "The multi-agency safeguarding hub. Several organisations that look together at worries about a child.",
    ),
    (
        "Ofsted",
        "",
        "The body that inspects schools, and the work of councils with children. It gets a copy of each report.",
    ),
    (
        "pseudonym",
        "pseudonyms",
        "An invented name that a report uses instead of a real one.",
    ),
    (
        "rapid review",
        "rapid reviews",
        "The first look at a serious incident, within 15 working days. It decides whether a longer review is needed.",
    ),
    (
        "recommendation",
        "recommendations",
        "What a report asks an organisation to change.",
    ),
    (
        "safeguarding partners",
        "safeguarding partner",
        "The local council, the police and the health service, who are together responsible for keeping children safe.",
    ),
    (
        "serious case review",
        "serious case reviews",
        "What such reviews were called until 2019. Local safeguarding children boards carried them out.",
    ),
    (
        "statutory",
        "",
        "Required by law.",
    ),
]


def plant_glossary(partnership: Partnership) -> None:
    """Give `partnership` its first entries."""
    for term, also, definition in STARTER:
        GlossaryEntry.objects.create(partnership=partnership, term=term, also=also, definition=definition)
