"""The sample page in a real browser: nothing inaccessible, nothing that scrolls sideways."""

from __future__ import annotations

import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.conf import settings

from pages.tests.sample import sample_page

AXE = settings.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js"
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser")
BUILT = (settings.FRONTEND_DIR / "css" / "public.css").is_file()

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(
        not (BROWSER and AXE.is_file() and BUILT) and not os.environ.get("REQUIRE_BROWSER"),
        reason="no browser, or the front end is not built",
    ),
]

FRAMES = [
    ("public/base.html", "en"),
    ("public/base.html", "ur"),
    ("staff/base.html", "en"),
    ("portal/base.html", "en"),
]


class StrictHandler(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", "default-src 'self'")
        super().end_headers()


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The address of a small server that holds the sample pages and the static files."""
    folder = tmp_path_factory.mktemp("sample")
    for static in (settings.BASE_DIR / "static", settings.FRONTEND_DIR):
        shutil.copytree(static, folder / "static", dirs_exist_ok=True)
    (folder / "look.css").write_text(":root { --partnership-brand: #6a1b4d; }", encoding="utf-8")
    for frame, language in FRAMES:
        name = folder / f"{frame.split('/')[0]}-{language}.html"
        name.write_text(sample_page(base=frame, language=language), encoding="utf-8")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(StrictHandler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def opened(browser, address, *, width, checked=False):
    # The checker is put into the page from outside, which the page's own policy rightly refuses.
    page = browser.new_context(viewport={"width": width, "height": 900}, bypass_csp=checked).new_page()
    page.set_default_timeout(20_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append((message.type, message.text)))
    page.goto(address)
    page.wait_for_selector("body.js-enabled")
    return page


def names(frame, language):
    return f"{frame.split('/')[0]}-{language}.html"


@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize(("frame", "language"), FRAMES)
def test_the_checker_finds_nothing_inaccessible(browser, site, frame, language, width):
    page = opened(browser, f"{site}/{names(frame, language)}", width=width, checked=True)
    page.add_script_tag(path=AXE)
    found = page.evaluate("axe.run(document)")
    page.context.close()
    assert len(found["passes"]) > 20
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found["violations"]] == []


@pytest.mark.parametrize(("frame", "language"), FRAMES)
def test_a_page_320_pixels_wide_never_scrolls_sideways(browser, site, frame, language):
    page = opened(browser, f"{site}/{names(frame, language)}", width=320)
    width = page.evaluate("document.documentElement.scrollWidth")
    table = page.evaluate("document.querySelector('.site-table-region').scrollWidth")
    page.context.close()
    assert table > 320
    assert width == 320


def test_the_strict_policy_breaks_nothing(browser, site):
    page = opened(browser, f"{site}/public-en.html", width=1280)
    brand = page.evaluate("getComputedStyle(document.querySelector('.site-header')).backgroundColor")
    page.context.close()
    assert [text for kind, text in page.complaints if kind in ("error", "warning")] == []
    assert brand == "rgb(106, 27, 77)"


def test_the_page_mirrors_itself_for_a_language_written_from_right_to_left(browser, site):
    edge = "getComputedStyle(document.querySelector('.govuk-inset-text'))"
    english = opened(browser, f"{site}/public-en.html", width=1280)
    urdu = opened(browser, f"{site}/public-ur.html", width=1280)
    assert english.evaluate(f"{edge}.borderLeftWidth") == urdu.evaluate(f"{edge}.borderRightWidth") == "10px"
    assert english.evaluate(f"{edge}.borderRightWidth") == urdu.evaluate(f"{edge}.borderLeftWidth") == "0px"
    english.context.close()
    urdu.context.close()


def test_paper_has_no_navigation_and_no_address_after_a_link_of_the_site(browser, site):
    page = opened(browser, f"{site}/public-en.html", width=1280)
    page.emulate_media(media="print")
    navigation = page.evaluate("getComputedStyle(document.querySelector('.govuk-service-navigation')).display")
    after = page.evaluate("getComputedStyle(document.querySelector('.site-contents a'), '::after').content")
    broken = page.evaluate("getComputedStyle(document.querySelector('.site-box')).breakInside")
    page.context.close()
    assert (navigation, after, broken) == ("none", "none", "avoid")
