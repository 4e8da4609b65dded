"""Whole pages of the public hosts, kept in the memory of each web process (docs/public-cache.md).

A copy is given out only after the database was asked, in this very request, whether anything public has changed.
"""
