"""The sections of a leaflet. What a partnership promises is not written here: it comes from its terms."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks import PROSE

_TOKENS = _("{review}, {review_short}, {body}, {acronym} and {group} become your partnership's own words.")


class Section(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("Heading"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE, required=False, help_text=_TOKENS)


_STEP = blocks.CharBlock(label=_("Step"), max_length=160)
# The editor shows no label beside what stands alone in a list.
_STEP.field.widget.attrs["aria-label"] = _STEP.label


class StepsSection(Section):
    steps = blocks.ListBlock(_STEP, label=_("Steps, in their order"))


def text_of(block: Any) -> str:
    """Return the rich text of a section; empty where nobody wrote any."""
    text = block.value["text"]
    return text.source if text else ""


class LeafletSections(blocks.StreamBlock):
    """Each section once; the box that says what a review is not follows the first by itself."""

    what_it_is = Section(label=_("What it is"))
    who_is_involved = Section(label=_("Who is involved"))
    how_it_happens = StepsSection(label=_("How it happens"))
    your_part = Section(label=_("Your part"))
    who_to_talk_to = Section(label=_("Who I can talk to"))
    how_long = Section(label=_("How long it takes"))
    afterwards = Section(label=_("What happens after"))
    publication = Section(label=_("Publication"))
    support = Section(label=_("Support"))
    contact = Section(label=_("Contact"))

    class Meta:
        block_counts = {
            name: {"max_num": 1}
            for name in ("what_it_is", "who_is_involved", "how_it_happens", "your_part", "who_to_talk_to", "how_long",
                         "afterwards", "publication", "support", "contact")
        }  # fmt: skip
