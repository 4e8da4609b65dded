"""Left and right become start and end."""

from __future__ import annotations

import pytest

from config.mirroring import mirrored


@pytest.mark.parametrize(
    ("physical", "logical"),
    [
        ("a{margin-left:1px}", "a{margin-inline-start:1px}"),
        ("a{padding-right:1px;left:0}", "a{padding-inline-end:1px;inset-inline-start:0}"),
        ("a{border-left-color:red}", "a{border-inline-start-color:red}"),
        ("a{border-right:0}", "a{border-inline-end:0}"),
        ("a{text-align:left}", "a{text-align:start}"),
        ("a{float:right;clear:left}", "a{float:inline-end;clear:inline-start}"),
    ],
)
def test_a_side_follows_the_direction_of_the_page(physical, logical):
    assert mirrored(physical) == logical


@pytest.mark.parametrize(
    "rule",
    [
        r".govuk-\!-margin-left-1{color:red}",
        "a{margin:max(1px,env(safe-area-inset-left))}",
        ".left:hover{color:red}",
        "a{--gap-left:1px}",
    ],
)
def test_what_is_not_a_side_stays_as_it_is(rule):
    assert mirrored(rule) == rule
