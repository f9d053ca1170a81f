"""Real minutes, where REFERAT_CORPUS names a folder of them: nothing in them may stop the reader, and what it says lies on the page."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from referat.extract.minutes import read_document
from referat.models.errors import UnreadableDocumentError
from referat.models.fact import walk_facts
from referat.models.kinds import OcrMode
from referat.models.minutes import Document

FOLDER = os.environ.get("REFERAT_CORPUS")
FILES = sorted(Path(FOLDER).rglob("*.pdf")) if FOLDER else []
NONE = pytest.param(Path(), marks=pytest.mark.skip(reason="REFERAT_CORPUS is not set"), id="none")


def misplaced(document: Document) -> list[str]:
    """Facts without words, and boxes that are none; a damaged file may print beyond the edge of its page."""
    source = document.source
    pages = {page.number for page in source.pages}
    wrong = []
    for meeting in document.meetings:
        for path, fact in walk_facts(meeting):
            boxes = [*source.boxes(fact.spans), *fact.boxes]
            if fact.value != "" and not boxes:
                wrong.append(f"{path}: no place")
            wrong += [f"{path}: {box}" for box in boxes if box.page not in pages or box.width <= 0 or box.height <= 0]
    return wrong


@pytest.mark.parametrize("path", FILES or [NONE], ids=lambda path: path.name)
def test_every_file_is_read_or_refused_and_every_value_has_its_place(path: Path) -> None:
    """Pages without text are left as they are: reading them all as images would take too long."""
    try:
        document = read_document(path, ocr=OcrMode.NEVER)
    except UnreadableDocumentError:
        return
    assert misplaced(document) == []


def test_the_folder_holds_files(corpus: Path) -> None:
    """Skipped where there is no folder; says so where it is the wrong one."""
    assert FILES, corpus
