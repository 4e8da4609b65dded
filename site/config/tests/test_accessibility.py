"""Every kind of page of the demo, in a real browser: no violation of WCAG 2.2 AA, nothing from elsewhere."""

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest

from config.testing.browser import HOUSE, sign_in
from config.testing.coming_in import PASSPHRASE, SEED, a_letter, code_of, fill_in, sign_in_here

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("demo")]

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
PUBLIC = [
    ("", "/"),
    ("", "/mail/"),
    ("surrey", "/"),
    ("surrey", "/reviews/"),
    ("surrey", "/reviews/?year=2026&theme=pre_birth"),
    ("surrey", "/reviews/?year=1999"),
    ("surrey", "/reviews/wren/"),
    ("surrey", "/reviews/wren/briefing/"),
    ("surrey", "/reviews/wren/family-statement/"),
    ("surrey", "/reviews/wren/action-plan/"),
    ("surrey", "/reviews/wren/progress/"),
    ("surrey", "/reviews/being-heard-sooner/"),
    ("surrey", "/search/?q=baby"),
    ("surrey", "/search/?q=zzz"),
    ("surrey", "/contact/"),
    ("surrey", "/accessibility/"),
    ("surrey", "/privacy/"),
    ("surrey", "/cookies/"),
    ("surrey", "/how-a-review-works/"),
    ("surrey", "/support/"),
    ("surrey", "/glossary/"),
    ("surrey", "/who-is-who/"),
    ("surrey", "/practitioners/"),
    ("surrey", "/reflective-learning-workshops/"),
    ("surrey", "/when-your-case-is-reviewed/"),
    ("surrey", "/themes/"),
    ("surrey", "/themes/theme/pre_birth/"),
    ("surrey", "/themes/theme/pre_birth/?show=recommendations&partnership=surrey"),
    ("surrey", "/themes/agency/ccg/"),
    ("surrey", "/alerts/"),
    ("surrey", "/alerts/asked/"),
    ("surrey", "/alerts/confirmed/"),
    ("surrey", "/alerts/changed/"),
    ("surrey", "/alerts/over/"),
    ("surrey", "/briefings/"),
    ("surrey", "/briefings/?theme=pre_birth&role=midwife"),
    ("surrey", "/briefings/meeting-fathers-before-the-birth/"),
    ("surrey", "/briefings/meeting-fathers-before-the-birth/supervision/"),
    ("surrey", "/briefings/meeting-fathers-before-the-birth/supervision/thanks/"),
    ("surrey", "/briefings/who-holds-the-whole-plan/"),
    ("surrey", "/reviews/wren/briefing/supervision/"),
    ("windsor-maidenhead", "/reviews/ellis/briefing/"),
    ("surrey", "/newsletters/"),
    ("surrey", "/training/"),
    ("redcar-cleveland", "/training/"),
    ("surrey", "/refer/"),
    ("surrey", "/media/"),
    ("surrey", "/ur/"),
    ("surrey", "/pl/how-a-review-works/"),
    ("surrey", "/ar/contact/"),
    ("redcar-cleveland", "/"),
    ("surrey", "/families/"),
    ("surrey", "/families/parents-and-carers/"),
    ("surrey", "/ur/families/parents-and-carers/"),
    ("surrey", "/families/easy-read/"),
    ("surrey", "/ur/families/easy-read/"),
    *(("surrey", f"/{language}/families/young-people/") for language in ("pl", "pa", "ur", "ar", "ro", "bn", "so")),
    ("redcar-cleveland", "/families/parents-and-carers/"),
    ("surrey", "/ask-for-another-format/?page=/contact/"),
    ("surrey", "/ask-for-another-format/sent/"),
    ("surrey", "/report-a-barrier/"),
    ("surrey", "/nothing/"),
    ("solihull", "/reviews/archive/"),
    ("solihull", "/reviews/perrin/"),
    ("windsor-maidenhead", "/reviews/tansy/"),
    ("redcar-cleveland", "/reviews/bryony-and-her-brothers/"),
    ("staff", "/sign-in/"),
    ("staff", "/sign-in/forgotten/"),
    ("portal", "/"),
]
OF_PARTNERSHIPS = [(host, path) for host, path in PUBLIC if host not in ("", "staff", "portal")]
STAFF = [
    "/",
    "/planner/",
    "/planner/?view=list",
    "/reports/import/",
    "/reviews/start/",
    "/recipients/",
    "/copies/",
    "/enquiries/",
    "/pages/",
    "/learning/",
    "/learning/surrey/briefing/",
    "/learning/surrey/newsletter/",
    "/learning/surrey/training/",
    "/actions/",
    "/actions/surrey/",
    "/actions/surrey/report/",
    "/actions/surrey/agencies/",
    "/actions/surrey/agencies/add/",
    "/translations/",
    "/links/",
    "/terms/surrey/",
    "/terms/surrey/change/",
    "/terms/surrey/contacts/families/",
    "/terms/surrey/support/add/",
    "/terms/surrey/glossary/add/",
    "/alarms/",
    "/mail/",
    "/operations/",
    "/people/",
    "/account/",
]


