"""Tags for the pieces that pages are made of: GOV.UK components and the parts of a report.

Text given to a tag is escaped. Rich text must be marked safe by whoever cleaned it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms, template
from django.core.paginator import Page
from django.forms.boundfield import BoundField
from django.forms.formsets import BaseFormSet
from django.http import QueryDict
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from pages import forms as questions
from pages.filter_boxes import checkboxes

register = template.Library()

Row = Mapping[str, Any]


@register.simple_tag
def question(field: BoundField) -> questions.Question:
    """Dress a bound field for govuk/forms/field.html."""
    return questions.Question(field)


@register.simple_tag
def top_errors_id(form: forms.BaseForm) -> str:
    """The id of the errors that belong to the form as a whole."""
    return questions.top_errors_id(form)


@register.inclusion_tag("components/error_summary.html")
def error_summary(*shown: forms.BaseForm | BaseFormSet) -> dict[str, Any]:
    """List every error of forms and formsets, each a link to its answer; nothing when all is well."""
    return {"problems": questions.problems_of(*shown)}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Sequence[Row]) -> dict[str, Any]:
    """Facts as key and value. A row: key, value, and if wanted actions [{label, url, about}]."""
    return {"rows": rows, "has_actions": any(row.get("actions") for row in rows)}


@register.inclusion_tag("components/notification.html")
def notification(text: str, title: str = "", kind: str = "important") -> dict[str, Any]:
    """A banner about what just happened; kind is "important" or "success"."""
    return {"text": text, "title": title, "kind": kind}


@register.inclusion_tag("components/tag.html")
def tag(text: str, colour: str = "grey") -> dict[str, Any]:
    """A state in words; colour is one of GOV.UK's tag colours and never says more than the words."""
    return {"text": text, "colour": colour}


@register.inclusion_tag("components/warning_text.html")
def warning_text(text: str) -> dict[str, Any]:
    """A warning with an exclamation mark and the hidden word "Warning"."""
    return {"text": text}


@register.inclusion_tag("components/button.html")
def button(label: str, url: str = "", kind: str = "", name: str = "", value: str = "") -> dict[str, Any]:
    """A submit button, or with `url` a link that looks like one; kind "", "secondary" or "warning"."""
    return {"label": label, "url": url, "kind": kind, "name": name, "value": value}


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items: Sequence[Row]) -> dict[str, Any]:
    """The way back up. An item: label and url."""
    return {"items": items}


@register.inclusion_tag("components/back_link.html")
def back_link(url: str, label: str = "") -> dict[str, Any]:
    """One step back; the label is "Back" unless given."""
    return {"url": url, "label": label}


@register.inclusion_tag("components/contents_list.html")
def contents_list(items: Sequence[Row]) -> dict[str, Any]:
    """The contents of a report. An item: label, url ("#findings"), and if wanted children like it."""
    return {"items": items}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, page: Page) -> dict[str, Any]:
    """Links to the other pages of a list; the other words of the address stay as they are."""
    request = context.get("request")
    query = request.GET.copy() if request else QueryDict(mutable=True)
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "links": [(number, _address_of_page(query, number)) for number in numbers],
        "previous": _address_of_page(query, page.number - 1),
        "next": _address_of_page(query, page.number + 1),
        "gap": page.paginator.ELLIPSIS,
    }


def _address_of_page(query: QueryDict, number: int | str) -> str:
    query = query.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/filter_panel.html")
def filter_panel(groups: Sequence[Row], action: str = "", clear_url: str = "") -> dict[str, Any]:
    """Checkboxes that narrow a list, for a GET form.

    A group: name, label, chosen (int), options [{value, label, count, checked}].
    """
    drawn = [group | {"boxes": checkboxes(group, prefix="filter-")} for group in groups]
    return {"groups": drawn, "action": action, "clear_url": clear_url}


@register.inclusion_tag("components/checklist.html")
def checklist(items: Sequence[Row]) -> dict[str, Any]:
    """What must be true first. An item: label, done (bool), next (what to do while it is not done)."""
    return {"items": items}


@register.inclusion_tag("components/timeline.html")
def timeline(events: Sequence[Row]) -> dict[str, Any]:
    """What happened and when, in the order given. An event: when, title, text."""
    return {"events": events}


@register.inclusion_tag("components/footnotes.html")
def footnotes(notes: Sequence[Row]) -> dict[str, Any]:
    """Footnotes with a way back. A note: label and safe text; references are #footnote-LABEL."""
    return {"notes": notes}


@register.inclusion_tag("components/report_table.html")
def report_table(table: Row, number: int | str = "") -> dict[str, Any]:
    """A table block (caption, header, rows) in a box that scrolls; `number` sets unnamed tables apart."""
    rows = table["rows"]
    has_heading_row = table["header"] in ("row", "both")
    return {
        "caption": table["caption"],
        "number": number,
        "heading": rows[0] if has_heading_row else [],
        "rows": rows[1:] if has_heading_row else rows,
        "first_column_is_heading": table["header"] in ("column", "both"),
    }


@register.simple_block_tag
def inset(content: SafeString) -> str:
    """Set a passage apart from the text round it."""
    return render_to_string("components/inset.html", {"content": content})


@register.simple_block_tag
def details(content: SafeString, summary: str, is_open: bool = False) -> str:
    """Hide a passage behind its summary."""
    return render_to_string("components/details.html", {"content": content, "summary": summary, "is_open": is_open})


@register.simple_block_tag
def learning_point(content: SafeString, number: int) -> str:
    """A numbered learning point; the content is rich text."""
    return render_to_string("components/learning_point.html", {"content": content, "number": number})


@register.simple_block_tag
def recommendation(content: SafeString, number: int, target: str = "", by_when: str = "", outcome: str = "") -> str:
    """A numbered recommendation: to whom, by when, and what came of it."""
    facts = {"content": content, "number": number, "target": target, "by_when": by_when, "outcome": outcome}
    return render_to_string("components/recommendation.html", facts)


@register.simple_block_tag
def callout(content: SafeString) -> str:
    """A passage that the report wants seen."""
    return render_to_string("components/callout.html", {"content": content})


@register.simple_block_tag
def quote(content: SafeString, attribution: str = "") -> str:
    """Somebody's own words, and whose they are."""
    return render_to_string("components/quote.html", {"content": content, "attribution": attribution})


@register.simple_block_tag
def content_warning(content: SafeString, title: str = "") -> str:
    """What is hard to read in a report, said before it begins."""
    return render_to_string("components/content_warning.html", {"content": content, "title": title})
