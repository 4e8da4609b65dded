"""Who may open which page, for every role of one's own partnership, for another partnership and for nobody."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.test import Client

from people.roles import Role
from people.testing import with_second_factor
from publications.models import CopyRequest, Release, Review
from publications.tests.staffing import read

SEEING = {"partnership_support", "business_manager", "comms", "partner_delegate", "legal", "family_coordinator"}
EDITING = {"partnership_support", "business_manager", "comms"}
ANSWERING = {"partnership_support", "business_manager"}

PAGES = {
    "/reports/import/": EDITING,
    "/reviews/{waiting}/": SEEING,
    "/reviews/{waiting}/notes/": SEEING,
    "/reviews/{waiting}/draft/": SEEING,
    "/reviews/{waiting}/release/": EDITING,
    "/reviews/{waiting}/release/confirm/": {"business_manager", "comms"},
    "/reviews/{waiting}/release/withdraw/": EDITING,
    "/reviews/{waiting}/release/preview/": SEEING,
    "/reviews/{waiting}/release/report.pdf": SEEING,
    "/reviews/{paused}/": SEEING,
    "/reviews/{paused}/pause/": EDITING | {"legal"},
    "/reviews/{paused}/archive/": {"business_manager"},
    "/reviews/{paused}/remove/": {"business_manager", "legal"},
    "/reviews/{paused}/restore/": EDITING,
    "/reviews/{paused}/reinstate/": EDITING,
    "/reviews/{paused}/proposal/": EDITING | {"legal"},
    "/reviews/{paused}/correction/": SEEING,
    "/reviews/{waiting}/published-before/": {"business_manager"},
    "/copies/": ANSWERING,
    "/copies/{copy}/": ANSWERING,
    "/copies/{copy}/refuse/": ANSWERING,
}
POSTS = [page for page in PAGES if not page.endswith(("/notes/", "/draft/", "/preview/", ".pdf", "}/", "/copies/"))] + [
    "/copies/{copy}/",
    "/copies/{copy}/copy.pdf",
]


@pytest.fixture
def addresses(waiting, paused, ask):
    keys = {"waiting": waiting.uuid, "paused": paused.uuid, "copy": ask().uuid}
    return {page: page.format(**keys) for page in [*PAGES, *POSTS]}


def status(client, address, method="get"):
    response = getattr(client, method)(address)
    read(response)
    return response.status_code


def states():
    return [list(model.objects.order_by("pk").values_list("pk", "state")) for model in (Review, Release, CopyRequest)]


def test_each_page_opens_for_exactly_the_roles_that_may_do_its_deed(surrey, a_person, signed_in, addresses):
    clients = {role: signed_in(a_person(surrey, role)) for role in Role.values}
    opened = {
        page: {role for role, client in clients.items() if status(client, addresses[page]) == 200} for page in PAGES
    }
    assert opened == PAGES


def test_whoever_may_not_open_a_page_is_told_that_it_is_not_there(surrey, a_person, signed_in, addresses):
    client = signed_in(a_person(surrey, "lead_reviewer"))
    assert {status(client, addresses[page]) for page in PAGES} == {404}


def test_nothing_of_a_partnership_is_there_for_the_staff_of_another(solihull, a_person, signed_in, addresses):
    client = signed_in(a_person(solihull, *Role.values))
    foreign = [addresses[page] for page in PAGES if "{" in page]
    assert [status(client, address) for address in foreign] == [404] * len(foreign)


def test_nothing_of_a_partnership_can_be_changed_by_the_staff_of_another(solihull, a_person, signed_in, addresses):
    client = signed_in(a_person(solihull, *Role.values))
    before = states()
    foreign = [addresses[page] for page in POSTS if "{" in page]
    assert [status(client, address, "post") for address in foreign] == [404] * len(foreign)
    assert states() == before


def test_nobody_can_change_anything_with_a_role_that_may_only_look(surrey, a_person, signed_in, addresses):
    client = signed_in(a_person(surrey, "partner_delegate"))
    before = states()
    assert {status(client, addresses[page], "post") for page in POSTS} == {404}
    assert states() == before


@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_not_signed_in_gets_no_page_at_all(addresses, method):
    client = Client(SERVER_NAME=settings.STAFF_HOST)
    before = states()
    assert {status(client, address, method) for address in ["/", *addresses.values()]} == {302}
    assert states() == before


def test_no_staff_page_exists_on_a_public_host(surrey, at_host, addresses):
    client = at_host(surrey)
    private = [address for page, address in addresses.items() if "{" in page or "import" in page]
    assert {status(client, address) for address in private} == {404}


def test_a_form_without_its_token_changes_nothing(team, waiting):
    client = Client(SERVER_NAME=settings.STAFF_HOST, enforce_csrf_checks=True)
    client.force_login(team.second, backend="django.contrib.auth.backends.ModelBackend")
    with_second_factor(client, team.second)
    release = Release.objects.get(review=waiting)
    data = {"release": str(release.uuid)}
    assert client.post(f"/reviews/{waiting.uuid}/release/confirm/", data).status_code == 403
    assert client.post("/reports/import/", {}).status_code == 403
    release.refresh_from_db()
    assert release.state == "prepared"
