"""Reads documents of every kind that is published: bytes in, passages and faults out."""

from anonymity.documents.pdf.picturing import picture_of
from anonymity.documents.reading import read_document

__all__ = ["picture_of", "read_document"]
