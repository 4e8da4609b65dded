"""A partnership, what it calls its reviews and promises about them, and how it is reached."""

from partnerships.models.contacts import ContactBlock, Purpose
from partnerships.models.partnerships import Partnership, PartnershipQuerySet
from partnerships.models.terms import Terms

__all__ = ["ContactBlock", "Partnership", "PartnershipQuerySet", "Purpose", "Terms"]
