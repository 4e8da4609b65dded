"""Every example in docs/api.md is asked, and answered with the keys that stand there."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings

from config.testing.companions import add_companions
from config.testing.reports import T0
from publications.models import Term
from publications.releasing import confirm_release, prepare_release, release_due

DOCS = (settings.BASE_DIR / "docs" / "api.md").read_text()
EXAMPLES = re.findall(r"```\nGET (\S+)\n```.*?```json\n(.*?)\n```", DOCS, re.DOTALL)
IN_DOCS = "6f0a4f0e-7c0f-4f43-9b4e-5c6d7b8a9e10"
# What is in every report of a list, and is not said again of a whole one.
OF_A_LIST = {
    *("id", "meta", "title", "type", "introduction", "pseudonym", "reviewer", "age_band", "period", "terms"),
}


@pytest.fixture
def review(surrey, reports):
    theme, team = Term.objects.get(kind="theme", slug="supervision"), reports.team(surrey)
    review, moment = reports.draft(surrey, themes=[theme]), T0 + timedelta(days=1)
    add_companions(review, by=team.preparer, now=T0, kinds=["briefing"])
    reports.vouch(review, moment=moment)
    prepare_release(review, moment=moment, by=team.preparer, now=T0, conflict_reason="Agreed with everybody.")
    confirm_release(review.releases.get(), by=team.confirmer, now=T0)
    assert [outcome.result for outcome in release_due(moment)] == ["released"]
    return review


def shape(value: Any) -> Any:
    """The keys of objects within objects; of a list, those of its first."""
    if isinstance(value, dict):
        return {key: shape(inner) for key, inner in value.items()}
    return [shape(value[0])] if isinstance(value, list) and value else None


def test_the_page_has_an_example_of_each():
    assert [path.partition("?")[0].split("/")[3] for path, _ in EXAMPLES] == [
        *("reports", "reports", "recommendations", "briefings", "terms"),
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(("path", "example"), EXAMPLES)
def test_an_example_is_answered_as_it_says(path, example, review, surrey, at_host):
    answer = at_host(surrey).get(path.replace(IN_DOCS, str(review.uuid)))
    assert answer.status_code == 200, answer.content
    said, shown = json.loads(example), json.loads(answer.content)
    if "items" in shown:
        ended = [item for item in shown["items"] if item.get("slug") == "ccg"]
        shown["items"] = ended or shown["items"]
        assert shape(shown) == shape(said)
        return
    assert set(shown) == set(said) | OF_A_LIST
    assert shape(shown["published_with"]) == shape(said["published_with"])
