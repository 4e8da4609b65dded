"""What a seven-minute briefing is made of, as an editor fills it in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.blocks import PROSE

# The seven sections in their order (rules.md §4), by the name of their field.
SECTIONS = {
    "background": _("Why this briefing"),
    "what_happened": _("What happened"),
    "lived_experience": _("The child’s lived experience"),
    "good_practice": _("What worked well"),
    "what_to_change": _("What needs to change"),
    "learning": _("Learning for your role"),
    "what_now": _("What to do now"),
}


class BriefingBlock(blocks.StructBlock):
    """The seven sections and three reflective questions of a seven-minute briefing."""

    background = blocks.RichTextBlock(label=SECTIONS["background"], features=PROSE)
    what_happened = blocks.RichTextBlock(label=SECTIONS["what_happened"], features=PROSE)
    lived_experience = blocks.RichTextBlock(label=SECTIONS["lived_experience"], features=PROSE)
    good_practice = blocks.RichTextBlock(label=SECTIONS["good_practice"], features=PROSE)
    what_to_change = blocks.RichTextBlock(label=SECTIONS["what_to_change"], features=PROSE)
    learning = blocks.RichTextBlock(label=SECTIONS["learning"], features=PROSE)
    what_now = blocks.RichTextBlock(label=SECTIONS["what_now"], features=PROSE)
    questions = blocks.ListBlock(
        blocks.CharBlock(max_length=300), label=_("Reflective questions"), min_num=3, max_num=3
    )

    class Meta:
        icon = "openquote"
        label = _("Seven-minute briefing")


class ResourceBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), max_length=200)
    url = blocks.URLBlock(label=_("Web address"))

    class Meta:
        icon = "link"
        label = _("Resource")
