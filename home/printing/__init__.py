"""The printed formats of what families read: leaflets and easy read. Content reaches the typesetter as data."""

from __future__ import annotations

from home.printing.easy_read import print_easy_read
from home.printing.layouts import Layout
from home.printing.leaflets import print_leaflet

__all__ = ["Layout", "print_easy_read", "print_leaflet"]
