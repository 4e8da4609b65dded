"""What the families' host shows to whom (attacks 17, 18, 27, 30, 31 and 46)."""

from __future__ import annotations

import contextlib
import re

import pytest
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.test import Client

from config.hosts import URL_CONFS, HostKind
from config.tests.walking import addresses, doubled
from family_portal.doors import OPEN_AT_EVERY_STEP, OPEN_TO_ALL, OPEN_TO_NOBODY, is_meant_for
from family_portal.models import FamilyMember
from family_portal.sessions import Stage
from family_portal.states import MemberState
from family_portal.tests.door import PASSPHRASE, at_portal, signed_in, with_passphrase
from people.roles import Role
from people.testing import an_app_of, code_for, with_password_only, with_second_factor

pytestmark = pytest.mark.django_db
PORTAL = URL_CONFS[HostKind.PORTAL]
ELSEWHERE = ["/cms/", "/cms/login/", "/admin/", "/sign-in/", "/sign-in/forgotten/", "/api/v3/", "/documents/1/a.pdf"]
ELSEWHERE += ["/_util/login/", "/robots.txt", "/sitemap.xml", "/reviews/", "/favicon.ico", "/never/", "//evil/", "/%00"]


def paths(names=None):
    found = [one for one in addresses(PORTAL) if names is None or one.name in names]
    return doubled([*(one.path for one in found), *([] if names else ELSEWHERE)])


def shut():
    return [path for path in paths() if path not in paths(OPEN_TO_NOBODY | OPEN_TO_ALL)]


def test_the_walk_finds_every_page_of_this_host():
    found = {one.name for one in addresses(PORTAL)}
    assert {"portal:here", "portal:inside", "portal:settings", "portal:leave"} <= found
    assert len(shut()) > 30


def test_nobody_is_sent_to_the_same_page_from_everywhere():
    for path in shut():
        for ask in (Client.get, *([] if path in paths(OPEN_AT_EVERY_STEP) else [Client.post])):
            answer = ask(at_portal(), path)
            assert (answer.status_code, answer.headers["Location"]) == (302, "/account/"), path


def test_attack_17_with_a_passphrase_alone_there_is_nothing_but_the_second_step(mother):
    client = with_passphrase(mother.account)
    open_now = {"/code/", "/help/", "/help/asked/", "/leave/", "/left/", "/code/send/", "/code/key/", "/code/key/done/"}
    for path in [path for path in paths() if path not in open_now]:
        for ask in (client.get, *([] if path in paths(OPEN_AT_EVERY_STEP) else [client.post])):
            answer = ask(path)
            assert (answer.status_code, answer.headers["Location"]) == (302, "/code/"), path
    assert client.post("/code/", {"code": code_for(mother.account)}).headers["Location"] == "/here/"
    assert client.get("/here/more/").status_code == 200


def test_attack_18_family_credentials_open_no_door_of_the_staff_host(mother):
    staff = Client(SERVER_NAME=settings.STAFF_HOST)
    for name in ("kettle-marsh-1234", mother.account.email):
        answer = staff.post("/sign-in/", {"email": name, "password": PASSPHRASE})
        assert answer.status_code == 200
        assert SESSION_KEY not in staff.session
    answer = at_portal().post("/account/", {"name": "kettle-marsh-1234", "passphrase": PASSPHRASE})
    assert answer.headers["Location"] == "/code/"


def test_the_internal_address_of_a_family_account_signs_nobody_in(mother):
    answer = at_portal().post("/account/", {"name": mother.account.email, "passphrase": PASSPHRASE})
    assert answer.status_code == 200


def test_a_session_of_the_staff_host_is_nothing_here_and_the_other_way_round(coordinator, mother):
    staff = Client(SERVER_NAME=settings.STAFF_HOST)
    with_password_only(staff, coordinator)
    with_second_factor(staff, coordinator)
    assert staff.get("/account/").status_code == 200
    here = at_portal()
    here.cookies = staff.cookies
    assert here.get("/here/").headers["Location"] == "/account/"
    family = signed_in(coordinator)
    assert family.get("/here/").status_code == 200
    there = Client(SERVER_NAME=settings.STAFF_HOST)
    there.cookies = family.cookies
    assert there.get("/account/").headers["Location"].startswith("/sign-in/")


def test_staff_who_work_with_families_come_in_with_their_own_password_and_code(coordinator):
    client = at_portal()
    client.post("/account/", {"name": coordinator.email, "passphrase": "correct horse staple"})
    assert client.post("/code/", {"code": code_for(coordinator)}).headers["Location"] == "/here/"
    assert client.get("/here/").status_code == 200


