"""Boxes held to the page."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from referat.corpus.spans import judged, main, printed_words

SAMPLE = Path(__file__).resolve().parent.parent.parent / "corpus" / "sample"
# Two lines of a page: "Ida Holm, formand" and "Godkendt."
PAGE = [(60.0, 100.0, "Ida"), (90.0, 100.0, "Holm,"), (130.0, 100.0, "formand"), (70.0, 120.0, "Godkendt.")]


def attendance(name: str, *bbox: float, page: int = 1) -> dict[str, Any]:
    return {"attendance": [{"name": name, "span": [{"page": page, "bbox": list(bbox)}]}]}


def section(text: str, *bbox: float) -> dict[str, Any]:
    return {"items": [{"sections": [{"text": text, "span": [{"page": 1, "bbox": list(bbox)}]}]}]}


ROWS = [
    (section("Godkendt.", 50, 112, 100, 128), True, "its own line"),
    (section("Godkendt.", 50, 92, 100, 108), False, "the line above"),
    (section("Godkendt.", 50, 92, 200, 128), False, "its line and a longer one that is not its own"),
    (attendance("Ida Holm", 50, 92, 100, 108), True, "the name"),
    (attendance("Ida Holm", 50, 92, 200, 108), True, "the name's row with its role"),
    (attendance("Ida Holm", 50, 92, 100, 108, page=2), False, "a page that is not there"),
]


@pytest.mark.parametrize(("document", "right", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_a_value_lies_where_it_says(document: dict[str, Any], right: bool, reason: str) -> None:
    assert [row.right for row in judged("a", document, [PAGE])] == [right], reason


def test_a_page_without_words_says_nothing() -> None:
    assert list(judged("a", section("Godkendt.", 0, 0, 600, 800), [[]])) == []


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="missing package: poppler-utils")
def test_a_real_page_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pdf = SAMPLE / "15-arbejdsgruppe-strandsti-2011-10-04.pdf"
    x, y = next((x, y) for x, y, word in printed_words(pdf)[0] if word == "bød")
    found = section("bød", x - 8, y - 4, x + 8, y + 4)
    (tmp_path / f"{pdf.stem}.json").write_text(json.dumps(found), encoding="utf-8")
    assert main([str(tmp_path), str(SAMPLE)]) == 0
    assert capsys.readouterr().out == "section      100.0 % of 1 lie where they say\n"
