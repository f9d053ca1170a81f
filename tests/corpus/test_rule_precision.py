"""Counting how often rules are right, and the confidence that follows."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from referat.corpus.rule_precision import count_rules, main
from referat.models.precision import confidence

GOLD = """
file: a.pdf
items:
  - number: "1"
    title: Stien
    tasks:
      - {quote: "Eva sender et brev til kommunen.", assignees: [Eva]}
      - {quote: "Stien fejes hver uge af brugerne.", optional: true}
"""


def folders(tmp_path: Path) -> tuple[Path, Path]:
    gold, predicted = tmp_path / "gold", tmp_path / "predicted"
    gold.mkdir()
    predicted.mkdir()
    (gold / "a.yaml").write_text(GOLD, encoding="utf-8")
    (gold / "b.yaml").write_text("file: b.pdf\n", encoding="utf-8")
    quotes = {
        "Eva sender et brev til kommunen.": "tasks.person-does",
        "Stien fejes hver uge af brugerne.": "tasks.is-done",
        "Solen skinner på den nye bænk.": "tasks.is-done",
    }
    tasks = [{"quote": quote, "rule": rule, "assignees": []} for quote, rule in quotes.items()]
    (predicted / "a.json").write_text(json.dumps({"items": [{"number": "1", "title": "Stien", "tasks": tasks}]}), encoding="utf-8")
    return gold, predicted


def test_counts_right_and_false_by_rule_and_leaves_optional_tasks_out(tmp_path: Path) -> None:
    counted = count_rules([folders(tmp_path)])
    assert counted.documents == 1  # b has no prediction
    assert counted.right == Counter({"tasks.person-does": 1})
    assert counted.false == Counter({"tasks.is-done": 1})


def test_writes_the_figures(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold, predicted = folders(tmp_path)
    assert main([str(gold), str(predicted), "--write", str(tmp_path / "out.json")]) == 0
    rules = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))["rules"]
    assert rules["tasks.is-done"] == {"right": 0, "false": 1}
    assert "tasks.person-does" in capsys.readouterr().out


def test_nothing_to_count_is_an_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path), str(tmp_path)]) == 2
    assert "no gold document" in capsys.readouterr().err


def test_confidence_lies_between_never_and_always() -> None:
    assert 0.5 < confidence("tasks.person-does") < 1
    assert confidence("tasks.person-does") > confidence("tasks.must-be-done")


def test_a_rule_never_seen_is_taken_for_as_good_as_all_together() -> None:
    assert confidence("tasks.must-be-done") < confidence("no such rule") < confidence("tasks.person-does")
