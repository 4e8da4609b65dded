"""Reads a Lead Reviewer's Word report into the neutral content the site publishes from. Pure Python."""

from publications.word.manuscripts import Manuscript, ManuscriptImage, Note, UnreadableReport
from publications.word.reading import read_report

__all__ = ["Manuscript", "ManuscriptImage", "Note", "UnreadableReport", "read_report"]
