"""Another site cannot post through a reader's browser."""

from __future__ import annotations

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from pages.same_origin import comes_from_elsewhere, same_origin_form

HERE = "surrey.test"


def _post(**headers):
    return RequestFactory(headers={"Host": HERE, **headers}).post("/")


@same_origin_form
def _form(request):
    return HttpResponse("taken")


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Sec-Fetch-Site": "same-origin"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": f"http://{HERE}"},
        {"Origin": f"http://{HERE}", "Sec-Fetch-Site": "same-origin"},
    ],
)
def test_a_form_of_this_site_is_taken(headers):
    assert _form(_post(**headers)).content == b"taken"


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "nonsense"},
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Origin": "http://[unfinished"},
        {"Origin": f"http://{HERE}.elsewhere.example"},
        {"Origin": f"http://{HERE}:8443"},
        {"Origin": f"http://{HERE}@elsewhere.example"},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "same-origin"},
        {"Origin": f"http://{HERE}", "Sec-Fetch-Site": "cross-site"},
    ],
)
def test_a_form_of_another_site_is_refused(headers):
    assert comes_from_elsewhere(_post(**headers))
    assert _form(_post(**headers)).status_code == 403


def test_reading_from_elsewhere_is_allowed():
    request = RequestFactory(headers={"Host": HERE, "Sec-Fetch-Site": "cross-site"}).get("/")
    assert _form(request).content == b"taken"
