"""What is published together with some of the invented reports."""

from __future__ import annotations

import tomllib
from datetime import datetime
from pathlib import Path
from typing import Any

from pages.content import to_stream
from people.models import User
from publications.companions.agreeing import record_agreement
from publications.companions.bundling import add_companion
from publications.models import Review
from publications.vocabulary import CompanionKind
from publications.word.html_blocks import blocks_from_html

HERE = Path(__file__).parent


def plant_companions(review: Review, slug: str, *, by: User, co_ordinator: User, now: datetime) -> None:
    """Add what goes out with the invented report `slug`, through the real verbs; nothing when there is nothing."""
    path = HERE / f"{slug}.toml"
    if not path.exists():
        return
    for kind, said in tomllib.loads(path.read_text()).items():
        companion = add_companion(review, kind, by=by, now=now)
        _write(companion.pages.get().get_latest_revision_as_object(), said, by)
        if kind == CompanionKind.FAMILY_STATEMENT:
            record_agreement(review, said["agreed_by"], by=co_ordinator, now=now)


def _write(page: Any, said: dict[str, Any], by: User) -> None:
    page.title, page.introduction = said["title"], said["introduction"]
    page.body = to_stream(blocks_from_html(said.get("text", "")))
    page.briefing = [("briefing", said["sections"])] if "sections" in said else []
    page.actions = [("action", action) for action in said.get("actions", [])]
    page.save_revision(user=by, clean=False, log_action=False)
