"""What a page says, for tests."""

from __future__ import annotations

import html
import re
from typing import Any


def said(response: Any) -> str:
    """The words of a page, without its tags, on one line."""
    text = re.sub(r"<(script|style|title).*?</\1>|<[^>]+>", " ", response.content.decode(), flags=re.DOTALL)
    return re.sub(r" ([,.:)])(?= |$)", r"\1", " ".join(html.unescape(text).split()))
