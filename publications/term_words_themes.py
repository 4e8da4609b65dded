"""What the themes of practice mean, and what practitioners type when they look for them."""

from __future__ import annotations

THEMES: dict[str, tuple[str, tuple[str, ...]]] = {
    "professional_curiosity": (
        "Asking, looking and checking, rather than taking what one is told or shown at its face value. It includes "
        "thinking the unthinkable, and saying so to a colleague.",
        ("respectful uncertainty", "disguised compliance", "over-optimism", "curiosity", "think the unthinkable"),
    ),
    "voice_of_the_child": (
        "What daily life is like for a child, and what they say and show about it: in words, in play, in how they "
        "behave, and in what they do not say.",
        ("voice of the child", "lived experience", "child's voice", "daily life of the child", "child-centred"),
    ),
    "information_sharing": (
        "Whether people in different organisations told each other what they knew in time, and put it together.",
        ("sharing information", "GDPR", "data protection", "chronology", "MASH", "record keeping"),
    ),
    "thresholds": (
        "How it is decided which help or protection a child needs, and when the case goes to a service that can do "
        "more, or to one that does less.",
        ("threshold", "step up", "step-up", "step down", "MASH", "front door", "section 17", "section 47"),
    ),
    "assessment": (
        "Gathering what is known about a child and a family, making sense of it, and going back to it when "
        "something changes.",
        ("risk assessment", "child and family assessment", "C&F assessment", "parenting assessment", "start again"),
    ),
    "supervision": (
        "Time in which a practitioner and a supervisor think about a case together: what is known, what is missing,"
        " what the work does to the worker, and what comes next.",
        ("reflective supervision", "management oversight", "safeguarding supervision", "group supervision"),
    ),
    "escalation": (
        "What is done when people in different organisations disagree about a child: saying so, and taking it to "
        "somebody who can settle it.",
        ("professional disagreement", "resolving disagreements", "professional challenge", "escalate"),
    ),
    "hidden_men": (
        "Men who live with or near a child, but whom services did not see, ask about or check: partners, lodgers, "
        "friends, and fathers who live elsewhere.",
        ("invisible men", "hidden male", "unseen men", "male carers", "The Myth of Invisible Men", "mother's partner"),
    ),
    "fathers": (
        "How services found, involved and assessed fathers, as a source of safety as well as of risk.",
        ("dads", "father-inclusive", "non-resident father", "male caregivers"),
    ),
    "parental_mental_health": (
        "How a parent’s mental illness or distress affected the care of the child, and whether services for adults "
        "and for children worked together.",
        ("perinatal mental health", "postnatal depression", "PND", "psychosis", "think family",
         "maternal mental health"),
    ),
    "substance_use": (
        "How alcohol or drugs in the home, or a child’s own use of them, affected the child’s safety.",
        ("substance misuse", "parental substance misuse", "addiction", "PSM", "cannabis"),
    ),
    "domestic_abuse": (
        "Controlling, threatening or violent behaviour between people who are close to each other. A child who "
        "sees, hears or lives with it is a victim too.",
        ("DA", "DV", "DVA", "domestic violence", "coercive control", "MARAC", "IDVA", "DASH",
         "intimate partner violence"),
    ),
    "pre_birth": (
        "What was known, assessed and planned before a baby was born.",
        ("pre-birth", "unborn", "unborn baby", "pregnancy", "antenatal", "concealed pregnancy", "pre-birth assessment"),
    ),
    "disability_and_complex_health": (
        "How disability, special educational needs or long illness shaped a child’s life, and whether they hid harm"
        " or made it harder to tell somebody.",
        ("SEND", "SEN", "EHCP", "disabled children", "learning disability", "autism", "ASD", "ADHD", "complex needs"),
    ),
    "race_culture": (
        "How race, ethnicity, culture, faith and language shaped a child’s life and how services met the family, "
        "racism included.",
        ("ethnicity", "racism", "anti-racist practice", "cultural competence", "interpreter", "It's Silent"),
    ),
    "adultification": (
        "Treating a child as older and less in need of protection than they are. It happens to Black children more "
        "often than to others.",
        ("adultification bias", "adultified", "adultify", "seen as an adult"),
    ),
    "children_not_in_school": (
        "Children who are out of the sight of a school: taught at home, absent, excluded, on a part-time timetable,"
        " or on no roll.",
        ("EHE", "elective home education", "home education", "CME", "children missing education", "exclusion", "PEX",
         "attendance", "persistent absence", "part-time timetable"),
    ),
    "transitions": (
        "Moves from one service, school or stage of life to the next, above all from services for children to those"
        " for adults.",
        ("transition", "transfer to adult services", "transitional safeguarding", "turning 18", "care leaver"),
    ),
    "cross_border": (
        "Families who move, or are placed, from one area to another, and whether what was known moved with them.",
        ("transfer in", "transfer out", "moved area", "out of area", "cross-boundary", "transient families"),
    ),
    "mappa": (
        "Arrangements by which police, probation and prisons, with others, manage people who have been convicted of"
        " serious sexual or violent offences.",
        ("MAPPA", "registered sex offender", "RSO", "sexual harm prevention order", "SHPO",
         "multi-agency public protection arrangements", "dangerous offender"),
    ),
    "looked_after": (
        "Children in the care of a local authority: with foster carers, in homes, with relatives, or at home under "
        "an order.",
        ("LAC", "CLA", "children looked after", "looked after child", "in care", "foster care", "residential care",
         "children in care", "kinship care", "unregistered placement"),
    ),
    "contextual_safeguarding": (
        "Looking for harm, and for safety, in the places where young people spend their time: among friends, in "
        "school, in the neighbourhood and online.",
        ("contextual", "peer group", "extra-familial", "EFH", "safety mapping"),
    ),
    "written_agreements": (
        "Written promises that parents are asked to make, such as that somebody will stay away, and what they can "
        "and cannot do for a child’s safety.",
        ("working agreement", "safety plan", "contract of expectations", "written agreement"),
    ),
    "early_help": (
        "Help for a family as soon as difficulties begin, before they are so serious that a child has to be "
        "protected.",
        ("EHA", "early help assessment", "CAF", "TAF", "team around the family", "family hub", "early intervention"),
    ),
    "organisational_change": (
        "How the state of a service affected the work: too few staff, many cases, many changes of worker, new "
        "systems or a reorganisation.",
        ("capacity", "workload", "caseloads", "staff turnover", "vacancies", "restructure", "waiting list"),
    ),
}  # fmt: skip
