"""What the leaflets of a new partnership say. Its own promises are not here: they come from its terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from wagtail.rich_text import RichText


@dataclass(frozen=True)
class Words:
    title: str
    introduction: str
    sections: dict[str, dict[str, Any]]


def _section(heading: str, *paragraphs: str, **more: Any) -> dict[str, Any]:
    return {"heading": heading, "text": RichText("".join(f"<p>{text}</p>" for text in paragraphs)), **more}


STEPS = [
    "The safeguarding partners decide that there will be a {review_short}.",
    "Somebody tells you about it, in person where we can.",
    "Each organisation that worked with your family writes down what it did, and when.",
    "You can say what happened, what helped and what could have been different.",
    "The report is written, with what has to change.",
    "You hear what was learned.",
]

FAMILIES = (
    "For families",
    "If your child has died or has been seriously harmed, we are very sorry. Here we explain what a review is, what "
    "you can expect and who can support you. You do not have to read everything today.",
)

PARENTS = Words(
    "Your family and the {review}",
    "We are very sorry about what has happened. We know that this is a very hard time. This leaflet explains what the "
    "{review_short} is, what you can expect from it, and who can support you.",
    {
        "what_it_is": _section(
            "What it is",
            "A {review} looks at how organisations worked with your child and your family: what happened, and why it "
            "happened in that way.",
            "It asks whether there are lessons, who has to learn them, what they will do about it, and what should be "
            "different afterwards. We want other children to be safer.",
            "We understand that you are grieving or afraid. We think that what happened makes the {review_short} "
            "necessary all the same.",
        ),
        "who_is_involved": _section(
            "Who is involved",
            "A panel of senior people from organisations like these looks at everything. Others may be asked to come, "
            "or to give information:",
        ),
        "how_it_happens": _section(
            "How it happens",
            "Each organisation looks through its records about your child and your family, until the {review_short} is "
            "complete. The panel decides how far back they look. It checks what was decided and done, what was not "
            "done, and whether it was what should have happened. People who worked with your family are asked too.",
            steps=STEPS,
        ),
        "your_part": _section(
            "Your part",
            "You know things that nobody else knows. You can tell us about any organisation that worked with you: what "
            "worried you, what helped, and what could have been different. You can speak with us, write to us, or "
            "bring somebody with you.",
        ),
        "how_long": _section("How long it takes"),
        "afterwards": _section(
            "What happens afterwards",
            "The organisations think about what they have to change in the way that they support children and "
            "families, and write down who does it and by when.",
        ),
        "publication": _section("The report"),
        "support": _section(
            "Who can support you",
            "You can ask us for an interpreter, for help with reading, or for somebody who supports you when you speak "
            "with us. These organisations help people in their own right:",
        ),
        "contact": _section(
            "How to reach us", "To take part, to ask for a meeting or to ask a question, use the way that suits you."
        ),
    },
)

FAMILY = Words(
    "Relatives and the {review}",
    "When a child has died or has been seriously harmed, grandparents, brothers, sisters, aunts, uncles and others who "
    "were close are hurt as well. This leaflet is for you.",
    {
        "what_it_is": _section(
            "What it is",
            "A {review} looks at how organisations worked with a child and a family, and why things happened as they "
            "did. It asks what has to change, so that other children are safer.",
        ),
        "who_is_involved": _section("Who is involved", "Organisations like these may take part:"),
        "how_it_happens": _section("How it happens", steps=STEPS),
        "your_part": _section(
            "Your part",
            "If you knew the child well, you may be asked whether you would like to speak with us. What you say is not "
            "passed on to others in your family.",
        ),
        "how_long": _section("How long it takes"),
        "afterwards": _section("What happens afterwards"),
        "publication": _section("The report"),
        "support": _section("Who can support you", "These organisations help people who grieve or are afraid:"),
        "contact": _section("How to reach us"),
    },
)

YOUNG_PEOPLE = Words(
    "A review about your family",
    "Something very bad has happened to a child in your family. It is not your fault. This page is for you.",
    {
        "what_it_is": _section(
            "What is a review?",
            "Some grown-ups look at what happened. They want to know how teachers, nurses, doctors, police and social "
            "workers helped your family, and what they could have done better.",
        ),
        "who_is_involved": _section("Who does it?", "People from places like these help:"),
        "how_it_happens": _section(
            "What happens?",
            steps=[
                "The people who look into it read what was written down.",
                "They talk with the people who know your family.",
                "They write a report. Your name is not in it.",
                "People who work with children learn from it.",
            ],
        ),
        "your_part": _section(
            "Do I have to talk?",
            "No. You can say yes, you can say no, and you can change your mind. You can bring a person whom you trust. "
            "You can also draw or write.",
        ),
        "who_to_talk_to": _section(
            "Who can I talk to?",
            "You can talk to a grown-up whom you trust, like a teacher, a nurse or somebody in your family. You can "
            "also call or write to these people. You do not have to say your name.",
        ),
        "support": _section("More help", "If you are in danger now, call 999."),
        "contact": _section("How can I reach you?", "You can ask us anything. You can ask somebody to do it for you."),
    },
)

EASY = (
    "Easy read: a review about your family",
    [
        ("sad", "A child has died or was badly hurt."),
        ("family", "We are very sorry for your family."),
        ("meeting", "Some people now look at what happened."),
        ("report", "This is called a {review_short}."),
        ("learn", "They want to learn how to keep other children safe."),
        ("police", "They are not the police."),
        ("stop", "They do not look for somebody to blame."),
        ("talk", "You can talk to them."),
        ("choice", "You do not have to."),
        ("help", "You can bring somebody who helps you."),
        ("question", "You can ask for an interpreter."),
        ("private", "What you say is kept private."),
        ("stop", "If somebody is in danger, they must tell others."),
        ("letter", "There will be a report. Your name is not in it."),
        ("phone", "You can call us or write to us."),
    ],
)
