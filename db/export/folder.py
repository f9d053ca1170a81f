"""What stands beside a published database: what Datasette is told, how it starts, and a README for whoever takes over the folder."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from referat import __version__
from referat.db.explorer.server import SETTINGS

_WRITTEN = ("README.md", "metadata.yml", "Dockerfile", ".dockerignore", "requirements.txt", "start")
# `.venv` and `wheels` are made by whoever uses the folder.
FILES = (*_WRITTEN, ".venv", "wheels")
_EXECUTABLE = 0o755
_WITHOUT_PAGES = "siderne viser ordene, men ikke billeder af dokumentet"
_WITH_PAGES = "billederne af siderne i mappen `sider` er tegnet efter dem, og det, der er fjernet, er sværtet"


@dataclass(frozen=True, slots=True)
class Told:
    """What the files say of the database: the title that readers see, its file, its meetings, whether people's entries and images of pages
    are with it.
    """

    title: str
    database: str
    meetings: int
    with_entries: bool
    with_pages: bool = False


def write(folder: Path, told: Told) -> None:
    """Writes the files. The templates stand in `published/`, with `{{name}}` for what differs."""
    entries = "er med" if told.with_entries else "er ikke med"
    values = {
        "title": " ".join(told.title.split()),
        "quoted_title": json.dumps(" ".join(told.title.split()), ensure_ascii=False),  # JSON is YAML
        "database": told.database,
        "name": told.database.rpartition(".")[0],
        "meetings": f"{told.meetings} {'møde' if told.meetings == 1 else 'møder'}",
        "entries": entries,
        "pages": _WITH_PAGES if told.with_pages else _WITHOUT_PAGES,
        "version": __version__,
        "settings": " ".join(f"--setting {name} {int(value)}" for name, value in SETTINGS.items()),
    }
    templates = files("referat.db.export") / "published"
    for name in _WRITTEN:
        text = (templates / name.lstrip(".")).read_text(encoding="utf-8")
        for key, value in values.items():
            text = text.replace("{{" + key + "}}", value)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "start").chmod(_EXECUTABLE)
