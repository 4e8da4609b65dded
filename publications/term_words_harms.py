"""What the types of harm mean, and what practitioners type when they look for them."""

from __future__ import annotations

HARMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "physical_abuse": (
        "A child is hurt on purpose, or an injury cannot be explained by an accident.",
        ("NAI", "non-accidental injury", "non accidental injury", "inflicted injury", "bruising"),
    ),
    "abusive_head_trauma": (
        "An injury to the head or brain of a baby or small child that somebody caused, often by shaking.",
        ("AHT", "shaken baby", "shaken baby syndrome", "SBS", "head injury", "ICON", "non-accidental head injury",
         "NAHI"),
    ),
    "neglect": (
        "A child’s basic needs are not met, again and again: food, warmth, clothing, supervision, affection, health"
        " care or schooling.",
        ("neglected", "GCP", "GCP2", "graded care profile", "poor home conditions", "lack of supervision",
         "neglectful"),
    ),
    "emotional_abuse": (
        "A child is made to feel worthless, unloved, frightened or never good enough, over a long time.",
        ("psychological abuse", "emotional harm", "high criticism low warmth", "scapegoating"),
    ),
    "sexual_abuse_family": (
        "A child is forced or persuaded to take part in sexual acts by somebody in the family or the household.",
        ("CSA", "child sexual abuse", "intra-familial", "intrafamilial", "incest", "ICSA", "sibling sexual abuse",
         "familial sexual abuse"),
    ),
    "sexual_exploitation": (
        "Somebody uses their power over a child for sexual acts, often in return for something that the child wants"
        " or needs.",
        ("CSE", "child sexual exploitation", "grooming", "grooming gangs", "group-based", "exploitation"),
    ),
    "criminal_exploitation": (
        "Somebody makes a child commit crimes, such as carrying or selling drugs.",
        ("CCE", "county lines", "drug running", "child criminal exploitation", "NRM", "modern slavery", "cuckooing",
         "exploitation", "gangs"),
    ),
    "extra_familial_harm": (
        "A child is harmed by people outside the family, among others by violence in the street and by weapons.",
        ("EFH", "extra-familial harm", "serious youth violence", "SYV", "knife crime", "knife", "stabbing", "gangs",
         "risk outside the home", "ROTH"),
    ),
    "suicide_self_harm": (
        "A child or young person ends their life, tries to, or hurts themselves on purpose.",
        ("suicide", "self-harm", "self harm", "overdose", "DSH", "suicidal ideation", "took their own life"),
    ),
    "sudi": (
        "A baby dies suddenly and nobody expected it. Often the place where the baby was put to sleep was not safe.",
        ("SUDI", "SUDC", "SIDS", "cot death", "co-sleeping", "bed sharing", "safer sleep", "safe sleep", "overlaying",
         "sudden unexpected death"),
    ),
    "domestic_abuse": (
        "A child is harmed by living with domestic abuse, or is hurt in it.",
        ("DA", "DV", "DVA", "domestic violence", "coercive control", "MARAC", "domestic homicide"),
    ),
    "fabricated_illness": (
        "A carer makes up or exaggerates an illness of a child, or causes one, so that the child is harmed by "
        "examinations and treatment, or by being kept from a normal life.",
        ("FII", "MSBP", "Munchausen", "Munchausen by proxy", "Munchausen syndrome by proxy",
         "perplexing presentations", "fabricated or induced illness", "medical child abuse"),
    ),
    "honour_based": (
        "A child is controlled, threatened or hurt because the family or community believes that its honour is at "
        "stake. Female genital mutilation and forced marriage are counted here.",
        ("HBA", "HBV", "honour-based violence", "honour based abuse", "FGM", "female genital mutilation",
         "forced marriage"),
    ),
    "online_harm": (
        "A child is harmed through the internet or a telephone: by grooming, bullying, threats, shared images or "
        "what they are shown.",
        ("online abuse", "social media", "sextortion", "sexting", "cyberbullying", "nudes", "online grooming"),
    ),
    "harmful_sexual_behaviour": (
        "Sexual behaviour of a child or young person that is not usual at their age and may harm themselves or "
        "others.",
        ("HSB", "peer on peer", "peer-on-peer abuse", "child on child", "child-on-child abuse",
         "problematic sexual behaviour"),
    ),
    "accident_with_neglect": (
        "A child dies or is badly hurt in an accident that somebody looking after them could have prevented.",
        ("drowning", "house fire", "poisoning", "dog attack", "fall from window", "lack of supervision",
         "accidental injury"),
    ),
    "medical_neglect": (
        "A child does not get the medical care that they need, because appointments, treatment or advice are not "
        "kept to.",
        ("was not brought", "WNB", "DNA", "did not attend", "missed appointments", "missed medication", "obesity",
         "dental neglect", "non-compliance with treatment"),
    ),
}  # fmt: skip
