"""`docs/contract.md` and the code say the same."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import types
import typing
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from referat.models import kinds
from referat.models.codec import SCHEMA, full, public, read_full
from referat.models.fact import Fact
from referat.models.minutes import Document
from referat.models.place import Box, Span
from referat.models.text import Word, Words

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "contract.md").read_text(encoding="utf-8")
# The closed lists that values take; how OCR is used is a setting.
LISTS = [
    value
    for value in vars(kinds).values()
    if isinstance(value, type) and issubclass(value, StrEnum) and value not in (StrEnum, kinds.OcrMode)
]


def example() -> dict[str, Any]:
    found = re.search(r"```json\n(.*?)```", TEXT, re.S)
    assert found
    return dict(json.loads(found[1]))


@pytest.mark.parametrize("words", LISTS, ids=lambda words: words.__name__)
def test_every_word_of_a_closed_list_is_described(words: type[StrEnum]) -> None:
    assert [word.value for word in words if f"`{word.value}`" not in TEXT] == []


def test_the_example_is_of_the_schema_that_is_written() -> None:
    assert example()["schema"] == SCHEMA


def filled(kind: Any) -> Any:
    """A value of a type of the model with every field given, so that the written form has every key."""
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return filled(next(part for part in arguments if part is not type(None)))
    if origin is tuple:
        return (filled(arguments[0]),)
    if origin is Fact:
        return Fact(filled(arguments[0]), (Span(0, 4),), "rule")
    if kind is Words:
        words = Words()
        words.append(Word(Span(0, 4), Box(1, 10, 10, 40, 20), 11, bold=False, confidence=1))
        return words
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return typing.cast("Any", kind)(**{field.name: filled(hints[field.name]) for field in dataclasses.fields(kind)})
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return next(iter(kind))
    known = {str: "text", int: 1, float: 1.0, bool: True, dt.date: dt.date(2024, 5, 14), dt.time: dt.time(16, 30)}
    return {Span: Span(0, 4)}.get(kind, known.get(kind))


DOCUMENT = dataclasses.replace(filled(Document), source=dataclasses.replace(filled(Document).source, text="text"))


def keys(value: Any, path: str = "") -> set[str]:
    """The paths of all keys, list places left out; what `evidence` holds are paths themselves, and are not looked into."""
    if isinstance(value, dict):
        below = set() if path == "evidence" else {key for name, child in value.items() for key in keys(child, f"{path}.{name}".strip("."))}
        return {path} | below
    if isinstance(value, list):
        return {path} | {key for child in value for key in keys(child, path)}
    return {path}


def test_every_field_that_is_written_is_in_the_example_and_the_other_way_round() -> None:
    form = public(DOCUMENT)[0]
    assert example()["tasks"] == []  # commitments before the first item have the form of an item's tasks, which is shown there
    written, described = keys(form | {"tasks": []}), keys(example())
    places = {
        f"{path}.{part}" for path in written if path.endswith(".span") for part in ("page", "bbox", "confidence")
    }  # the page is a scan
    assert written - places == described - places
    assert places <= written


def test_the_full_form_of_a_document_with_every_field_reads_back() -> None:
    assert read_full(json.loads(json.dumps(full(DOCUMENT)))) == DOCUMENT


def test_values_without_a_span_of_their_own_have_evidence() -> None:
    """Every fact is either at a place that the form shows beside it, or a key of `evidence`."""
    form = public(DOCUMENT)[0]
    paths = {"kind", "meeting.date", "items[0].outcome", "items[0].votes[0].for", "items[0].votes[0].voters.against[0]"}
    assert paths <= set(form["evidence"])
