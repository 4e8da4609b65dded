"""Finds the terms of a watch-list, and identifiers that are on no list, in the passages of a document."""
