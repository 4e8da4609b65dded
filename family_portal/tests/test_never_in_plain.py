"""What staff and operators can print, list or search never holds a word of a family (attack 39)."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.management import call_command
from wagtail.admin.viewsets import viewsets
from wagtail.images.models import Image
from wagtail.models import ReferenceIndex
from wagtail.search.index import get_indexed_models
from wagtail.snippets.models import get_snippet_models

from family_portal.tests.staffing import CANARIES, WORDS, ready

pytestmark = pytest.mark.django_db


def test_attack_39_no_dump_in_any_format_holds_a_plain_word(review, coordinator, tmp_path):
    """Attack 39: what dumpdata prints of a person is sealed."""
    found = ready(review, coordinator)
    assert found.words()["name"] == WORDS["name"]
    for kind in ("json", "jsonl", "xml"):
        file = tmp_path / f"dump.{kind}"
        call_command("dumpdata", "family_portal", "lifecycles", "people", format=kind, output=str(file))
        dump = file.read_text()
        assert str(found.uuid) in dump
        assert [word for word in CANARIES if word in dump] == []


def test_attack_39_no_admin_list_export_or_index_knows_a_family():
    """Attack 39: neither Django's admin nor Wagtail's snippets, view sets, search or reference index."""
    ours = set(apps.get_app_config("family_portal").get_models())
    viewsets.populate()
    shown = {getattr(one, "model", None) for one in viewsets.viewsets}
    assert len(ours) > 10
    assert Image in shown | {*get_indexed_models()}
    assert not apps.is_installed("django.contrib.admin")
    assert not ours & {*get_snippet_models(), *shown, *get_indexed_models()}
    assert [model for model in ours if ReferenceIndex.model_is_indexable(model)] == []
