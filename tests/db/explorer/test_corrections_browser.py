"""Correcting in a real browser without scripts, by mouse and on the phone; and what axe-core finds."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.db.explorer.test_browser import RULES, SIZES, WCAG, broken
from tests.db.explorer.test_entries_browser import logged_in

pytestmark = pytest.mark.slow
LOOKS: tuple[tuple[str, Any, dict[str, Any]], ...] = (("desk", "light", RULES), ("phone", "dark", WCAG))


@pytest.fixture
def browser(need_tool: Callable[[str], str]) -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=need_tool("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


def test_an_outcome_is_corrected_and_taken_back_on_the_phone(browser: Browser, site: Any, address: str) -> None:
    page = logged_in(browser, site, address, viewport=SIZES["phone"])
    page.goto(f"{address}/punkt/{site.item}")
    page.get_by_role("link", name="ret punktet").click()
    page.get_by_label("Udfald", exact=True).select_option(label="Udsat")
    page.get_by_role("button", name="Ret Udfald").click()
    assert "Udfald er rettet til: Udsat" in page.get_by_role("status").inner_text()
    page.get_by_role("link", name="Tilbage til referatet").click()
    item = page.locator("section.item", has_text="APU")
    assert item.locator(".badge").first.inner_text() == "Udsat"
    assert "Udfald, læst: Drøftet, rettet af root" in item.locator(".corrected").inner_text()
    page.goto(f"{address}/rettelser")
    page.get_by_role("button", name="Fortryd").click()
    page.goto(f"{address}/punkt/{site.item}")
    assert page.locator(".badge").first.inner_text() == "Drøftet"
    assert page.locator(".corrected").count() == 0


def test_everybody_can_use_the_pages(browser: Browser, site: Any, address: str, axe: str) -> None:
    page = logged_in(browser, site, address, scripts=True, viewport=SIZES["desk"])
    conn = sqlite3.connect(site.databases["referat"].path)
    tasks = [row[0] for row in conn.execute("SELECT id FROM tasks ORDER BY item_id = ? DESC", (site.item,))]
    conn.close()
    page.goto(f"{address}/ret/opgave/{tasks[0]}")
    page.get_by_label("Hvem", exact=True).fill("Bo Vig")
    page.get_by_role("button", name="Ret Hvem").click()
    # The second task and meeting hold hostile texts.
    things = (f"opgave/{tasks[0]}", f"opgave/{tasks[1]}", f"punkt/{site.item}", f"tekst/{site.item}/2", f"deltager/{site.ids[1]}/1")
    found = []
    for path in (*(f"/ret/{thing}" for thing in things), "/rettelser", f"/moede/{site.ids[0]}"):
        answer = page.goto(address + path)
        assert answer is not None
        assert answer.ok, path
        page.evaluate(axe)
        for size, scheme, rules in LOOKS:
            page.set_viewport_size(SIZES[size])
            page.emulate_media(color_scheme=scheme)
            found += [f"{path}, {size}: {told}" for told in broken(page, rules)]
            if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                found.append(f"{path}: wider than a {size}")
    assert found == []