COME_IN = {Role.FAMILY_COORDINATOR, Role.LEAD_REVIEWER, Role.BUSINESS_MANAGER}


@pytest.mark.parametrize("role", sorted(set(Role) - COME_IN))
def test_other_staff_do_not_come_in_at_all(surrey, a_person, role):
    user = a_person(surrey, role)
    an_app_of(user)
    answer = at_portal().post("/account/", {"name": user.email, "passphrase": "correct horse staple"})
    assert b"is not right" in answer.content
    assert signed_in(user).get("/here/").headers["Location"] == "/account/"


def test_each_finds_only_their_own_pages():
    assert is_meant_for(Stage.FAMILY, "family:messages")
    assert is_meant_for(Stage.STAFF, "cases:index")
    assert not is_meant_for(Stage.FAMILY, "cases:index")
    assert not is_meant_for(Stage.STAFF, "family:messages")
    assert not any(is_meant_for(stage, "portal:not_in_any_list") for stage in (Stage.FAMILY, Stage.STAFF))


def test_staff_find_no_page_that_is_for_a_family(coordinator):
    client = signed_in(coordinator)
    for path in ("/here/more/", "/settings/passphrase/", "/settings/app/", "/settings/sheet/"):
        assert client.get(path).status_code == 404, path


def test_what_is_not_there_looks_alike_to_all_who_are_signed_in(mother, coordinator):
    clients = [signed_in(user) for user in (mother.account, coordinator)]
    bodies = {client.get(path).content for client in clients for path in ("/never/", "/a/")}
    assert len(bodies) == 1


@pytest.mark.parametrize("state", sorted(set(MemberState) - {MemberState.JOINED}))
def test_who_is_stopped_is_out_at_the_next_request(mother, state):
    client = signed_in(mother.account)
    assert client.get("/here/more/").status_code == 200
    FamilyMember.objects.filter(pk=mother.pk).update(state=state)
    assert client.get("/here/more/").headers["Location"] == "/account/"
    assert not Session.objects.exists()


def test_attack_27_no_page_offers_to_be_remembered_and_the_cookie_ends_with_the_browser(mother):
    client = at_portal()
    assert "remember" not in client.get("/account/").content.decode().lower()
    client.post("/account/", {"name": "kettle-marsh-1234", "passphrase": PASSPHRASE})
    client.post("/code/", {"code": code_for(mother.account)})
    cookie = client.cookies["session"]
    assert (cookie["max-age"], cookie["expires"], cookie["httponly"], cookie["domain"]) == ("", "", True, "")


def everything(mother, coordinator):
    """An answer of every page as every kind of person, and every kind of error."""
    clients = {
        "nobody": at_portal(),
        "passphrase": with_passphrase(mother.account),
        "family": signed_in(mother.account),
        "staff": signed_in(coordinator),
    }
    for who, client in clients.items():
        client.raise_request_exception = False
        for path in paths():
            if "leave" not in path:
                yield f"{who} GET {path}", client.get(path)
                yield f"{who} HEAD {path}", client.head(path)
        yield f"{who} leaves", client.get("/leave/")
    strict = at_portal(enforce_csrf_checks=True)
    yield "no token", strict.post("/account/", {"name": "a", "passphrase": "b"})
    yield "another site", strict.post("/account/", {}, headers={"sec-fetch-site": "cross-site"})
    yield "another alphabet", strict.post("/account/", b"a", content_type="text/plain; charset=utf-16")
    yield "wrong method", strict.put("/left/")
    with contextlib.closing(strict.get("/static/css/public.css")) as file:
        yield "a file", file
    yield "no file", strict.get("/static/never.css")


