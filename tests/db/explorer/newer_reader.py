"""A reader that sets the borders of two quotes elsewhere, as a newer version may. In a module of its own: worker processes import it by name."""

from __future__ import annotations

from pathlib import Path

from referat.corpus.reading import Reading, read_rows
from referat.db import keys
from referat.db.rows import Rows
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.kinds import OcrMode

VERSION = "newer"
MOVED = {
    "Sofus Lindekær indhenter tre tilbud på nye klaverer senest den 1. maj 2025.": "Sofus Lindekær indhenter tre tilbud på nye klaverer",
    "Ditte Ravnholt sender en ansøgning om øvelokaler i Vandtårnet til kommunen senest den 15. august 2025.": (
        "Ditte Ravnholt sender en ansøgning om øvelokaler i Vandtårnet til kommunen senest den 15. august 2025. "
        "Ansøgningen godkendes først af bestyrelsen."
    ),
}


def read(path: Path, ocr: OcrMode = OcrMode.AUTO, limits: Limits = DEFAULT) -> Reading:
    """What the reader of today reads, with the quotes as the newer one has them; their ids are made of their words."""
    reading = read_rows(path, ocr, limits)
    _move(reading.rows, keys.document_id(reading.sha256))
    return reading


def _move(rows: Rows, document: str) -> None:
    for task in rows["tasks"]:
        if task["quote"] in MOVED:
            quote = MOVED[task["quote"]]
            identity = keys.task_id(document, quote)
            for owner in rows["task_owners"]:
                owner["task_id"] = identity if owner["task_id"] == task["id"] else owner["task_id"]
            task |= {"id": identity, "quote": quote}
