"""The words by which reports are described and found (rules.md §4)."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class ReviewType(TextChoices):
    LCSPR = "lcspr", _("Local Child Safeguarding Practice Review")
    IMPROVEMENTS = "improvements", _("Information about improvements")
    SERIOUS_CASE_REVIEW = "serious_case_review", _("Serious Case Review")
    NATIONAL = "national", _("National Child Safeguarding Practice Review")
    THEMATIC = "thematic", _("Thematic review")
    RAPID_REVIEW = "rapid_review", _("Learning from a rapid review")
    DOMESTIC_HOMICIDE = "domestic_homicide", _("Domestic Homicide Review")
    SAFEGUARDING_ADULT = "safeguarding_adult", _("Safeguarding Adult Review")
    MAPPA = "mappa", _("MAPPA Serious Case Review")
    PARTNERSHIP_REVIEW = "partnership_review", _("Partnership or joint learning review")
    SINGLE_AGENCY = "single_agency", _("Single-agency review")
    AUDIT = "audit", _("Multi-agency audit")


class AgeBand(TextChoices):
    UNDER_1 = "under-1", _("Under 1")
    ONE_TO_5 = "1-5", _("1 to 5")
    SIX_TO_10 = "6-10", _("6 to 10")
    ELEVEN_TO_15 = "11-15", _("11 to 15")
    SIXTEEN_TO_17 = "16-17", _("16 to 17")
    SEVERAL = "several", _("Several ages")


class CompanionKind(TextChoices):
    """What is published together with a report; the value is the last part of its public address."""

    BRIEFING = "briefing", _("Learning briefing")
    FAMILY_STATEMENT = "family-statement", _("Family statement")
    ACTION_PLAN = "action-plan", _("Action plan")


class Progress(TextChoices):
    """How far an agreed action is (E App 16). The colour always stands with its words."""

    NOT_STARTED = "not_started", _("Not started")
    RED = "red", _("Red: behind, without a way to catch up yet")
    AMBER = "amber", _("Amber: behind, with a way to catch up")
    GREEN = "green", _("Green: on track")
    DONE = "done", _("Done")

    @property
    def word(self) -> str:
        """What comes before the colon: "Amber"."""
        return str(self.label).partition(":")[0]


class Target(TextChoices):
    """To whom a recommendation is addressed (D21, rules.md §4)."""

    AGENCY = "agency", _("One agency")
    ALL_AGENCIES = "all_agencies", _("All member agencies")
    PARTNERSHIP = "partnership", _("The partnership itself")
    NATIONAL = "national", _("A national body")


class Adopted(TextChoices):
    UNDECIDED = "undecided", _("Not decided yet")
    YES = "yes", _("Adopted")
    NO = "no", _("Not adopted")


class BriefingSource(TextChoices):
    """What a learning briefing was made from (rules.md §4)."""

    REVIEW = "review", _("A review of this partnership")
    REPORT = "report", _("A published report")
    AUDIT = "audit", _("An audit")
    RAPID_REVIEW = "rapid_review", _("A rapid review")
    NATIONAL = "national", _("National learning")


class Channel(TextChoices):
    """How learning was sent out."""

    AGENCY_LEADS = "agency_leads", _("To the agencies’ safeguarding leads")
    NEWSLETTER = "newsletter", _("In a newsletter")
    TRAINING = "training", _("In training or a workshop")
    TEAM = "team", _("In a team meeting or supervision")
    OTHER = "other", _("Otherwise")


class Setting(TextChoices):
    """Where a briefing was used."""

    SUPERVISION = "supervision", _("Supervision")
    TEAM_MEETING = "team_meeting", _("Team meeting")
    TRAINING = "training", _("Training")
    OWN_READING = "own_reading", _("Own reading")


class Frequency(TextChoices):
    IMMEDIATE = "immediate", _("As soon as something is published")
    WEEKLY = "weekly", _("Once a week")


class TermKind(TextChoices):
    THEME = "theme", _("Theme")
    HARM = "harm", _("Type of harm")
    AGENCY = "agency", _("Agency")
    ROLE = "role", _("Role")


THEMES = {
    "professional_curiosity": "Professional curiosity",
    "voice_of_the_child": "Voice and lived experience of the child",
    "information_sharing": "Information sharing",
    "thresholds": "Thresholds and step-up",
    "assessment": "Assessment",
    "supervision": "Supervision",
    "escalation": "Escalation and professional disagreement",
    "hidden_men": "Hidden or 'invisible' men",
    "fathers": "Fathers",
    "parental_mental_health": "Parental mental health",
    "substance_use": "Substance use",
    "domestic_abuse": "Domestic abuse",
    "pre_birth": "Before birth",
    "disability_and_complex_health": "Disability and complex health",
    "race_culture": "Race, ethnicity and culture",
    "adultification": "Adultification",
    "children_not_in_school": "Children not in school",
    "transitions": "Transitions",
    "cross_border": "Moves across borders",
    "mappa": "Multi-agency public protection",
    "looked_after": "Looked-after children",
    "contextual_safeguarding": "Contextual safeguarding",
    "written_agreements": "Written agreements",
    "early_help": "Early help",
    "organisational_change": "Capacity and organisational change",
}

HARMS = {
    "physical_abuse": "Physical abuse and non-accidental injury",
    "abusive_head_trauma": "Abusive head trauma",
    "neglect": "Neglect",
    "emotional_abuse": "Emotional abuse",
    "sexual_abuse_family": "Sexual abuse within the family",
    "sexual_exploitation": "Child sexual exploitation",
    "criminal_exploitation": "Criminal exploitation",
    "extra_familial_harm": "Harm outside the family and serious youth violence",
    "suicide_self_harm": "Suicide and self-harm",
    "sudi": "Sudden unexpected death in infancy",
    "domestic_abuse": "Domestic abuse",
    "fabricated_illness": "Fabricated or induced illness",
    "honour_based": "So-called honour-based abuse",
    "online_harm": "Online harm",
    "harmful_sexual_behaviour": "Harmful sexual behaviour",
    "accident_with_neglect": "Accident with neglect",
    "medical_neglect": "Medical neglect",
}

AGENCIES = {
    "childrens_social_care": "Children's social care",
    "early_help": "Early help",
    "education": "Schools, colleges and early years",
    "police": "Police",
    "icb": "Integrated care board",
    "gp": "General practice",
    "acute_trust": "Hospital trust",
    "maternity": "Maternity services",
    "health_visiting": "Health visiting and school nursing",
    "camhs": "Child and adolescent mental health services",
    "adult_mental_health": "Adult mental health services",
    "ambulance": "Ambulance service",
    "probation": "Probation",
    "youth_justice": "Youth justice",
    "housing": "Housing",
    "cafcass": "Cafcass",
    "substance_misuse": "Substance misuse services",
    "voluntary_sector": "Voluntary sector",
    "adult_social_care": "Adult social care",
}

ROLES = {
    "social_worker": "Social worker",
    "early_help_worker": "Early help or family support worker",
    "safeguarding_lead_school": "Designated safeguarding lead in a school or college",
    "teacher": "Teacher, early years or college staff",
    "police_officer": "Police officer or staff",
    "gp_practice": "GP and practice staff",
    "health_visitor": "Health visitor or school nurse",
    "midwife": "Midwife",
    "hospital_clinician": "Hospital doctor or nurse",
    "mental_health_clinician": "Mental health professional",
    "ambulance_clinician": "Ambulance clinician",
    "probation_practitioner": "Probation practitioner",
    "youth_justice_worker": "Youth justice or youth worker",
    "housing_officer": "Housing officer",
    "supervisor": "Supervisor or manager",
    "designated_professional": "Designated or named professional",
}

# What 0002 planted; later terms come with definitions and synonyms (term_words.py).
TERMS = {TermKind.THEME: THEMES, TermKind.HARM: HARMS, TermKind.AGENCY: AGENCIES}
