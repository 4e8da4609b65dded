"""That somebody of a family has an account is shown to nobody else (attacks 10 and 11)."""

from __future__ import annotations

import pytest
from django.test import Client

from family_portal.tests.door import PASSPHRASE
from people.roles import Role

pytestmark = pytest.mark.django_db
LISTS = ["/people/", "/cms/users/", "/cms/reports/site-history/", "/cms/users/chooser/", "/alarms/", "/mail/", "/"]


@pytest.mark.parametrize("role", [Role.BUSINESS_MANAGER, Role.PLATFORM_ADMIN, Role.COMMS])
def test_attack_11_no_list_log_or_filter_of_the_staff_host_shows_an_account_of_a_family(
    mother, surrey, a_person, signed_in, role
):
    """Attack 11: user list, user chooser and filters of the log."""
    user = a_person(surrey, role)
    client = signed_in(user)
    seen = "".join(client.get(path, follow=True).content.decode() for path in LISTS)
    assert user.name in seen
    assert "Family account" not in seen
    assert mother.account.email not in seen


def test_attack_10_a_family_account_is_nobody_on_a_public_host(mother, surrey):
    """Attack 10: what Wagtail restricts to people who are logged in asks for any account at all."""
    client = Client(SERVER_NAME="surrey.test")
    assert client.login(username=mother.account.email, password=PASSPHRASE)
    answer = client.get("/")
    assert answer.status_code == 200
    assert not answer.wsgi_request.user.is_authenticated
