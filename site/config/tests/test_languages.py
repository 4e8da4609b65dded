"""Which language a host speaks."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_staff_read_english_whatever_their_browser_asks_for(surrey, a_person, signed_in):
    client = signed_in(a_person(surrey, "business_manager"))
    answer = client.get("/", headers={"Accept-Language": "pl"})
    assert (answer.wsgi_request.LANGUAGE_CODE, 'lang="en' in answer.content.decode()) == ("en", True)


@pytest.mark.parametrize(("path", "language"), [("/reviews/", "en"), ("/pl/reviews/", "pl"), ("/ur/reviews/", "ur")])
def test_the_address_of_a_public_page_says_its_language(surrey, path, language):
    answer = Client(SERVER_NAME="surrey.test").get(path, headers={"Accept-Language": "ro"})
    assert f'lang="{language}' in answer.content.decode()


def test_a_language_written_from_right_to_left_is_laid_out_so(surrey):
    assert 'dir="rtl"' in Client(SERVER_NAME="surrey.test").get("/ur/reviews/").content.decode()
