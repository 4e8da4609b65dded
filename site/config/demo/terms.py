"""What the four partnerships of the demo call things and promise; where one is silent, so are its terms.

The facts are those of real leaflets, in other words (rules.md §1.8, promises A to D). People, telephone numbers and
addresses are invented.
"""

from __future__ import annotations

from typing import Any

Facts = dict[str, Any]

SURREY: Facts = {
    "review_name": "Local Child Safeguarding Practice Review",
    "review_short": "review",
    "body": "Surrey Safeguarding Children Partnership",
    "trigger": "When a child has died unexpectedly or been seriously harmed, the law requires us to consider a review.",
    "members": "Health services\nChildren's social care\nThe police\nLegal services",
    "who_leads": "The Lead Reviewer leads the review and chairs its panel. They come from outside, we appoint them, "
    "and they are independent.",
    "who_meets": "A member of the panel, usually the Lead Reviewer, can meet you to talk about the review and about "
    "the organisations you had contact with. Day, time and place are arranged so that they suit you.",
    "outcome": "Somebody from the partnership tells you about the review, about its outcome when it is complete, and "
    "about the lessons learned.",
    "publication": "The report is anonymous and gives no personal details. We publish it on our website, unless the "
    "safeguarding partners decide that it would not be right to. It stays there for at least 12 months.",
}
SURREY_CONTACTS: dict[str, Facts] = {
    "families": {
        "role": "Case Review Officer",
        "name": "Imogen Hartwell",
        "phone": "01632 960111",
        "email": "reviews.surrey@example.org",
    },
}

SOLIHULL: Facts = {
    "review_name": "Child Safeguarding Practice Review",
    "review_short": "review",
    "body": "Solihull Safeguarding Children Partnership",
    "trigger": "We usually carry out a review when a child may have been abused or neglected, and has died or been "
    "seriously harmed.",
    "members": "Health services\nThe police\nThe council",
    "who_leads": "An independent Lead Reviewer oversees the review and writes its report. Senior managers of these "
    "organisations support them.",
    "who_meets": "The Lead Reviewer invites you to meet them: to say what worried you, and also what helped.",
    "timescale": "A review should normally be complete within six months of the decision to begin it. Sometimes it has "
    "to take longer.",
    "findings": "When the review is complete, the Lead Reviewer arranges to meet you and shares what was learned.",
    "copy_of_report": "At that meeting the Lead Reviewer gives you a copy of the final report.",
    "follow_up": "Ask the Lead Reviewer how you can hear about the changes that follow, and who will tell you.",
    "publication": "The report gives no details that identify your child or your family. We publish it on the "
    "internet, unless the safeguarding partners decide that it would not be right to. Everyone who works with children "
    "can read it.",
}
# Silent about a telephone (B23).
SOLIHULL_CONTACTS: dict[str, Facts] = {
    purpose: {"role": "Partnership team", "email": "partnership.solihull@example.org"}
    for purpose in ("families", "questions")
}

WINDSOR_MAIDENHEAD: Facts = {
    "review_name": "Child Safeguarding Practice Review",
    "review_short": "review",
    "body": "Windsor and Maidenhead Safeguarding Partnership",
    "governing_group": "Executive Steering Group",
    "trigger": "Several organisations review a case together when a child dies or is seriously harmed. The law makes "
    "us responsible for it.",
    "members": "Children's and community social care\nHealth services\nSchools\nThe police",
    "who_leads": "A panel is set up for each review. An independent person, who has had no part in the case, leads it "
    "and writes the report.",
    "who_meets": "If you would like to take part, you are offered a talk with the independent person: about what "
    "happened and why, what worked well, and what could have been different. You do not have to.",
    "timescale": "From the beginning of a review to its published report it usually takes six to twelve months.",
    "findings": "When the review is nearly finished, we tell you, and you can discuss what it found before it is "
    "published.",
    "actions": "An action plan follows from the report. The Executive Steering Group makes sure that the actions are "
    "carried out and that they help.",
    "publication": "The report names nobody: not the child, the family or anyone else who was involved. We publish it "
    "on our website, unless the safeguarding partners decide that it would not be right to.",
    "arrangements_url": "https://windsor-maidenhead.example.org/arrangements/",
}
# Website and e-mail alone (C22).
WINDSOR_MAIDENHEAD_CONTACTS: dict[str, Facts] = {
    purpose: {"role": "Safeguarding partnership team", "email": "partnership.windsor-maidenhead@example.org"}
    for purpose in ("families", "questions")
}

# Silent about publication, anonymity, timescale and whether who leads is independent (D25).
REDCAR_CLEVELAND: Facts = {
    "review_name": "Serious Case Review",
    "review_short": "SCR",
    "body": "Redcar and Cleveland Safeguarding Children Board",
    "trigger": "The Board had to carry out a review when a child had died or been seriously harmed, abuse or neglect "
    "was known or suspected, and there was concern about how organisations worked together.",
    "members": "Health services\nSocial care\nEducation\nThe police\nLegal services",
    "who_leads": "The Chair of the review panel leads the review.",
    "who_meets": "The Chair of the review panel, or somebody who stands in for them, can meet you to talk about the "
    "review and about the organisations you had contact with.",
    "outcome": "The Board tells you about the outcome and about the lessons learned.",
    "actions": "Each review ends with recommendations. The Board adopts them, and the organisations carry them out. "
    "Each says what is to change and by when, and the Board hears how far it has come.",
    "publication": "",
    "succeeded_by": "South Tees Safeguarding Children Partnership",
    "succeeded_by_url": "https://south-tees.example.org/",
}
# By post and telephone, and no e-mail (D6).
REDCAR_CLEVELAND_CONTACTS: dict[str, Facts] = {
    purpose: {
        "role": "Business Manager",
        "phone": "01632 960404",
        "post": "Business Manager\nSafeguarding records\n1 Example Street\nAnytown",
    }
    for purpose in ("families", "questions")
}
