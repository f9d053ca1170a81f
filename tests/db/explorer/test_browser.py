"""The explorer in a real browser: from a question to the marked lines, by mouse and by keyboard, and what axe-core finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

pytestmark = pytest.mark.slow
PAGES = (
    "/",
    "/soeg?q=apu",
    "/soeg?q=findesikke",
    "/moede/{0}",
    "/moede/{1}",
    "/bevis/{0}/items.1.sections.2.text",
    "/soeg?q=apu&slags=beslutning&fra=2022-01-01",
    "/emne/APU",
    "/emne/findesikke",
    "/opgaver",
    "/opgaver?stand=alle&ansvarlig=ingen",
    "/beslutninger/uden-ansvarlig-eller-frist",
    "/beslutninger/udsat",
    "/opgaver/taget-op-igen",
    "/person/eva-holm@klyngeforum-nord",
    "/forum/klyngeforum-nord",
    "/punkt/{item}",
    "/moede/ffffffffffff-1",
    "/soeg?q=udrykningstjensete+forum",
    "/bevis/{0}/dokument",
    "/moeder",
    "/fora",
    "/personer",
    "/personer/forslag",
    "/mangler",
    "/dokumenter",
    "/bemaerkninger",
    "/dokument/{document}",
)
# Datasette's own.
PLAIN = (
    "/referat",
    "/referat/items?_search=apu",
    "/referat/items/{item}",
    "/referat/alle-beslutninger-om?emne=apu",
    "/referat?sql=select+1",
    "/referat?sql=delete+from+items",
    "/referat/task_list",
    "/findes/ikke",
    "/-/versions",
)
SIZES: dict[str, Any] = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 375, "height": 800}}
WCAG = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
RULES = {"type": "tag", "values": [*WCAG["values"], "best-practice"]}
# What the size of the screen decides, and what the colours decide.
_PLACED, _COLOURED = ["target-size", "scrollable-region-focusable"], ["color-contrast", "link-in-text-block"]
LOOKS: tuple[tuple[str, Any, list[str]], ...] = (
    ("phone", "light", _PLACED),
    ("phone", "dark", _COLOURED),
    ("desk", "dark", _COLOURED),
)


def where(site: Any, path: str) -> str:
    """The address of a page of PAGES on a site."""
    return path.format(*site.ids, item=site.item, document=site.ids[0].split("-")[0])


@pytest.fixture
def browser(need_tool: Callable[[str], str]) -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=need_tool("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that fails the test at the first complaint of the browser."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("requestfailed", lambda request: complaints.append(request.url))
    yield page
    assert complaints == []


def test_from_a_question_to_the_marked_lines_in_three_clicks(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("searchbox").fill("alle beslutninger om APU")
    page.get_by_role("button", name="Søg").click()
    page.locator(".hits > li").first.locator("a.proof").click()
    assert page.locator("blockquote").inner_text() == "Ordningen fortsætter."
    assert page.locator("svg g.hit rect").count() == 1
    assert page.locator("svg image").bounding_box()


def test_by_keyboard_alone(page: Page, address: str) -> None:
    page.goto(address)
    page.keyboard.press("Tab")
    assert page.locator(".skip").is_visible()
    page.get_by_role("searchbox").focus()
    page.keyboard.type("APU")
    page.keyboard.press("Enter")
    page.wait_for_url("**/soeg?q=APU")
    # Past what narrows the search, straight to the answers.
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator("a.skip[href='#svar']:focus").count():
            break
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("Tab")
        if page.locator(".hits a.proof:focus").count():
            break
    page.keyboard.press("Enter")
    page.wait_for_url("**/bevis/**")
    assert page.locator("svg g.hit rect").count() == 1


def test_everybody_can_read_every_page(browser: Browser, address: str, site: Any, axe: str) -> None:
    """Every kind of page, on a desk and a phone, in light and dark: no rule of WCAG 2.2 A and AA is broken, and nothing is cut off."""
    page = browser.new_page()
    found: list[str] = []
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    for path in (*PAGES, *PLAIN):
        page.set_viewport_size(SIZES["desk"])
        page.emulate_media(color_scheme="light")
        page.goto(address + where(site, path))
        page.evaluate(axe)
        # The whole of it once; in the other looks only what looks decide.
        found += [f"{path}: {told}" for told in broken(page, RULES if path in PAGES else WCAG)]
        for size, scheme, decided in LOOKS:
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=scheme)
            found += [f"{path}, {size}, {scheme}: {told}" for told in broken(page, {"type": "rule", "values": decided})]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{path}: wider than a {size}")
    assert found == []
    assert [complaint for complaint in complaints if "404" not in complaint and "400" not in complaint] == []


def broken(page: Page, rules: dict[str, Any]) -> list[str]:
    """What axe finds: the rule and the first place where it is broken."""
    result = page.evaluate("rules => axe.run(document, {runOnly: rules, resultTypes: ['violations']})", rules)
    return [f"{violation['id']}: {violation['nodes'][0]['html'][:120]}" for violation in result["violations"]]


def test_nothing_in_minutes_runs(browser: Browser, hostile_address: str, hostile: Any) -> None:
    """With scripts allowed in the browser: no page opens a dialog, asks another server, breaks the policy or runs a word of it."""
    page = browser.new_page(viewport={"width": 375, "height": 800})
    complaints: list[str] = []
    page.on("dialog", lambda dialog: complaints.append(dialog.message))
    page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    page.on("request", lambda request: complaints.append(request.url) if not request.url.startswith(hostile_address) else None)
    for number, (name, paths) in enumerate(hostile.pages.items()):
        # Its own item, and in turn the other kinds of pages.
        for path in (paths[1], paths[2 + number % (len(paths) - 2)]):
            page.goto(hostile_address + path)
            if page.evaluate("window.hacked !== undefined"):
                complaints.append(f"{name}: {path} ran")
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                complaints.append(f"{name}: {path} is wider than the screen")
    assert [complaint for complaint in complaints if "/side/" not in complaint and "404" not in complaint] == []
