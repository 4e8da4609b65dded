"""Finding: the catalogue of everything public, and the lists that are made from it (docs/finding.md)."""

from __future__ import annotations

from publications.finding.having import catalogue
from publications.finding.listing import list_reports
from publications.finding.reports import Wanted, narrowed, public_reports, wanted_from

__all__ = ["Wanted", "catalogue", "list_reports", "narrowed", "public_reports", "wanted_from"]
