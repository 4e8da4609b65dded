"""Who the roles are to whom briefings speak, and what they call themselves."""

from __future__ import annotations

ROLES: dict[str, tuple[str, tuple[str, ...]]] = {
    "social_worker": (
        "Somebody who assesses, helps and protects children in a council’s social care, or in a trust that does its"
        " work.",
        ("SW", "social work", "child protection social worker", "practice educator", "ASYE"),
    ),
    "early_help_worker": (
        "Somebody who helps families before or beside social care.",
        ("family support worker", "FSW", "early help practitioner", "family worker", "lead professional"),
    ),
    "safeguarding_lead_school": (
        "The senior member of staff of a school or college who leads on safeguarding there, or a deputy.",
        ("DSL", "DDSL", "designated safeguarding lead", "designated teacher", "headteacher"),
    ),
    "teacher": (
        "Anybody who teaches or works with children in a school, college, nursery or as a childminder.",
        ("teaching assistant", "nursery staff", "childminder", "early years practitioner"),
    ),
    "police_officer": (
        "Police officers, community support officers and the staff who work beside them.",
        ("PCSO", "response officer", "safer schools officer"),
    ),
    "gp_practice": (
        "Family doctors, practice nurses and everybody else who works in general practice.",
        ("GP", "practice nurse", "practice manager", "primary care"),
    ),
    "health_visitor": (
        "Nurses who visit families with small children or work with schools, and their teams.",
        ("HV", "school nurse", "community nursery nurse", "family nurse", "FNP", "0-19 nurse"),
    ),
    "midwife": (
        "Somebody who cares for women in pregnancy, at birth and in the first days afterwards.",
        ("community midwife", "midwifery", "maternity support worker", "specialist midwife"),
    ),
    "hospital_clinician": (
        "Doctors, nurses and therapists who see children or their parents in hospital.",
        ("paediatrician", "A&E nurse", "ward nurse", "emergency doctor", "radiographer"),
    ),
    "mental_health_clinician": (
        "Anybody who treats children or adults for mental illness or distress.",
        ("psychiatrist", "psychologist", "CPN", "CAMHS clinician", "therapist", "mental health nurse", "AMHP"),
    ),
    "ambulance_clinician": (
        "Paramedics, technicians and those who take emergency calls.",
        ("paramedic", "EMT", "emergency call handler", "ambulance crew"),
    ),
    "probation_practitioner": (
        "Somebody who supervises adults for the Probation Service.",
        ("probation officer", "PSO", "offender manager", "senior probation officer"),
    ),
    "youth_justice_worker": (
        "Somebody who works with young people in youth justice, in a youth club or in the street.",
        ("YJS worker", "YOT worker", "youth worker", "detached youth worker", "YOS officer"),
    ),
    "housing_officer": (
        "Somebody who lets or manages homes, or works with people who are homeless.",
        ("tenancy officer", "homelessness officer", "neighbourhood officer"),
    ),
    "supervisor": (
        "Anybody who supervises practitioners, or manages a team or service.",
        ("team manager", "practice supervisor", "team leader", "service manager", "IRO", "CP chair"),
    ),
    "designated_professional": (
        "Doctors, nurses and midwives who are named to lead on safeguarding in their organisation or area, and give"
        " others expert advice.",
        ("designated nurse", "designated doctor", "named nurse", "named doctor", "named midwife", "named GP"),
    ),
}  # fmt: skip
