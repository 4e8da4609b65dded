"""Every address of every host, asked by those who may see nothing (C17-C19)."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import translation
from wagtail.models import APIToken

from config.hosts import URL_CONFS, HostKind
from config.tests.walking import addresses, doubled, names
from people.models import AuthenticatorApp
from people.roles import Role
from people.testing import an_app_of, code_for, with_password_only, with_second_factor

STAFF = URL_CONFS[HostKind.STAFF]
# Doors that Wagtail and Django have elsewhere; here they must not be.
READ_BY_MACHINES = {"api_reports", "api_report", "api_briefings", "api_recommendations", "api_terms"}
OTHER_DOORS = [
    "/cms/login/",
    "/cms/password_reset/",
    "/_util/login/",
    "/_util/authenticate_with_password/1/1/",
    "/admin/",
    "/admin/login/",
    "/accounts/login/",
    "/login/",
    "/images/abc/1/width-100/a.png",
    "/api/",
    "/api/v2/pages/",
    "/api/v3/",
    "/api/v3/pages/",
    "/cms/api/main/images/",
    "/cms/api/main/documents/",
    "/cms/api/main/pages/1/action/publish/",
    "/django-admin/",
    "/__debug__/",
]
STEPS_FOR_NOBODY = {"/sign-in/", "/sign-in/forgotten/", "/sign-in/forgotten/sent/", "/sign-in/forgotten/done/"}


@pytest.fixture(autouse=True)
def own_language():
    # A page in another language leaves that language behind in this thread.
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def staff(surrey, a_person):
    user = a_person(surrey, Role.BUSINESS_MANAGER)
    an_app_of(user)
    return user


def staff_paths():
    return doubled([address.path for address in addresses(STAFF)] + OTHER_DOORS)


def answers(client, path):
    yield "GET", client.get(path)
    yield "POST", client.post(path, {"q": "a"})


def test_the_walk_finds_every_address_and_most_of_them_resolve():
    found = addresses(STAFF)
    assert len(found) > 200
    assert {"wagtailusers_users:edit", "people:code_step", "wagtailadmin_login", "dashboard"} <= names(found)
    resolver = get_resolver(STAFF)
    assert all(resolver.resolve(address.path) for address in found)


def test_nobody_sees_more_than_the_steps_of_signing_in(client_for):
    asked = 0
    for path in staff_paths():
        for method, answer in answers(client_for(None), path):
            asked += 1
            location = answer.headers.get("Location", "")
            if answer.status_code == 302:
                assert location.split("?")[0] in {"/sign-in/", "/sign-in/forgotten/sent/"}, (method, path)
            elif answer.status_code != 404:
                is_step = path in STEPS_FOR_NOBODY or path.startswith("/sign-in/forgotten/")
                assert is_step or answer.status_code == 405, (method, path, answer.status_code)
    assert asked > 800


def test_a_password_only_session_sees_nothing_but_the_code_step(client_for, staff):
    asked, client = 0, client_for(staff, with_password_only)
    for path in staff_paths():
        if path.strip("/") == "sign-out":
            continue
        for method, answer in answers(client, path):
            asked += 1
            seen = (answer.status_code, answer.headers.get("Location"))
            expected = (200, None) if path == "/sign-in/code/" else (302, "/sign-in/code/")
            assert seen == expected, (method, path, seen)
    assert asked > 800
    assert client.post("/sign-in/code/", {"code": code_for(staff)}).headers["Location"] == "/"
    assert AuthenticatorApp.objects.count() == 1


def test_a_family_account_gets_404_everywhere_even_with_two_factors(client_for, a_person):
    family = a_person()
    asked, client = 0, client_for(family, with_second_factor)
    for path in staff_paths():
        for method, answer in answers(client, path):
            asked += 1
            assert _end(client, answer).status_code == 404, (method, path, answer.status_code)
    assert asked > 800


def test_the_same_walk_with_both_factors_opens_many_pages(client_for, staff):
    client = client_for(staff, with_second_factor)
    opened = {path for path in staff_paths() if client.get(path).status_code == 200}
    assert {"/account/", "/people/", "/alarms/", "/mail/", "/", "/cms/", "/cms/images/", "/cms/documents/"} <= opened


@pytest.mark.parametrize("path", OTHER_DOORS)
def test_no_other_door_is_there_for_staff_either(client_for, staff, path):
    client = client_for(staff, with_second_factor)
    for method, answer in answers(client, path):
        assert answer.status_code == 404, method


@pytest.mark.parametrize("kind", list(HostKind))
def test_no_host_serves_a_programming_interface_for_content_or_its_tokens(kind):
    found = addresses(URL_CONFS[kind])
    # The interface of a public host reads what is public, and nothing else: see docs/api.md.
    served = {address.name for address in found if address.route.startswith("api")}
    assert served == (READ_BY_MACHINES if kind is HostKind.PUBLIC else set())
    assert not [address for address in found if "token" in address.name.lower() and "people:" not in address.name]
    for name in ("wagtailapi_v3:pages:listing", "wagtailusers_api_tokens:index", "wagtailusers_api_tokens:add"):
        with pytest.raises(NoReverseMatch):
            reverse(name, urlconf=URL_CONFS[kind])


def test_no_token_for_an_interface_can_be_made_through_any_address(client_for, staff):
    client = client_for(staff, with_second_factor)
    client.raise_request_exception = False
    for path in staff_paths():
        if "sign-out" not in path and "logout" not in path:
            client.post(path, {"name": "a", "label": "a", "expires_at": "", "user": staff.pk})
    assert client.get("/account/").status_code == 200
    assert not APIToken.objects.exists()


@pytest.mark.parametrize("session", ["nobody", "password", "both"])
def test_no_session_of_the_staff_host_opens_anything_on_the_families_host(staff, session):
    client = Client(SERVER_NAME=settings.PORTAL_HOST)
    if session == "password":
        with_password_only(client, staff)
    if session == "both":
        with_password_only(client, staff)
        with_second_factor(client, staff)
    open_to_all = {"/account/", "/start/", "/help/", "/help/asked/", "/leave/", "/left/"}
    for path in doubled(staff_paths()):
        if path not in open_to_all and not path.startswith("/start/"):
            assert client.get(path).headers.get("Location") == "/account/", path


@pytest.mark.parametrize("session", ["nobody", "both"])
def test_public_hosts_know_nobody_and_set_no_cookie(staff, surrey, session):
    client = Client(SERVER_NAME=surrey.site.hostname)
    if session == "both":
        with_password_only(client, staff)
        with_second_factor(client, staff)
    found = addresses(URL_CONFS[HostKind.PUBLIC])
    assert found
    for path in doubled([*(address.path for address in found), *OTHER_DOORS]):
        answer = client.get(path)
        assert not answer.cookies, path
        assert b"Signed in as" not in b"".join(answer), path
    for path in OTHER_DOORS:
        assert client.get(path).status_code in {404, 301}, path


def _end(client, answer):
    """An address without its last slash is sent to the one with it, whoever asks."""
    return client.get(answer.headers["Location"]) if answer.status_code == 301 else answer


@pytest.fixture
def client_for(db):
    def make(user, mark=None):
        client = Client(SERVER_NAME=settings.STAFF_HOST)
        if user is not None:
            with_password_only(client, user)
            if mark is with_second_factor:
                mark(client, user)
        return client

    return make
