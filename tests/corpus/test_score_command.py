"""The score at the command line, over files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from referat.corpus.score_command import golds, main, prediction

GOLD: dict[str, Any] = {
    "file": "a.pdf", "kind": "referat", "date": "2024-05-14", "attendance": [], "acronyms": [],
    "items": [{"number": "1", "title": "Meddelelser", "sections": [], "outcome": "ingen", "votes": [], "tasks": []}],
}  # fmt: skip
FOUND: dict[str, Any] = {
    "kind": "referat", "meeting": {"date": "2024-05-14"}, "attendance": [], "acronyms": [],
    "items": [{"number": "1", "title": "Meddelelser", "sections": [], "outcome": "ingen", "votes": [], "tasks": []}],
}  # fmt: skip


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, predicted = tmp_path / "gold", tmp_path / "predicted"
    (gold / "parts").mkdir(parents=True)
    predicted.mkdir()
    (gold / "a.yaml").write_text(yaml.safe_dump(GOLD), encoding="utf-8")
    (gold / "b.yaml").write_text(yaml.safe_dump({**GOLD, "file": "b.pdf", "scan": True}), encoding="utf-8")
    (gold / "parts" / "a-2.yaml").write_text(yaml.safe_dump({**GOLD, "part": 2, "date": "2024-06-01"}), encoding="utf-8")
    lines = [FOUND, {**FOUND, "meeting": {"date": "2024-06-01"}}]
    (predicted / "a.json").write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    return gold, predicted


@pytest.mark.parametrize(("scans", "names"), [
    ("without", ["a", "a-2"]),
    ("only", ["b"]),
    ("with", ["a", "b", "a-2"]),
])  # fmt: skip
def test_scans_are_counted_when_asked_for(folders: tuple[Path, Path], scans: str, names: list[str]) -> None:
    assert [name for name, _ in golds(folders[0], scans=scans)] == names


def test_the_second_meeting_of_a_file_is_its_second_line(folders: tuple[Path, Path]) -> None:
    found = prediction(folders[1], "a-2", {"file": "a.pdf", "part": 2})
    assert found is not None
    assert found["meeting"]["date"] == "2024-06-01"


@pytest.mark.parametrize("content", ["", "not json", "[1, 2]", '{"a": 1'], ids=["empty", "words", "a list", "cut off"])
def test_a_prediction_that_cannot_be_used_is_none(tmp_path: Path, content: str) -> None:
    (tmp_path / "a.json").write_text(content, encoding="utf-8")
    assert prediction(tmp_path, "a", {"file": "a.pdf"}) is None


def test_json_holds_the_total(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*map(str, folders), "--json"]) == 0
    total = json.loads(capsys.readouterr().out)
    assert (total["date"]["f1"], total["date"]["hit"]) == (1.0, 2)


def test_a_missing_prediction_is_named_and_its_items_are_missed(folders: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*map(str, folders), "--scans", "only", "--misses", "--fields", "date"]) == 0
    out = capsys.readouterr().out
    assert "no usable prediction for 1 of 1: b" in out
    assert "  b: date: date: gold '2024-05-14', found None" in out


def test_nothing_to_score_is_an_error(tmp_path: Path, folders: tuple[Path, Path]) -> None:
    assert main([str(tmp_path / "none"), str(folders[1])]) == 2
    assert main([str(folders[0]), str(tmp_path / "none")]) == 2
