"""A value together with the words it was read from."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from referat.models.place import Box, Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value, the spans of text it rests on and the id of the rule that read it.

    `boxes`: where its words are printed outside of the body text, in a running header or footer. A fact has a span or a box.
    `None` in place of a Fact means "not stated".
    """

    value: T
    spans: tuple[Span, ...]
    rule: str
    boxes: tuple[Box, ...] = ()

    def __post_init__(self) -> None:
        if not self.spans and not self.boxes:
            raise ValueError(f"a fact needs the words it rests on: {self.value!r} ({self.rule})")


def walk_facts(node: object, path: str = "") -> Iterator[tuple[str, Fact[Any]]]:
    """Every fact in a tree of dataclasses and tuples with its path, such as `items[4].outcome`."""
    if isinstance(node, Fact):
        yield path, node
    elif isinstance(node, tuple):
        for index, child in enumerate(node):
            yield from walk_facts(child, f"{path}[{index}]")
    elif dataclasses.is_dataclass(node) and not isinstance(node, type):
        for field in dataclasses.fields(node):
            yield from walk_facts(getattr(node, field.name), f"{path}.{field.name}" if path else field.name)
