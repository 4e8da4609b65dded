"""The blocks of a report, as an editor fills them in."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.images.blocks import ImageChooserBlock

PROSE = ["bold", "italic", "link", "ol", "ul", "superscript", "subscript"]


class HeadingBlock(blocks.StructBlock):
    level = blocks.ChoiceBlock(
        label=_("Level"), choices=[("2", _("Section")), ("3", _("Part")), ("4", _("Small part"))], default="2"
    )
    text = blocks.CharBlock(label=_("Heading"), max_length=250)

    class Meta:
        icon = "title"
        label = _("Heading")


class FigureBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Picture"))
    alt = blocks.CharBlock(
        label=_("Description"),
        max_length=500,
        help_text=_("What the picture shows, for people who cannot see it. No names, no places."),
    )
    caption = blocks.CharBlock(label=_("Caption"), max_length=250, required=False)

    class Meta:
        icon = "image"
        label = _("Picture")


class LearningPointBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)

    class Meta:
        icon = "help"
        label = _("Learning point")


class RecommendationBlock(blocks.StructBlock):
    """Who has to do what, by when, and what will be different (R15, D21)."""

    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)
    target = blocks.CharBlock(label=_("For whom"), max_length=250, required=False)
    by_when = blocks.CharBlock(label=_("By when"), max_length=120, required=False)
    outcome = blocks.TextBlock(label=_("What should be different afterwards"), required=False)

    class Meta:
        icon = "tick"
        label = _("Recommendation")


class CalloutBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)

    class Meta:
        icon = "info-circle"
        label = _("Call-out")


class QuoteBlock(blocks.StructBlock):
    text = blocks.RichTextBlock(label=_("Words"), features=PROSE)
    attribution = blocks.CharBlock(
        label=_("Who said it"), max_length=120, required=False, help_text=_("A relationship, never a name.")
    )

    class Meta:
        icon = "openquote"
        label = _("Quotation")


class FootnoteBlock(blocks.StructBlock):
    label = blocks.CharBlock(label=_("Mark"), max_length=10)
    text = blocks.RichTextBlock(label=_("Note"), features=PROSE)

    class Meta:
        icon = "superscript"
        label = _("Footnote")


class ReportBody(blocks.StreamBlock):
    heading = HeadingBlock()
    text = blocks.RichTextBlock(label=_("Text"), features=PROSE)
    table = TableBlock(label=_("Table"), table_options={"language": "en-US"})
    figure = FigureBlock()
    learning_point = LearningPointBlock()
    recommendation = RecommendationBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()


class Footnotes(blocks.StreamBlock):
    footnote = FootnoteBlock()