def test_attack_30_every_answer_carries_every_header_errors_and_files_included(mother, coordinator):
    asked, codes = 0, set()
    for name, answer in everything(mother, coordinator):
        asked += 1
        codes.add(answer.status_code)
        said = answer.headers
        assert said["Cache-Control"] == "no-store, private", name
        assert said["Referrer-Policy"] == "no-referrer", name
        assert said["X-Content-Type-Options"] == "nosniff", name
        assert said["Cross-Origin-Opener-Policy"] == "same-origin", name
        assert said["Cross-Origin-Resource-Policy"] == "same-origin", name
        assert said["X-Frame-Options"] == "DENY", name
        assert "noindex" in said["X-Robots-Tag"], name
        policy = dict(part.strip().split(" ", 1) for part in said["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'", name
        assert re.fullmatch(r"'none'|'nonce-[A-Za-z0-9+/=]{20,}'", policy["script-src"]), name
        assert not re.search(r"unsafe|https?:|\*", said["Content-Security-Policy"]), name
    assert asked > 200
    assert {200, 302, 400, 403, 404, 405} <= codes


def test_attack_30_each_page_has_a_nonce_of_its_own_on_every_script(mother):
    client, seen = signed_in(mother.account), set()
    for path in ("/here/", "/here/more/", "/settings/"):
        answer = client.get(path)
        nonce = re.search(r"'nonce-([^']+)'", answer.headers["Content-Security-Policy"])[1]
        scripts = re.findall(r"<script[^>]*>", answer.content.decode())
        assert scripts
        assert all(f'nonce="{nonce}"' in tag for tag in scripts)
        seen.add(nonce)
    assert len(seen) == 3


def test_no_page_names_anything_of_another_origin_but_the_links_after_leaving(mother, coordinator):
    for name, answer in everything(mother, coordinator):
        if "/left/" not in name and "text/html" in answer.headers.get("Content-Type", ""):
            text = re.sub(r'xmlns="[^"]+"', "", answer.content.decode())
            assert not re.search(r"(src|href|action)=\"(https?:)?//", text), name
            assert not re.search(r"\son[a-z]+=|style=", text), name


def test_attack_31_titles_and_addresses_say_nothing(mother, coordinator):
    titles, telling = set(), re.compile("review|child|death|safeguard|famil|surrey|partnership|portal|police|court")
    for _name, answer in everything(mother, coordinator):
        if "text/html" in answer.headers.get("Content-Type", "") and answer.content:
            titles |= set(re.findall(r"<title>(.*?)</title>", answer.content.decode()))
    assert titles == {"Account", "Today"}
    assert not [one.path for one in addresses(PORTAL) if telling.search(one.path)]


def test_attack_31_nothing_telling_stands_on_any_page_before_the_second_step(mother):
    telling = re.compile(r"\breview|child|death|died|safeguard|\bfamil|surrey|partnership|police|court|practice", re.I)
    client = signed_in(mother.account)
    pages = {path: client.get(path) for path in ("/here/", "/settings/", "/settings/key/", "/never/")}
    pages |= {path: at_portal().get(path) for path in ("/account/", "/start/", "/help/", "/help/asked/", "/left/")}
    pages["/code/"] = with_passphrase(mother.account).get("/code/")
    for path, page in pages.items():
        assert not telling.search(re.sub(r"<head>.*?</head>", "", page.content.decode(), flags=re.S)), path


def test_the_second_step_names_whom_the_person_can_speak_to(mother, coordinator):
    client = signed_in(mother.account)
    assert coordinator.name not in client.get("/here/").content.decode()
    assert coordinator.name in client.get("/here/more/").content.decode()


def test_the_favicon_is_a_plain_dot_and_another_one_than_elsewhere(mother):
    for path in ("/account/", "/left/", "/never/"):
        client = signed_in(mother.account) if path == "/never/" else at_portal()
        assert "icons/plain" in client.get(path).content.decode()


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site", "origin": "https://evil.example"},
        {"sec-fetch-site": "same-site", "origin": "http://staff.test"},
        {"sec-fetch-site": "cross-site", "origin": "null"},
        {"origin": "https://evil.example"},
    ],
)
def test_attack_46_what_another_site_sends_changes_nothing(mother, headers):
    stamp = mother.account.session_stamp
    client = signed_in(mother.account)
    client.handler.enforce_csrf_checks = True
    page = client.get("/settings/")
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]
    form = {"csrfmiddlewaretoken": token}
    assert client.post("/settings/others/", form, headers=headers).status_code == 403
    mother.account.refresh_from_db()
    assert mother.account.session_stamp == stamp
    own = {"sec-fetch-site": "same-origin", "origin": "null"}
    assert client.post("/settings/others/", form, headers=own).status_code == 302
    mother.account.refresh_from_db()
    assert mother.account.session_stamp != stamp


def test_attack_46_no_get_changes_anything_and_a_browser_that_looks_ahead_ends_no_session(mother):
    client = signed_in(mother.account)
    before = mother.account.session_stamp
    for path in [path for path in paths() if "leave" not in path]:
        client.get(path, headers={"sec-purpose": "prefetch"})
    mother.account.refresh_from_db()
    assert mother.account.session_stamp == before
    assert client.get("/leave/", headers={"sec-purpose": "prefetch;prerender"}).status_code == 503
    assert client.get("/leave/", headers={"purpose": "prefetch"}).status_code == 503
    assert client.get("/here/").status_code == 200
