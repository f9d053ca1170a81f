"""Questions with known answers over the sample minutes: are they found, and do they come first."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
import tomllib
from pathlib import Path
from statistics import mean
from typing import Any

import pytest

from referat.db.search.search import Request, search

pytestmark = pytest.mark.slow
QUESTIONS: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("questions.toml").read_text(encoding="utf-8"))["question"]
_NAME = "SELECT date || ' ' || coalesce(replace(number, '§ ', ''), title) FROM items WHERE search_key = ?"


@pytest.fixture(scope="module")
def answers(samples: list[Path], tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], list[str]]]:
    """Each question with the first ten answers."""
    folder = tmp_path_factory.mktemp("questions")
    for sample in samples:
        if "scan" not in sample.name:  # the same minutes a second time
            shutil.copy(sample, folder)
    database = folder / "sample.db"
    command = [sys.executable, "-m", "referat", "import", str(folder), "--db", str(database)]
    subprocess.run(command, check=True, capture_output=True, cwd=Path(__file__).resolve().parents[2])
    with sqlite3.connect(database) as conn:
        return [(question, [_name(conn, key) for key in search(conn, Request(question["text"], limit=10)).keys]) for question in QUESTIONS]


def _name(conn: sqlite3.Connection, key: int) -> str:
    row = conn.execute(_NAME, (key,)).fetchone()
    return "møde" if row is None else str(row[0])


def test_there_are_enough_questions() -> None:
    assert len(QUESTIONS) >= 30
    assert len({question["text"] for question in QUESTIONS}) == len(QUESTIONS)


def test_right_answers_are_found(answers: list[tuple[dict[str, Any], list[str]]]) -> None:
    """Recall among the first ten, at least 0.95 over all questions."""
    recalls = {question["text"]: len(set(question["right"]) & set(found)) / len(question["right"]) for question, found in answers}
    assert mean(recalls.values()) >= 0.95, {text: recall for text, recall in recalls.items() if recall < 1}


def test_right_answers_come_first(answers: list[tuple[dict[str, Any], list[str]]]) -> None:
    """Precision among the first five (or as many as there are right answers), at least 0.8."""
    precisions = {}
    for question, found in answers:
        first = min(5, len(question["right"]))
        right = {*question["right"], *question.get("also", ())}
        precisions[question["text"]] = sum(name in right for name in found[:first]) / first
    assert mean(precisions.values()) >= 0.8, {text: precision for text, precision in precisions.items() if precision < 1}
