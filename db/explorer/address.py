"""Addresses of the explorer's pages, and what they stand for."""

from __future__ import annotations

import re
from urllib.parse import quote

# Stands in an evidence address for no fact at all.
WHOLE_DOCUMENT = "dokument"
_INDEX = re.compile(r"\[(\d+)\]")
_NUMBER = re.compile(r"\.(\d+)(?=\.|$)")


def meeting(identity: str) -> str:
    """The page of a meeting."""
    return f"/moede/{identity}"


def item(identity: str) -> str:
    """The page of an item."""
    return f"/punkt/{identity}"


def topic(text: str) -> str:
    """The page of everything about one thing."""
    return f"/emne/{quote(text, safe='')}"


def person(identity: str) -> str:
    """The page of a person of the register, by her id or that of one of her figures; or of a name."""
    return f"/person/{quote(identity, safe='@')}"


def forum(identity: str) -> str:
    """The page of a forum."""
    return f"/forum/{identity}"


def task(identity: str) -> str:
    """The page of a task."""
    return f"/opgave/{identity}"


def document(identity: str) -> str:
    """The page of a document."""
    return f"/dokument/{identity}"


def document_side(meeting_id: str, number: int) -> str:
    """The page that shows a page of a document with nothing marked."""
    return f"/bevis/{meeting_id}/{WHOLE_DOCUMENT}?side={number}"


def evidence(meeting_id: str, path: str) -> str:
    """The page that shows where a fact stands: `items[4].outcome` is `/bevis/…/items.4.outcome`."""
    place = _INDEX.sub(r".\1", path)
    return f"/bevis/{meeting_id}/{place}"


def fact_path(place: str) -> str:
    """The path of a fact in the model, from the last part of an evidence address."""
    return _NUMBER.sub(r"[\1]", place)


def page_image(document: str, number: int, width: int) -> str:
    """The image of a page, `width` pixels wide."""
    return f"/side/{document}/{number}.png?bredde={width}"


# The kinds of things that can be corrected (`referat.db.corrections.fields.Kind`), as addresses name them.
CORRECTED = {"meeting": "moede", "attendee": "deltager", "item": "punkt", "section": "tekst", "task": "opgave"}


def correct(kind: str, key: str) -> str:
    """The page on which a row is corrected."""
    return f"/ret/{CORRECTED[kind]}/{key}"
