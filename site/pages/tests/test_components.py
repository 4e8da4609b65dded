"""The tags that pages are built with."""

from __future__ import annotations

import lxml.html
import pytest
from django.core.paginator import Paginator
from django.template import engines
from django.test import RequestFactory
from django.utils.safestring import mark_safe


def shown(source: str, request=None, **context) -> lxml.html.HtmlElement:
    page = engines["django"].from_string("<div>{% load govuk %}" + source + "</div>").render(context, request)
    return lxml.html.fromstring(page)


def words(element) -> str:
    return " ".join(element.text_content().split())


def test_plain_text_given_to_a_component_is_escaped():
    rows = [{"key": "Name", "value": "<b>Wren</b>"}]
    page = shown("{% summary_list rows %}{% tag rows.0.value %}{% warning_text rows.0.value %}", rows=rows)
    assert page.xpath("//b") == []
    assert words(page).count("<b>Wren</b>") == 3


def test_a_fact_list_says_what_each_link_changes():
    rows = [{"key": "Lead", "value": "A", "actions": [{"label": "Change", "url": "/x/", "about": "lead"}]}]
    (link,) = shown("{% summary_list rows %}", rows=rows).xpath("//a")
    assert words(link) == "Change lead"


def test_a_step_of_the_checklist_says_in_words_whether_it_is_done():
    items = [
        {"label": "Family told", "done": True, "next": "Tell the family."},
        {"label": "Checked twice", "done": False, "next": "Ask a second checker."},
    ]
    done, waiting = shown("{% checklist items %}", items=items).xpath("//li")
    assert words(done) == "Family told – done"
    assert words(waiting) == "Checked twice – not done yet What to do next: Ask a second checker."


def test_pages_of_a_list_keep_the_other_words_of_the_address():
    request = RequestFactory().get("/reviews/?theme=neglect&theme=infants&page=2")
    page = shown("{% pagination listing %}", request, listing=Paginator(range(30), 10).get_page(2))
    assert page.xpath("//a[@rel='next']/@href") == ["?theme=neglect&theme=infants&page=3"]
    assert page.xpath("//a[@aria-current='page']/@href") == ["?theme=neglect&theme=infants&page=2"]


def test_a_list_of_one_page_has_no_pagination():
    assert words(shown("{% pagination listing %}", listing=Paginator(range(3), 10).get_page(1))) == ""


def test_a_recommendation_is_numbered_and_says_for_whom_by_when_and_to_what_end():
    page = shown(
        "{% recommendation 2 target='The council' by_when='March 2027' outcome='Seen.' %}"
        "<p>Visit.</p>{% endrecommendation %}"
    )
    assert words(page.xpath("//h3")[0]) == "Recommendation 2"
    facts = [words(one) for one in page.xpath("//dl/*")]
    assert facts == ["For", "The council", "By when", "March 2027", "Outcome", "Seen."]
    assert page.xpath("//section/@id") == ["recommendation-2"]


def test_a_recommendation_without_facts_has_no_empty_list():
    page = shown("{% recommendation 1 %}<p>Visit.</p>{% endrecommendation %}")
    assert page.xpath("//dl") == []


def test_a_learning_point_is_named_by_its_number():
    (section,) = shown("{% learning_point 3 %}<p>Ask.</p>{% endlearning_point %}").xpath("//section")
    assert words(section.get_element_by_id(section.get("aria-labelledby"))) == "Learning point 3"


def test_a_footnote_leads_back_to_its_place_in_the_text():
    notes = [{"label": "1", "text": mark_safe("<p>Working Together.</p>")}]
    page = shown("{% footnotes notes %}", notes=notes)
    assert words(page.get_element_by_id("footnote-1").xpath("./p")[0]) == "Working Together."
    assert page.xpath("//a/@href") == ["#footnote-1-reference"]


@pytest.mark.parametrize(
    ("header", "columns", "rows"), [("row", 2, 0), ("column", 0, 2), ("both", 2, 1), ("none", 0, 0)]
)
def test_the_headings_of_a_table_say_what_they_head(header, columns, rows):
    table = {"caption": "Visits", "header": header, "rows": [["Year", "Count"], ["2025", "3"]]}
    page = shown("{% report_table table %}", table=table)
    assert len(page.xpath("//th[@scope='col']")) == columns
    assert len(page.xpath("//th[@scope='row']")) == rows
    assert len(page.xpath("//th | //td")) == 4


def test_a_wide_table_scrolls_in_a_box_that_a_keyboard_reaches_and_a_reader_names():
    table = {"caption": "", "header": "none", "rows": [["1"]]}
    (region,) = shown("{% report_table table 4 %}", table=table).xpath("//*[@role='region']")
    assert (region.get("tabindex"), region.get("aria-label")) == ("0", "Table 4")


def test_the_contents_list_keeps_the_levels_of_the_report():
    items = [{"label": "Findings", "url": "#f", "children": [{"label": "Days", "url": "#d"}]}]
    page = shown("{% contents_list items %}", items=items)
    assert page.xpath("//nav/ol/li/a/@href") == ["#f"]
    assert page.xpath("//nav/ol/li/ol/li/a/@href") == ["#d"]


def test_a_filter_that_is_in_use_stands_open_with_its_choices_ticked():
    options = [
        {"value": "n", "label": "Neglect", "count": 3, "checked": True},
        {"value": "d", "label": "Domestic"},
    ]
    groups = [
        {"name": "theme", "label": "Theme", "chosen": 1, "options": options},
        {"name": "year", "label": "Year", "chosen": 0, "options": [{"value": "2025", "label": "2025"}]},
    ]
    page = shown("{% filter_panel groups %}", groups=groups)
    assert [words(one) for one in page.xpath("//details[@open]/summary")] == ["Theme (1 chosen)"]
    assert page.xpath("//input[@checked]/@value") == ["n"]
    assert [words(label) for label in page.xpath("//label")] == ["Neglect (3)", "Domestic", "2025"]


def test_every_block_component_keeps_the_rich_text_inside_it():
    page = shown(
        "{% inset %}<b>1</b>{% endinset %}{% details 'More' %}<b>2</b>{% enddetails %}"
        "{% callout %}<b>3</b>{% endcallout %}{% quote attribution='A' %}<b>4</b>{% endquote %}"
        "{% content_warning %}<b>5</b>{% endcontent_warning %}"
    )
    assert [words(one) for one in page.xpath("//b")] == ["1", "2", "3", "4", "5"]


def test_a_button_with_an_address_is_a_link_and_one_without_sends_the_form():
    page = shown("{% button 'Save' %}{% button 'Cancel' url='/' kind='secondary' %}")
    assert page.xpath("//button/@type") == ["submit"]
    assert page.xpath("//a/@href") == ["/"]