PORTAL_OUTSIDE = ["/account/", "/start/", "/help/", "/help/asked/", "/left/"]
PORTAL_INSIDE = [
    "/here/",
    "/here/more/",
    "/here/seen/",
    "/here/papers/",
    "/settings/",
    "/settings/passphrase/",
    "/settings/app/",
    "/settings/sheet/",
    "/settings/key/",
    "/settings/to/email/",
    "/nothing/",
]
OF_ONE_REVIEW = [
    "plan/",
    "about/",
    "people/",
    "proceedings/",
    "sensitive-dates/",
    "holds/",
    "clocks/",
    "clocks/delay/",
    "milestones/",
    "milestones/quality/record/",
    "milestones/decision/record/",
    "notices/",
    "notices/new/",
    "notices/record/",
    "comments/",
    "comments/new/",
    "close/",
    "release/",
    "release/preview/",
    "companions/",
    "actions/",
    "actions/recommendations/add/",
    "actions/recommendations/4/",
    "actions/recommendations/4/decide/",
    "actions/recommendations/4/agree/",
    "actions/public/",
    "dissemination/",
    "dissemination/add/",
    "anonymity/",
    "anonymity/list/",
    "anonymity/allowed/",
    "anonymity/files/",
]


@pytest.fixture(scope="module")
def axe() -> str:
    path = HOUSE / "node_modules" / "axe-core" / "axe.min.js"
    if not path.exists():
        pytest.skip("axe-core is not installed: run manage.py build_frontend")
    return path.read_text()


@pytest.fixture
def open_page(browser: Any) -> Iterator[Any]:
    contexts = []

    def make(width: int = 1280, **options: Any) -> Any:
        context = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=True, **options)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def violations(page: Any, axe: str) -> list[tuple[str, str]]:
    page.wait_for_load_state()
    page.evaluate("() => document.fonts.ready.then(() => null)")
    page.evaluate(axe)
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(found["id"], found["nodes"][0]["html"][:150]) for found in result["violations"]]


def visit_all(page: Any, addresses: list[str], axe: str) -> dict[str, Any]:
    faults = {}
    for address in addresses:
        page.goto(address)
        faults |= look_at(page, axe)
    return faults


def look_at(page: Any, axe: str) -> dict[str, Any]:
    """Return what is wrong with the page that is open, by its address."""
    found = violations(page, axe)
    wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
    return {page.url: [*found, *(["scrolls sideways"] if wide else [])]} if found or wide else {}


@pytest.mark.parametrize("width", [1280, 320])
def test_no_public_page_breaks_wcag_or_scrolls_sideways(demo_site, open_page, axe, width):
    addresses = [demo_site.url(host, path) for host, path in PUBLIC]
    assert visit_all(open_page(width), addresses, axe) == {}


def test_no_staff_page_breaks_wcag_or_scrolls_sideways(demo_site, open_page, axe):
    page = open_page(320)
    sign_in(page, demo_site, "manager@surrey.example.org")
    found = page.locator("a[href^='/reviews/']").evaluate_all("links => links.map(link => link.href)")
    assert found
    alder = page.get_by_role("link", name="Alder").first.evaluate("link => link.href")
    inner = [f"{alder}{path}" for path in OF_ONE_REVIEW]
    assert {page.goto(address).status for address in inner} == {200}
    page.goto(demo_site.url("staff", "/pages/"))
    leaflet = page.get_by_role("link", name="Your family and").first.evaluate("link => link.href")
    inner += [leaflet, f"{leaflet}recordings/"]
    page.goto(demo_site.url("staff", "/learning/"))
    early, event, issue = (
        page.get_by_role("link", name=name).first.evaluate("link => link.href")
        for name in ("Who holds the whole plan?", "Meeting fathers: a half-day", "Newsletter,")
    )
    inner += [early, f"{early.replace('/pages/', '/briefings/')}early/", event, f"{event}cancel/", issue]
    addresses = [*(demo_site.url("staff", path) for path in STAFF), *dict.fromkeys(found), *inner]
    assert visit_all(page, addresses, axe) == {}


