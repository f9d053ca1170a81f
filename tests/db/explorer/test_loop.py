"""From one meeting to the next, in a real browser: what people say of the minutes of March stays when a newer reader and June come.

`loop/` holds the two sets of minutes, about an invented school of music, as HTML and as printed by `with_chromium` of corpus/sample/make.py.
"""

from __future__ import annotations

import functools
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import pytest
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, sync_playwright

from referat.cli import main
from referat.corpus import bulk, reading
from referat.db.explorer.server import login_link, make
from tests.db.explorer import newer_reader
from tests.db.explorer.conftest import served

pytestmark = pytest.mark.slow
MINUTES = Path(__file__).parent / "loop"
Calendar = dict[str, icalendar.Component]


@pytest.fixture
def browser(need_tool: Callable[[str], str]) -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=need_tool("chromium"), args=["--no-sandbox", "--disable-background-networking"]
        )
        yield browser
        browser.close()


class Loop:
    """A folder of minutes, its database, and a browser that looks at it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "referater"
        self.folder.mkdir()
        self.database = folder / "referat.db"

    def bring(self, name: str) -> None:
        """Puts minutes into the folder and imports it, as people do."""
        shutil.copy(MINUTES / name, self.folder / name)
        done = CliRunner().invoke(main, ["import", str(self.folder), "--db", str(self.database), "--jobs", "1"])
        assert done.exit_code == 0, done.output

    def one(self, query: str) -> str | None:
        conn = sqlite3.connect(self.database)
        row = conn.execute(query).fetchone()
        conn.close()
        return None if row is None else str(row[0])


def calendar(page: Page, address: str) -> Calendar:
    """The calendar of all tasks, as the task list offers it, by UID."""
    page.goto(f"{address}/opgaver?stand=alle")
    page.get_by_text("Hent opgaverne").click()
    with page.expect_download() as download:
        page.locator("details.take").get_by_role("link", name="Kalender").click()
    read = icalendar.Calendar.from_ical(download.value.path().read_bytes())
    parts = [part for part in read.walk() if part.name in ("VTODO", "VEVENT")]
    found = {str(part["uid"]): part for part in parts}
    assert len(found) == len(parts)  # nothing twice
    return found


def entry(calendar: Calendar, words: str, name: str = "VTODO") -> icalendar.Component:
    (found,) = [part for part in calendar.values() if part.name == name and words in str(part["summary"])]
    return found


def test_from_march_to_june(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loop = Loop(tmp_path)
    loop.bring("marts.pdf")
    site = make(loop.database)
    with served(site) as address:
        page = browser.new_context(java_script_enabled=False).new_page()
        page.set_default_timeout(10_000)
        page.goto(login_link(site, f"{address}/"))
        march = calendar(page, address)
        assert len(march) == 4  # two tasks, each with its day

        # A task is done.
        page.goto(f"{address}/opgaver?stand=alle")
        page.locator("li.task", has_text="tre tilbud på nye klaverer").get_by_role("button", name="Udført").click()
        # An owner is corrected, where she is shown.
        page.goto(f"{address}/opgaver?stand=alle")
        page.locator("li.task", has_text="øvelokaler i Vandtårnet").get_by_role("link", name="læst forkert?").click()
        page.get_by_label("Hvem", exact=True).fill("Jonas Vestergren")
        page.get_by_role("button", name="Ret Hvem").click()
        assert "Hvem, læst: Ditte Ravnholt, rettet af root den" in page.locator(".values .corrected").inner_text()
        old = loop.one("SELECT id FROM tasks WHERE quote LIKE '%Vandtårnet%'")

        # The same file is read by a newer reader, and the minutes of June come.
        monkeypatch.setattr(reading, "read_rows", newer_reader.read)
        monkeypatch.setattr(bulk, "Options", functools.partial(bulk.Options, reader_version=newer_reader.VERSION))
        loop.bring("juni.pdf")
        assert loop.one("SELECT count(*) FROM readings WHERE reader_version = 'newer'") == "2"
        assert loop.one("SELECT id FROM tasks WHERE quote LIKE '%Vandtårnet%'") != old  # the quote is another

        # State and correction are still there, and the later item is shown.
        page.goto(f"{address}/opgaver?stand=alle")
        piano = page.locator("li.task", has_text="tre tilbud på nye klaverer")
        assert piano.locator(".said .badge").inner_text() == "Udført"
        rooms = page.locator("li.task", has_text="øvelokaler i Vandtårnet").first
        assert "Jonas Vestergren" in rooms.locator("dl").inner_text()
        assert "Ditte Ravnholt" in rooms.locator(".corrected").inner_text()
        rooms.locator("details.followed summary").click()
        later = rooms.locator("details.followed").get_by_role("link", name="Opfølgning på ansøgningen om øvelokaler i Vandtårnet").first
        later.click()
        assert page.get_by_role("heading", level=1).inner_text() == "2. Opfølgning på ansøgningen om øvelokaler i Vandtårnet"

        # The calendar of June updates that of March.
        june = calendar(page, address)
        assert set(march) <= set(june)
        assert len(june) == 6  # and one task more
        before, now = entry(march, "øvelokaler"), entry(june, "øvelokaler")
        assert now["uid"] == before["uid"]
        assert int(str(now["sequence"])) > int(str(before["sequence"]))
        assert (str(before["summary"]).split(":")[0], str(now["summary"]).split(":")[0]) == ("Ditte Ravnholt", "Jonas Vestergren")
        assert (entry(march, "klaverer")["status"], entry(june, "klaverer")["status"]) == ("NEEDS-ACTION", "COMPLETED")
        assert entry(june, "klaverer")["uid"] == entry(march, "klaverer")["uid"]

        # What was read holds again.
        page.goto(f"{address}/rettelser")
        page.get_by_role("button", name="Fortryd").click()
        assert "Intet er rettet" in page.locator("main").inner_text()
        assert loop.one("SELECT owner FROM task_list WHERE quote LIKE '%øvelokaler%'") == "Ditte Ravnholt"
