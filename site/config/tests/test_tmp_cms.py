import pytest
from config.testing.browser import sign_in


@pytest.mark.browser
def test_x(browser, demo_site):
    import sqlite3

    ctx = browser.new_context()
    page = ctx.new_page()
    log = []
    page.on("console", lambda m: log.append((m.type, m.text[:300])) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: log.append(("pageerror", str(e)[:300])))
    page.on("response", lambda r: log.append(("HTTP", r.status, r.url)) if r.status >= 400 else None)
    from config.demo.partnerships import PARTNERSHIPS
    import re

    start = page.goto(demo_site.url(""))
    print(page.inner_text("body")[:1500])
    addr = re.findall(r"[\w.-]+@[\w.-]+", page.content())[0]
    print("ADDR", addr)
    for a in dict.fromkeys(re.findall(r"[\w.-]+@[\w.-]+", page.content())):
        c = browser.new_context()
        p = c.new_page()
        sign_in(p, demo_site, a)
        r = p.goto(demo_site.url("staff", "/cms/"))
        print(a, p.url, r.status)
        if r.status == 200:
            break
    page = p
    log.clear()
    page.on("console", lambda m: log.append((m.type, m.text[:300])) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda e: log.append(("pageerror", str(e)[:300])))
    page.on("response", lambda r: log.append(("HTTP", r.status, r.url)) if r.status >= 400 else None)
    for path in ("/cms/", "/cms/pages/", "/cms/images/", "/cms/images/add/", "/cms/documents/add/", "/cms/documents/"):
        page.goto(demo_site.url("staff", path))
        page.wait_for_timeout(1200)
        print("==", path, page.url)
        [print("   ", l) for l in log]
        log.clear()
    page.goto(demo_site.url("staff", "/cms/pages/"))
    page.wait_for_timeout(500)
    links = page.eval_on_selector_all("a", "e=>e.map(x=>x.getAttribute('href'))")
    edit = [l for l in links if l and "/edit/" in l]
    print(sorted(set(filter(None, links)))[:40])
    if edit:
        page.goto(demo_site.url("staff", edit[0]))
        page.wait_for_timeout(4000)
        print("==", edit[0])
        [print("   ", l) for l in log]
        log.clear()
        page.screenshot(path="/tmp/edit.png")
        btn = page.locator("[data-side-panel-toggle='preview'], button[aria-label='Toggle preview']").first
        if btn.count():
            btn.click()
            page.wait_for_timeout(4000)
            [print("   P", l) for l in log]
            log.clear()
        page.screenshot(path="/tmp/edit2.png")
    page.goto(demo_site.url("staff", "/cms/"))
    page.wait_for_timeout(500)
    page.screenshot(path="/tmp/cms.png")
    b = page.get_by_role("button", name="Pages").first
    if b.count():
        b.click()
        page.wait_for_timeout(2000)
        [print("   E", l) for l in log]
        page.screenshot(path="/tmp/cms2.png")
    for path, name in (("/account/", "acc"), ("/people/", "people"), ("/account/app/", "app"), ("/alarms/", "alarms")):
        log.clear()
        page.goto(demo_site.url("staff", path))
        page.screenshot(path=f"/tmp/{name}.png")
        [print("   S", path, l) for l in log]
