"""Links of public pages are followed at night, and staff hear of those that lead nowhere (A33)."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from config.clockwork import patient_duties, unhurried_duties
from home.links import checking
from home.links.checking import check_links, follow_links
from home.links.collecting import all_links
from home.links.connecting import is_on_the_open_net
from home.links.following import MOST_HOPS, USER_AGENT, Follower
from home.models import BrokenLink, ContentPage, LeafletPage, SupportOrganisation
from home.watching import watch_links
from pages.models.approved import through_the_door
from pages.publishing import publish_planted
from partnerships.models import Terms
from people.alarm_kinds import KINDS
from people.models import Alarm, DutyRun

pytestmark = pytest.mark.django_db

NIGHT = datetime(2026, 3, 2, 3, 0, tzinfo=UTC)
NEXT = NIGHT + timedelta(days=1)
QUERIES = 8


class Answers(BaseHTTPRequestHandler):
    """Answers with the status that the path begins with; /to/… leads on, /round leads to itself."""

    def do_GET(self):
        self.server.asked.append((self.command, self.path, dict(self.headers)))
        if self.path.startswith("/to/"):
            self._answer(302, self.path.removeprefix("/to"))
        elif self.path == "/round":
            self._answer(301, "/round")
        elif self.path == "/only-get":
            self._answer(405 if self.command == "HEAD" else 200)
        elif self.path == "/file":
            self._answer(302, "file:///etc/passwd")
        else:
            self._answer(self.server.instead.get(self.path) or int(self.path.strip("/").partition("/")[0]))

    do_HEAD = do_GET  # noqa: N815

    def _answer(self, status, location=""):
        self.send_response(status)
        self.send_header("Set-Cookie", "a=b")
        if location:
            self.send_header("Location", location)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


@pytest.fixture
def other_site(settings):
    """Another site on this machine: `url(path)`, what it was `asked`, and what it says `instead`."""
    settings.LINK_CHECK_MAY_REACH_PRIVATE = True
    server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    server.asked, server.instead = [], {}
    server.url = lambda path: f"http://127.0.0.1:{server.server_port}{path}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def follower():
    return Follower(pause=0, seconds=2)


@pytest.fixture(autouse=True)
def nothing_leads_elsewhere(db):
    """What every partnership starts with leads to real sites, which no test asks."""
    SupportOrganisation.objects.all().delete()
    Terms.objects.update(arrangements_url="", succeeded_by_url="")
    ContentPage.objects.update(body="")
    LeafletPage.objects.update(sections=[])


@pytest.fixture
def a_page(surrey):
    """Publish a content page of Surrey that leads to these addresses, or with this text."""

    def make(*urls, slug="about-us", body=""):
        body = body or "".join(f'<p><a href="{url}">here</a></p>' for url in urls)
        page = ContentPage(title=f"About {slug}", slug=slug, body=body, live=False)
        surrey.site.root_page.add_child(instance=page)
        publish_planted(page, now=NIGHT)
        return ContentPage.objects.get(pk=page.pk)

    return make


def _broken():
    return [(row.url, row.reason) for row in BrokenLink.objects.all()]


def test_a_link_that_works_is_followed_once_and_not_written_down(a_page, other_site, follower):
    a_page(other_site.url("/200"))
    assert check_links(NIGHT, follower) == {"asked": 1, "broken": 0}
    assert [(method, path) for method, path, _ in other_site.asked] == [("HEAD", "/200")]
    assert not BrokenLink.objects.exists()


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/404", "The page is not there (404)."),
        ("/410", "The page is not there (410)."),
        ("/500", "The site has a fault (500)."),
        ("/to/404", "The page is not there (404)."),
        ("/round", "It is led on again and again, or to something that is no web page."),
        ("/file", "It is led on again and again, or to something that is no web page."),
    ],
)
def test_a_link_that_leads_nowhere_is_written_down_with_its_reason(path, reason, a_page, other_site, follower):
    page = a_page(other_site.url(path))
    check_links(NIGHT, follower)
    assert _broken() == [(other_site.url(path), reason)]
    assert BrokenLink.objects.get().page_id == page.pk
    assert len(other_site.asked) <= 2 * (MOST_HOPS + 1)


@pytest.mark.parametrize("path", ["/to/200", "/to/to/200", "/only-get", "/403", "/429", "/401"])
def test_a_link_that_is_led_on_or_keeps_machines_out_works(path, a_page, other_site, follower):
    a_page(other_site.url(path))
    assert check_links(NIGHT, follower) == {"asked": 1, "broken": 0}


def test_other_sites_learn_who_asks_and_nothing_else(a_page, other_site, follower):
    a_page(other_site.url("/to/404"), other_site.url("/200"))
    check_links(NIGHT, follower)
    assert len(other_site.asked) > 3
    for _, _, headers in other_site.asked:
        assert headers["User-Agent"] == USER_AGENT
        assert set(headers) == {"Host", "User-Agent", "Accept", "Connection", "Accept-Encoding"}


def test_one_host_is_not_asked_again_at_once(other_site):
    waited, follower = [], Follower(pause=0.2)
    for _ in range(2):
        begun = datetime.now(UTC)
        follower.follow(other_site.url("/200"))
        waited.append((datetime.now(UTC) - begun).total_seconds())
    assert waited[1] >= 0.15


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "[::ffff:127.0.0.1]"])
def test_nothing_reaches_into_the_own_network(host, other_site, follower, settings):
    settings.LINK_CHECK_MAY_REACH_PRIVATE = False
    outcome = follower.follow(f"http://{host}:{other_site.server_port}/200")
    assert not outcome.answered
    assert other_site.asked == []
    settings.LINK_CHECK_MAY_REACH_PRIVATE = True
    assert follower.follow(other_site.url("/200")).reason == ""


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_an_address_that_not_everybody_can_reach_is_refused(address):
    assert is_on_the_open_net("93.184.215.14")
    assert not is_on_the_open_net(address)


def test_what_is_broken_once_is_no_alarm_and_the_second_night_it_is(a_page, other_site, follower, surrey):
    page = a_page(other_site.url("/404"))
    check_links(NIGHT, follower)
    watch_links(NIGHT)
    assert not Alarm.objects.exists()
    check_links(NEXT, follower)
    for _ in range(2):
        watch_links(NEXT)
    alarm = Alarm.objects.get()
    assert (alarm.kind, alarm.subject, alarm.partnership, alarm.link) == (
        "broken_link",
        f"page:{page.pk}",
        surrey,
        "/links/",
    )
    assert "broken_link" in KINDS


def test_the_alarm_settles_when_the_link_works_again(a_page, other_site, follower):
    a_page(other_site.url("/404"))
    for now in (NIGHT, NEXT):
        check_links(now, follower)
    watch_links(NEXT)
    assert Alarm.objects.filter(settled_at=None).count() == 1
    other_site.instead["/404"] = 200
    check_links(NEXT + timedelta(days=1), follower)
    watch_links(NEXT + timedelta(days=1))
    assert not Alarm.objects.filter(settled_at=None).exists()


def test_a_link_that_was_taken_out_is_forgotten(a_page, other_site, follower):
    page = a_page(other_site.url("/404"))
    check_links(NIGHT, follower)
    assert BrokenLink.objects.exists()
    with through_the_door():
        page.unpublish()
    check_links(NEXT, follower)
    assert not BrokenLink.objects.exists()


def test_where_no_site_at_all_can_be_reached_nothing_is_called_broken(a_page, other_site, follower):
    port = other_site.server_port
    other_site.server_close()
    a_page(f"http://127.0.0.1:{port}/200", "http://nowhere.invalid/")
    assert check_links(NIGHT, follower) == {"asked": 0, "broken": 0}
    assert not BrokenLink.objects.exists()


def test_a_site_that_cannot_be_reached_is_broken_when_another_can(a_page, other_site, follower):
    a_page(other_site.url("/200"), "http://nowhere.invalid/")
    check_links(NIGHT, follower)
    assert _broken() == [("http://nowhere.invalid/", "The site cannot be reached.")]


def test_a_link_to_a_page_that_is_not_public_is_broken_and_does_not_say_which(a_page, reports, surrey, follower):
    public = reports.published(surrey, slug="thistledown-lane").pages.get()
    secret = reports.draft(surrey, slug="quillfeather-lane").pages.get()
    a_page(body="".join(f'<p><a linktype="page" id="{page.pk}">this</a></p>' for page in (public, secret)))
    check_links(NIGHT, follower)
    assert _broken() == [(f"page:{secret.pk}", "It leads to a page of this service that is not public.")]
    assert "quillfeather" not in str(list(BrokenLink.objects.values()))


def test_links_of_leaflets_terms_and_support_are_found_and_drafts_are_not(a_page, surrey):
    Terms.objects.filter(partnership=surrey).update(arrangements_url="https://a.example/")
    SupportOrganisation.objects.create(
        partnership=surrey, name="Line", offers="Help", url="https://b.example/", review_by=NIGHT.date()
    )
    leaflet = LeafletPage.objects.descendant_of(surrey.site.root_page).first()
    if leaflet is None:
        leaflet = LeafletPage(title="Leaflet", slug="leaflet", live=False)
        surrey.site.root_page.get_children().get(slug="families").add_child(instance=leaflet)
    text = '<p><a href="https://c.example/">c</a></p>'
    leaflet.sections = [("support", {"heading": "Support", "text": text})]
    leaflet.save_revision()
    publish_planted(leaflet, now=NIGHT)
    page = a_page("https://d.example/", "mailto:a@example.org", "http://surrey.test/contact/")
    page.body = '<p><a href="https://draft.example/">x</a></p>'
    page.save_revision()
    found = {link.url for link in all_links()}
    assert found == {f"https://{letter}.example/" for letter in "abcd"}


def test_with_many_links_each_has_its_turn_and_what_is_broken_is_asked_every_night(
    a_page, other_site, follower, monkeypatch
):
    monkeypatch.setattr(checking, "MOST", 4)
    a_page(other_site.url("/404"), *(other_site.url(f"/200/{number}") for number in range(9)))
    for day in range(12):
        other_site.asked.clear()
        check_links(NIGHT + timedelta(days=day), follower)
        assert len({path for _, path, _ in other_site.asked}) <= 4
        if BrokenLink.objects.exists():
            break
    seen = set()
    for later in range(day + 1, day + 5):
        other_site.asked.clear()
        check_links(NIGHT + timedelta(days=later), follower)
        asked = {path for _, path, _ in other_site.asked}
        assert "/404" in asked
        seen |= asked
    assert len(seen) == 10


def test_it_is_done_once_a_night_and_not_before_two(a_page, other_site):
    a_page(other_site.url("/200"))
    follow_links(NIGHT.replace(hour=1))
    assert other_site.asked == []
    for _ in range(2):
        follow_links(NIGHT)
    assert len(other_site.asked) == 1
    assert DutyRun.objects.get(name="follow_links").result == {"asked": 1, "broken": 0}


def test_it_holds_up_nothing_else():
    assert [duty.name for duty in unhurried_duties()] == ["follow links"]
    assert "follow links" not in {duty.name for duty in patient_duties()}


@pytest.fixture
def client(surrey, a_person, signed_in):
    return signed_in(a_person(surrey, "comms"))


def _row(partnership, page, url):
    seen = {"reason": "The page is not there (404).", "first_seen_at": NIGHT, "checked_at": NEXT}
    return BrokenLink.objects.create(partnership=partnership, page=page, url=url, **seen)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_as_often_for_one_link_as_for_three(count, a_page, surrey, client, django_assert_num_queries):
    page = a_page(body="<p>x</p>")
    for number in range(count):
        _row(surrey, page, f"https://a.example/{number}")
    client.get("/links/")
    with django_assert_num_queries(QUERIES):
        client.get("/links/")


def test_staff_see_where_a_broken_link_stands_and_what_is_wrong(a_page, surrey, client):
    page = a_page(body="<p>x</p>")
    _row(surrey, page, "https://a.example/gone")
    _row(surrey, None, f"page:{page.pk}")
    words = client.get("/links/").content.decode()
    for said in (
        "About about-us",
        "https://a.example/gone",
        "The page is not there (404).",
        "A link to a page of this",
    ):
        assert said in words


def test_an_empty_list_says_so(client):
    assert "No broken link is known." in client.get("/links/").content.decode()


def test_another_partnerships_links_are_not_shown(a_page, surrey, solihull, client, a_person, signed_in):
    _row(surrey, a_page(body="<p>x</p>"), "https://a.example/gone")
    elsewhere = signed_in(a_person(solihull, "comms"))
    assert "a.example" in client.get("/links/").content.decode()
    assert "a.example" not in elsewhere.get("/links/").content.decode()
    assert signed_in(a_person(surrey, "legal")).get("/links/").status_code == 404
