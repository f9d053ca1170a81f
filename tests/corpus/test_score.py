"""The score of a document."""

from __future__ import annotations

import copy
from typing import Any

import pytest

from referat.corpus.score import FIELDS, score_document, score_documents

GOLD: dict[str, Any] = {
    "kind": "referat", "forum": "Klimaudvalget", "organisation": "Sølund Kommune", "date": "2024-05-14", "start": "16:00", "end": None,
    "chair": "Birthe Holmgård", "secretary": None,
    "attendance": [{"name": "Birthe Holmgård", "status": "present", "role": "formand", "organisation": "A"}],
    "items": [{
        "number": "3", "title": "Varmeplan for Sølund by", "page": 2, "case_number": "24/1187",
        "sections": [
            {"kind": "indstilling", "heading": "Indstilling", "text": "Det indstilles, at planen godkendes."},
            {"kind": "beslutning", "heading": "Beslutning", "text": "Godkendt."},
        ],
        "outcome": "godkendt", "votes": [{"for": 5, "against": 2, "abstain": None}],
        "tasks": [{"quote": "Forvaltningen sender planen i høring senest den 1. juni.", "assignees": ["Forvaltningen"],
                   "deadline": "2024-06-01", "strength": "binding"}],
    }],
    "acronyms": [{"short": "VP", "long": "varmeplan"}],
}  # fmt: skip


def perfect() -> dict[str, Any]:
    """What a reader writes that found all of GOLD."""
    found = copy.deepcopy(GOLD)
    found["meeting"] = {name: found.pop(name) for name in ("forum", "organisation", "date", "start", "end", "chair", "secretary")}
    for item in found["items"]:
        item["span"] = [{"page": item.pop("page"), "bbox": [0, 0, 1, 1]}]
        for task in item["tasks"]:
            task["assignees"] = [{"name": name, "kind": "organisation"} for name in task["assignees"]]
            task["deadline"] = {"date": task["deadline"]}
    return found


def test_all_found_is_one_everywhere() -> None:
    score = score_document(GOLD, perfect())
    assert {name: score[name].f1 for name in FIELDS if score[name].f1 not in (1, None)} == {}
    assert {name for name in FIELDS if score[name].f1 is None} == {"secretary", "text: referat"}
    assert not [error for tally in score.values() for error in tally.errors]


def test_nothing_found_is_missed_and_never_false() -> None:
    score = score_document(GOLD, {})
    assert {name for name in FIELDS if score[name].hit or score[name].false} == set()
    assert score["items"].miss == score["attendance: names"].miss == score["tasks: whole"].miss == score["acronyms"].miss == 1


def changed(path: list[Any], value: Any) -> dict[str, Any]:
    found = perfect()
    node: Any = found
    for step in path[:-1]:
        node = node[step]
    node[path[-1]] = value
    return found


CHANGES = [
    (["meeting", "date"], "2024-05-15", {"date"}),
    (["meeting", "forum"], "Ekstraordinær Klimaudvalget", {"forum"}),
    (["meeting", "chair"], "Birthe Holmgaard", set()),
    (["attendance", 0, "status"], "absent", {"attendance: status"}),
    (["items", 0, "number"], "4", {"item number"}),
    (["items", 0, "title"], "Noget helt andet", {
        "items", "outcome", "votes", "section headings", "item case number", "text: indstilling", "text: beslutning",
        "text: referat and beslutning together",
    }),
    (["items", 0, "outcome"], "drøftet", {"outcome"}),
    (["items", 0, "votes"], [], {"votes"}),
    (["items", 0, "sections", 1, "kind"], "referat", {"section headings", "text: referat", "text: beslutning"}),
    (["items", 0, "tasks", 0, "deadline"], None, {"tasks: deadline", "tasks: whole"}),
    (["items", 0, "tasks", 0, "assignees"], [], {"tasks: assignee", "tasks: whole"}),
    (["items", 0, "tasks", 0, "quote"], "Udvalget drøftede sagen længe.", {"tasks: found", "tasks: whole"}),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "fields"), CHANGES, ids=lambda part: str(part)[:40])
def test_one_change_is_seen_in_its_own_fields_alone(path: list[Any], value: Any, fields: set[str]) -> None:
    score = score_document(GOLD, changed(path, value))
    assert {name for name in FIELDS if score[name].f1 not in (1, None)} == fields


def test_an_optional_task_counts_neither_way() -> None:
    gold = copy.deepcopy(GOLD)
    gold["items"][0]["tasks"][0]["optional"] = True
    without = changed(["items", 0, "tasks"], [])
    assert score_document(gold, perfect())["tasks: found"].f1 is None
    assert score_document(gold, without)["tasks: found"].f1 is None


def test_documents_add_up() -> None:
    assert score_documents([(GOLD, perfect()), (GOLD, None)])["items"].f1 == pytest.approx(2 / 3)
