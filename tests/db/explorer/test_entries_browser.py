"""Saying what became of a task in a real browser without scripts: by mouse, by keyboard, on the phone; and what axe-core finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from referat.db.explorer.server import login_link
from tests.db.explorer.test_browser import RULES, SIZES

pytestmark = pytest.mark.slow
TASK = "Sekretariatet sender et overblik."


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
def task(site: Any) -> str:
    """The page of a task."""
    conn = sqlite3.connect(site.databases["referat"].path)
    (found,) = conn.execute("SELECT id FROM tasks WHERE quote = ?", (TASK,)).fetchone()
    conn.close()
    return f"/opgave/{found}"


def logged_in(browser: Browser, site: Any, address: str, *, scripts: bool = False, **more: Any) -> Page:
    """A page of somebody who used the link that the server printed."""
    page = browser.new_context(java_script_enabled=scripts, **more).new_page()
    page.goto(login_link(site, f"{address}/"))
    return page


def test_a_task_is_done_and_opened_again(browser: Browser, site: Any, address: str, task: str) -> None:
    page = logged_in(browser, site, address)
    page.goto(f"{address}/opgaver?stand=alle")
    line = page.locator(f"#opgave-{task.rpartition('/')[2]}")
    line.get_by_role("button", name="Udført").click()
    assert page.get_by_role("status").inner_text().startswith("Gemt. Udført")
    assert page.url == f"{address}/opgaver?stand=alle#opgave-{task.rpartition('/')[2]}"
    assert line.locator(".badge", has_text="Udført").is_visible()
    line.get_by_role("button", name="Genåbn").click()
    assert line.get_by_role("button", name="Udført").is_visible()
    page.goto(f"{address}/moede/{site.ids[0]}")
    assert page.locator(".said .badge").inner_text() == "Åben"


def test_by_keyboard_alone(browser: Browser, site: Any, address: str, task: str) -> None:
    page = logged_in(browser, site, address)
    page.goto(address + task)
    page.get_by_label("Tilstand", exact=True).focus()
    page.keyboard.type("Bort")  # a letter chooses in a list
    page.get_by_label("Bemærkning").focus()
    page.keyboard.type("Afløst af den nye plan")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{task}")
    assert page.get_by_role("status").inner_text().startswith("Gemt. Bortfaldet")
    assert page.locator(".remark").inner_text() == "Afløst af den nye plan"
    assert page.locator("ol > li").count() == 1


def test_two_people_at_once(browser: Browser, site: Any, address: str, task: str) -> None:
    first = logged_in(browser, site, address)
    second = first.context.new_page()
    for page in (first, second):
        page.goto(address + task)
    first.get_by_label("Bemærkning").fill("Sendt")
    first.get_by_role("button", name="Gem", exact=True).click()
    second.get_by_label("Bemærkning").fill("Rykket")
    second.get_by_role("button", name="Gem", exact=True).click()
    assert second.get_by_role("heading", level=1).inner_text() == "En anden har ændret det imens"
    for words in ("Sendt", "Rykket"):
        assert second.get_by_text(words, exact=True).is_visible()
    second.get_by_role("button", name="Gem mit i stedet").click()
    assert second.locator(".remark").inner_text() == "Rykket"
    assert second.locator("ol > li").count() == 2


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("phone", "dark")])
def test_everybody_can_read_and_write(browser: Browser, site: Any, address: str, task: str, axe: str, size: str, scheme: Any) -> None:
    page = logged_in(browser, site, address, scripts=True, viewport=SIZES[size], color_scheme=scheme)
    stale = page.context.new_page()
    stale.goto(address + task)
    page.goto(address + task)
    page.get_by_label("Bemærkning").fill("En bemærkning " * 20)
    page.get_by_label("Tilstand", exact=True).select_option("done")
    page.get_by_role("button", name="Gem", exact=True).click()
    stale.get_by_label("Bemærkning").fill("En anden bemærkning")
    stale.get_by_role("button", name="Gem", exact=True).click()
    found = _complaints(stale, axe, "conflict")
    for path in (task, "/opgaver?stand=alle", f"/moede/{site.ids[0]}", "/opgaver/uden-plads", "/adgang", "/opgaver?stand=afsluttet"):
        page.goto(address + path)
        if page.locator("details summary", has_text="Tilstand og").count():
            page.locator("details summary", has_text="Tilstand og").first.click()
        found += _complaints(page, axe, path)
    assert found == []


def _complaints(page: Page, axe: str, name: str) -> list[str]:
    page.evaluate(axe)
    result = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    assert len(result["passes"]) > 10
    found = [f"{name}: {violation['id']}: {violation['nodes'][0]['html'][:120]}" for violation in result["violations"]]
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append(f"{name}: wider than the screen")
    return found
