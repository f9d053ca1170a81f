"""Invented minutes with personal numbers, printed as a PDF by the maker of hostile files.

The numbers belong to nobody: they are dates from 2030 to 2036 with the seventh digit of people who are not born yet.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from referat.db import schema
from referat.db.store import end_import, refresh_search, store
from referat.extract.minutes import read_document
from referat.models.kinds import OcrMode

NUMBERS = ("1503334123", "3112366171", "0707308451", "2304314578", "0505345886")
LINES = (
    (16, "Referat"),
    (13, "Socialudvalget i Elmsted Kommune"),
    (11, "Mødet den 4. marts 2024 kl. 16.00 i mødelokale 2"),
    (11, "Til stede: Birthe Holmgård, Ole Brandt Lund, Kirsten Skovbo"),
    (0, ""),
    (13, "1. Godkendelse af dagsorden"),
    (11, "Dagsordenen blev godkendt."),
    (0, ""),
    (13, "2. Ansøgning fra Alma Brink, CPR-nr. 150333-4123"),
    (11, "Alma Brink søger om tilskud. Hun bor på Skovbakken 12, 3. th., 4999 Elmsted,"),
    (11, "har telefon 20 30 40 50 og e-mail alma.brink@post.example. Hendes søn har"),
    (11, "personnummer 0707308451. Sagen vedrører også 311236-6171 og 230431-"),
    (11, "4578. Journalnummer 27.00.00-G01-4-21."),
    (11, "Beslutning: Udvalget godkendte tilskuddet til Alma Brink (150333-4123)."),
    (11, "Ole Brandt Lund sender afgørelsen til 150333-4123 senest den 1. april 2024."),
    (0, ""),
    (13, "3. Eventuelt"),
    (11, "Kirsten Skovbo orienterede om sag 05.05.34-5886. Ole Brandt Lunds forslag udgik."),
)
FOOTER = "Sag vedr. 150333-4123"


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hostile_make", Path(__file__).resolve().parents[2] / "hostile" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


def printed(pages: int = 2) -> bytes:
    """The lines on the first page, other matters on those after it, the footer on each."""
    make = maker()
    objects = make.document()
    for number in range(pages):
        body = LINES if number == 0 else ((13, f"{number + 3}. Orientering"), (11, "Formanden orienterede om budgettet for næste år."))
        objects[10 + 2 * number] = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R/Resources<</Font<</F1 5 0 R>>>>>>" % (
            11 + 2 * number
        )
        objects[11 + 2 * number] = make.packed(_content(body))
    kids = b" ".join(b"%d 0 R" % (10 + 2 * number) for number in range(pages))
    objects[2] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, pages)
    return bytes(make.pdf(objects))


def _content(lines: tuple[tuple[int, str], ...]) -> bytes:
    out, height = b"BT ", 780
    for size, text in (*lines, (-9, FOOTER)):
        height = 40 if size < 0 else height - (12 if size == 0 else size + 7)
        words = text.encode("cp1252").replace(b"(", rb"\(").replace(b")", rb"\)")
        out += b"/F1 %d Tf 1 0 0 1 60 %d Tm (%s) Tj " % (abs(size) or 11, height, words)
    return out + b"ET"


@pytest.fixture(scope="session")
def minutes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The PDF."""
    path = tmp_path_factory.mktemp("privacy") / "referat-socialudvalget.pdf"
    path.write_bytes(printed())
    return path


@pytest.fixture
def kept(tmp_path: Path) -> Callable[..., Path]:
    """Reads PDFs into a database; gives its path."""

    def keep(*paths: Path, ocr: OcrMode = OcrMode.NEVER) -> Path:
        target = tmp_path / "referat.db"
        db = schema.open_for_writing(target)
        refresh_search(db)
        for path in paths:
            store(db, read_document(path, ocr=ocr), path=path, reader_version="1")
        end_import(db, 1, {})
        db.close()
        return target

    return keep
