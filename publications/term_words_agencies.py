"""What the agencies are, and what practitioners call them."""

from __future__ import annotations

AGENCIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "childrens_social_care": (
        "The part of a council that assesses, helps and protects children in need, and looks after children in its "
        "care.",
        ("CSC", "children's services", "social services", "MASH", "children's social work", "local authority", "LADO"),
    ),
    "early_help": (
        "Services that help families early, often in family hubs or through a lead worker.",
        ("family support", "family hub", "children's centre", "intensive family support", "targeted support"),
    ),
    "education": (
        "Schools, colleges, nurseries, childminders and the education services of a council.",
        ("early years", "childminder", "academy", "DSL"),
    ),
    "police": (
        "The territorial police force, with its officers for child protection and for investigation.",
        ("constabulary", "police officer", "PPN", "PPU", "public protection", "child abuse investigation"),
    ),
    "icb": (
        "The body that plans and pays for health services in its area, and one of the three safeguarding partners. "
        "It took the place of the clinical commissioning groups on 1 July 2022.",
        ("ICB", "integrated care system", "ICS", "health commissioner", "designated nurse", "designated doctor"),
    ),
    "ccg": (
        "The body of general practices that planned and paid for health services in its area, until integrated care"
        " boards took its place on 1 July 2022.",
        ("CCG", "clinical commissioning groups"),
    ),
    "gp": (
        "Family doctors and the nurses and others who work in their practices.",
        ("GP", "family doctor", "primary care", "practice nurse", "named GP"),
    ),
    "acute_trust": (
        "Hospitals, with their emergency departments, wards and clinics.",
        ("acute trust", "A&E", "emergency department", "paediatrics", "paediatrician", "NHS trust"),
    ),
    "maternity": (
        "Care in pregnancy, at birth and in the first days afterwards.",
        ("midwifery", "midwife", "antenatal clinic", "labour ward", "community midwife", "maternity"),
    ),
    "health_visiting": (
        "Nurses who visit families with small children, and those who work with schools.",
        ("health visitor", "HV", "school nurse", "0-19", "0-19 service", "community nursing",
         "healthy child programme"),
    ),
    "camhs": (
        "Services for children and young people with mental illness or distress.",
        ("CAMHS", "CYPMHS", "child mental health", "tier 4", "young people's mental health"),
    ),
    "adult_mental_health": (
        "Services for adults with mental illness, in the community and in hospital.",
        ("AMH", "community mental health team", "CMHT", "psychiatry", "psychiatrist", "crisis team", "perinatal team"),
    ),
    "ambulance": (
        "The service that answers emergency calls for medical help.",
        ("ambulance trust", "paramedic", "paramedics", "999"),
    ),
    "probation": (
        "The service that supervises adults who were sentenced by a court or were released from prison.",
        ("Probation Service", "NPS", "offender manager", "probation officer", "HMPPS"),
    ),
    "youth_justice": (
        "The service that works with children who have committed an offence, or may do so.",
        ("YJS", "YOS", "YOT", "youth offending", "youth offending team", "youth offending service"),
    ),
    "housing": (
        "Housing departments, housing associations and services for people who are homeless.",
        ("housing association", "homelessness", "temporary accommodation", "refuge"),
    ),
    "cafcass": (
        "The service that advises family courts in England what is best for a child. Its full name is Children and "
        "Family Court Advisory and Support Service.",
        ("Cafcass", "children's guardian", "family court adviser", "FCA", "family court"),
    ),
    "substance_misuse": (
        "Services for people who have problems with drugs or alcohol.",
        ("drug and alcohol service", "drug service", "alcohol service", "recovery service", "needle exchange"),
    ),
    "voluntary_sector": (
        "Charities, community and faith groups that work with children and families.",
        ("charity", "VCS", "VCSE", "third sector", "faith group", "community group", "youth club", "sports club"),
    ),
    "adult_social_care": (
        "The part of a council that helps adults who need care or protection.",
        ("ASC", "adult services", "adults' services", "adult safeguarding", "care act assessment"),
    ),
}  # fmt: skip
