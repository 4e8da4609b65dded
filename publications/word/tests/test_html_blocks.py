from __future__ import annotations

from publications.word.html_blocks import blocks_from_html


def types(html: str) -> list[str]:
    return [block["type"] for block in blocks_from_html(html)]


def only(html: str) -> dict:
    (block,) = blocks_from_html(html)
    return block


def levels(html: str) -> list[int]:
    return [block["value"]["level"] for block in blocks_from_html(html)]


def test_paragraphs_and_lists_that_follow_each_other_share_one_text_block():
    value = only("<p>One</p>\n<ul>\n <li>Two<ul><li>Three</li></ul></li>\n</ul><p>Four</p>")["value"]
    assert value == "<p>One</p><ul><li>Two<ul><li>Three</li></ul></li></ul><p>Four</p>"


def test_a_jumped_heading_level_is_closed_up():
    assert levels("<h2>A</h2><h4>B</h4><h4>C</h4><h2>D</h2><h3>E</h3>") == [2, 3, 3, 2, 3]


def test_headings_never_go_deeper_than_level_four():
    assert levels("<h1>A</h1><h2>B</h2><h3>C</h3><h4>D</h4><h6>E</h6>") == [2, 3, 4, 4, 4]


def test_a_heading_keeps_its_words_and_loses_its_markup():
    assert only("<h2>The <b>family</b> &amp; home</h2>")["value"]["text"] == "The family & home"


def test_strong_and_em_become_b_and_i():
    assert only("<p><strong>a</strong> <em>b</em><u>c</u></p>")["value"] == "<p><b>a</b> <i>b</i>c</p>"


def test_a_script_leaves_nothing():
    assert blocks_from_html("<script>alert(1)</script>") == []


def test_a_script_link_leaves_only_its_words():
    assert only('<p><a href="javascript:alert(1)">here</a></p>')["value"] == "<p>here</p>"


def test_a_web_link_stays_and_is_escaped():
    expected = '<p><a href="https://example.org/?a=1&amp;b=2">here</a></p>'
    assert only('<p><a href="https://example.org/?a=1&amp;b=2" target="_blank">here</a></p>')["value"] == expected


def test_a_footnote_reference_stays():
    markup = '<p>Said<a href="#footnote-1"><sup>1</sup></a></p>'
    assert only(markup)["value"] == markup


def test_words_that_look_like_markup_stay_words():
    assert only("<p>3 &lt; 4 &lt;b&gt;</p>")["value"] == "<p>3 &lt; 4 &lt;b&gt;</p>"


def test_an_aside_becomes_a_learning_point():
    block = only('<aside class="learning-point"><p>Ask the child.</p></aside>')
    assert block == {"type": "learning_point", "value": {"text": "<p>Ask the child.</p>"}}


def test_a_recommendation_carries_its_target_date_and_outcome():
    details = 'data-target="Health" data-by-when="May" data-outcome="Safe"'
    html = f'<aside class="recommendation" {details}><p>Act.</p></aside>'
    assert only(html)["value"] == {
        "text": "<p>Act.</p>",
        "target": "Health",
        "by_when": "May",
        "outcome": "Safe",
    }


def test_a_recommendation_without_details_has_them_empty():
    value = only('<aside class="recommendation">Act.</aside>')["value"]
    assert value == {"text": "<p>Act.</p>", "target": "", "by_when": "", "outcome": ""}


def test_a_callout_is_a_callout():
    assert types('<aside class="callout"><p>Note.</p></aside>') == ["callout"]


def test_the_cite_of_a_quote_is_its_attribution():
    block = only("<blockquote><p>We miss him.</p><cite>His mother</cite></blockquote>")
    assert block["value"] == {"text": "<p>We miss him.</p>", "attribution": "His mother"}


def test_an_image_becomes_a_figure_after_its_paragraph():
    blocks = blocks_from_html('<p>Before <img src="KEY" alt="A map"></p>')
    assert blocks[1] == {"type": "figure", "value": {"image": "KEY", "alt": "A map", "caption": ""}}


def test_a_figure_has_its_caption():
    block = only('<figure><img src="KEY" alt="A map"><figcaption>The area</figcaption></figure>')
    assert block["value"] == {"image": "KEY", "alt": "A map", "caption": "The area"}


def test_a_table_with_a_first_row_of_headers_says_so():
    html = "<table><caption>Dates</caption><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>"
    assert only(html)["value"] == {"caption": "Dates", "header": "row", "rows": [["A", "B"], ["1", "2"]]}


def test_a_table_with_headers_on_both_sides_says_so():
    html = "<table><tr><th></th><th>B</th></tr><tr><th>1</th><td>2</td></tr></table>"
    assert only(html)["value"]["header"] == "both"


def test_a_merged_cell_is_repeated_so_that_rows_are_equally_long():
    first = "<tr><td rowspan=2>A</td><td colspan=2>B</td></tr>"
    html = f"<table>{first}<tr><td>C</td><td>D</td></tr><tr><td>E</td></tr></table>"
    assert only(html)["value"]["rows"] == [["A", "B", "B"], ["A", "C", "D"], ["E", "", ""]]


def test_a_giant_merged_cell_stays_within_the_widest_table():
    rows = only("<table><tr><td colspan=999999 rowspan=999999>A</td></tr></table>")["value"]["rows"]
    assert (len(rows), len(rows[0])) == (1, 64)


def test_the_paragraphs_of_a_cell_are_lines():
    assert only("<table><tr><td><p>One</p><p>Two</p></td></tr></table>")["value"]["rows"] == [["One\nTwo"]]


def test_a_table_inside_an_aside_follows_it():
    html = '<aside class="callout"><p>See</p><table><tr><td>A</td></tr></table></aside>'
    assert types(html) == ["callout", "table"]


def test_bare_words_become_a_paragraph():
    assert only("Just words")["value"] == "<p>Just words</p>"