@pytest.mark.parametrize(("width", "language"), [(1280, "en"), (320, "ur"), (320, "pl")])
def test_no_page_of_the_portal_breaks_wcag_or_scrolls_sideways(demo_site, open_page, axe, width, language):
    page, (code, proof) = open_page(width), a_letter(demo_site)
    page.goto(demo_site.url("portal", "/account/"))
    with page.expect_navigation():
        page.locator(f".portal-languages button[value={language}]").click()
    faults = visit_all(page, [demo_site.url("portal", path) for path in PORTAL_OUTSIDE], axe)
    page.goto(demo_site.url("portal", "/start/"))
    fill_in(page, "wrong", "1")
    faults |= look_at(page, axe)
    fill_in(page, code, proof)
    faults |= look_at(page, axe)
    fill_in(page, "", PASSPHRASE, PASSPHRASE)
    faults |= look_at(page, axe)
    joining = [demo_site.url("portal", path) for path in ("/start/email/", "/start/app/")]
    faults |= visit_all(page, joining, axe)
    fill_in(page, code_of(page.locator(SEED).text_content()))
    assert page.locator("html").get_attribute("lang") == language
    faults |= look_at(page, axe)
    faults |= visit_all(page, [demo_site.url("portal", path) for path in PORTAL_INSIDE], axe)
    assert faults == {}


@pytest.mark.parametrize(("width", "worker"), [(1280, "reviewer@solihull"), (320, "reviewer@surrey")])
def test_no_page_for_those_who_work_with_families_breaks_wcag(demo_site, open_page, axe, width, worker):
    page, address = open_page(width), f"{worker}.example.org"
    sign_in_here(page, demo_site, address, demo_site.code(address))
    found, waiting, faults = {}, ["/here/", "/work/", "/ways-back/", "/settings/"], {}
    while waiting:
        path = waiting.pop(0)
        kind = re.sub(r"[0-9a-f-]{36}", "…", path)
        if found.setdefault(kind, path) == path:
            faults |= visit_all(page, [demo_site.url("portal", path)], axe)
            links = page.locator("main a[href^='/']").evaluate_all("all => all.map(one => one.getAttribute('href'))")
            waiting += [link for link in links if link not in ("/leave/", path)]
    assert (faults, len(found) > 10) == ({}, True)


def test_axe_would_notice_a_fault(demo_site, open_page, axe):
    page = open_page()
    page.goto(demo_site.url("surrey"))
    page.evaluate("document.querySelector('html').removeAttribute('lang')")
    assert ("html-has-lang" in dict(violations(page, axe))) is True


def test_public_pages_set_no_cookie_and_call_nobody_else(demo_site, browser):
    context = browser.new_context()
    page, asked = context.new_page(), []
    page.on("request", lambda request: asked.append(urlsplit(request.url).hostname))
    for host, path in OF_PARTNERSHIPS:
        page.goto(demo_site.url(host, path))
    assert (context.cookies(), {name.endswith(".localhost") for name in asked}) == ([], {True})
    context.close()


def test_a_report_is_read_and_downloaded_without_javascript(demo_site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(demo_site.url("surrey", "/reviews/"))
    page.get_by_role("link", name="Local Child Safeguarding Practice Review: Wren").click()
    page.get_by_role("navigation", name="Contents").get_by_role("link").first.click()
    assert page.get_by_role("heading", name="Learning point 1", exact=True).is_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Review: Wren” as a PDF").click(modifiers=["Alt"])
    assert download.value.suggested_filename == "wren.pdf"


def test_the_list_is_narrowed_without_javascript(demo_site, open_page):
    page = open_page(java_script_enabled=False)
    page.goto(demo_site.url("surrey", "/reviews/"))
    page.locator("summary", has_text="Type of review").click()
    page.get_by_label("Thematic review (1)").check()
    page.get_by_role("button", name="Show these").click()
    assert page.locator(".site-results__item").count() == 1


def test_a_report_is_reached_and_read_by_keyboard_alone(demo_site, open_page):
    page = open_page()
    page.goto(demo_site.url("surrey", "/reviews/"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Skip to main content"
    page.keyboard.press("Enter")
    for _ in range(20):
        page.keyboard.press("Tab")
        if "Wren" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/reviews/wren/")
    assert "Wren" in page.get_by_role("heading", level=1).text_content()
