"""What a report is measured against before its approval: seven elements (R16), seven questions (E85)."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ELEMENTS = {
    "overview": _("A short overview: what happened, the main circumstances, the background"),
    "decisions": _("Why professionals decided as they did"),
    "joint_working": _("How well the agencies worked together, and where they did not"),
    "general": _("Whether what went wrong is found in practice in general"),
    "differently": _("What would have to be done differently to keep another child safe"),
    "good_practice": _("Examples of good practice"),
    "learning": _("What has to happen so that the agencies learn"),
}

QUESTIONS = {
    "structure": _("Is it easy to find the analysis and the findings, for other areas and for the national picture?"),
    "privacy": _("Does it say enough to learn from, and no more than the privacy of family and staff allows?"),
    "priorities": _("Do its findings and recommendations meet the areas that matter most?"),
    "explanations": _("Do they explain why people acted as they did, rather than only describe it?"),
    "transparency": _("Can a reader see how each conclusion was reached?"),
    "accessibility": _("Are complex professional and organisational matters explained, for any reader?"),
    "tone": _("Are tone and choice of words right for what happened?"),
}
