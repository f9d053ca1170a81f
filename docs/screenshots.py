"""Make the pictures of the explorer in docs/img from the sample minutes: `python docs/screenshots.py`. Needs Chromium."""

from __future__ import annotations

import shutil
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent
# Name, address and height; {meeting} is the meeting of the health cluster, {item} its place of the item about APU, {forum} the body with
# most meetings.
PICTURES = {
    "front.png": ("/", 900),
    "search.png": ("/soeg?q=alle+beslutninger+om+APU", 560),
    "topic.png": ("/emne/APU", 900),
    "tasks.png": ("/opgaver?stand=alle", 900),
    "forum.png": ("/forum/{forum}", 900),
    "meeting.png": ("/moede/{meeting}", 900),
    "evidence.png": ("/bevis/{meeting}/items.{item}.outcome", 900),
}
WIDTH = 1200
_FORUM = "SELECT forum_id FROM meetings WHERE forum_id IS NOT NULL GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1"
_PLACE = "SELECT meeting_id, ordinal - 1 FROM items WHERE title LIKE '%(APU)'"


def free_port() -> int:
    """A port of this machine that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(address: str) -> None:
    """Returns when the server answers; raises TimeoutError after half a minute."""
    for _ in range(100):
        try:
            with urlopen(address):  # our own server
                return
        except URLError:
            time.sleep(0.3)
    raise TimeoutError(address)


def photograph(browser: str, address: str, target: Path, height: int, profile: Path) -> None:
    """A picture of a page as it is seen at first."""
    silent = ["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"]
    looks = ["--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", f"--window-size={WIDTH},{height}"]
    command = [browser, *looks, *silent, f"--user-data-dir={profile}", f"--screenshot={target}", address]
    subprocess.run(command, check=True, capture_output=True, timeout=60)


def main() -> None:
    """Imports the samples, serves them and takes the pictures."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        raise SystemExit("Chromium is missing: apt install chromium")
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "sample.db"
        subprocess.run([sys.executable, "-m", "referat", "import", "corpus/sample", "--db", str(database)], cwd=ROOT, check=False)
        port = free_port()
        serve = [sys.executable, "-m", "referat", "serve", "--db", str(database), "--port", str(port)]
        server = subprocess.Popen(serve, stdout=subprocess.DEVNULL)
        try:
            wait_for(f"http://127.0.0.1:{port}/")
            with sqlite3.connect(database) as found:
                meeting, item = found.execute(_PLACE).fetchone()
                (forum,) = found.execute(_FORUM).fetchone()
            for name, (path, height) in PICTURES.items():
                address = f"http://127.0.0.1:{port}{path.format(meeting=meeting, item=item, forum=forum)}"
                photograph(browser, address, ROOT / "docs" / "img" / name, height, Path(folder) / "profile")
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
