"""A document as rows of the tables; nothing is read or written here."""

from __future__ import annotations

import re
from typing import Any

from referat.db import keys
from referat.db.item_rows import Setting, item_rows, task_rows
from referat.db.privacy.rows import finding_rows
from referat.db.registry import Registry
from referat.db.search import marking
from referat.db.search.stems import fold, stems, words
from referat.models.codec import encode
from referat.models.fact import Fact, walk_facts
from referat.models.kinds import SectionKind
from referat.models.minutes import Document, Minutes
from referat.models.text import SourceText

Row = dict[str, Any]
Rows = dict[str, list[Row]]

# In the order in which they can be inserted.
TABLES = (
    "documents",
    "pages",
    "forums",
    "people",
    "meetings",
    "attendance",
    "mentions",
    "acronyms",
    "items",
    "sections",
    "votes",
    "voters",
    "reservations",
    "reservation_names",
    "presence",
    "elected",
    "attachments",
    "tasks",
    "task_owners",
    "facts",
    "problems",
    "privacy_findings",
)
# How much of a value stands in the table of facts; the texts of sections are whole in their own table.
_VALUE_LENGTH, _SECTION_LENGTH = 300, 80
_SECTION = re.compile(r"\.sections\[\d+\]\.text$")


def document_rows(document: Document, *, path: str, file_name: str) -> Rows:
    """The rows of a document by table, in a fixed order. `path` is where the file lies, `file_name` what people see."""
    rows: Rows = {name: [] for name in TABLES}
    source, identity = document.source, keys.document_id(document.sha256)
    rows["documents"].append(
        {
            "id": identity,
            "sha256": document.sha256,
            "path": path,
            "file_name": file_name,
            "pages": len(source.pages),
            "ocr_pages": sum(page.ocr for page in source.pages),
            "characters": len(source.text),
        }
    )
    rows["pages"] += [
        {
            "document_id": identity,
            "number": page.number,
            "width": round(page.width, 2),
            "height": round(page.height, 2),
            "ocr": int(page.ocr),
        }
        for page in source.pages
    ]
    taken: set[str] = set()
    for part, minutes in enumerate(document.meetings, start=1):
        _meeting(
            Setting(rows, identity, {"meeting_id": keys.meeting_id(identity, part)}, source, Registry(minutes), taken),
            minutes,
            part,
            file_name,
        )
    for ordinal, row in enumerate(rows["problems"], start=1):
        row |= {"source": identity, "ordinal": ordinal, "path": path, "stops": 0, "document_id": identity}
    rows["privacy_findings"] = finding_rows(document, identity, file_name=file_name)
    rows["forums"] = _once(rows["forums"])
    rows["people"] = _once(rows["people"])
    return rows


def _once(rows: list[Row]) -> list[Row]:
    return list({row["id"]: row for row in reversed(rows)}.values())[::-1]


def value(fact: Fact[Any] | None) -> Any:
    """The value of a fact as the database keeps it; None where nothing is stated."""
    return None if fact is None else encode(fact.value)


def clock(fact: Fact[Any] | None) -> str | None:
    """A time as hours and minutes."""
    return None if fact is None else fact.value.isoformat()[:5]


def _meeting(setting: Setting, minutes: Minutes, part: int, file_name: str) -> None:
    rows, meeting, head = setting.rows, setting.shared["meeting_id"], minutes.meeting
    forum = keys.slug(head.forum.value, value(head.organisation)) if head.forum else None
    if head.forum:
        rows["forums"].append({"id": forum, "name": head.forum.value, "organisation": value(head.organisation)})
    date = value(head.date)
    rows["meetings"].append(
        {
            "id": meeting,
            "document_id": setting.document,
            "part": part,
            "title": " ".join(filter(None, (value(head.forum) or file_name, date))),
            "kind": minutes.kind.value.value,
            "forum_id": forum,
            "date": date,
            "start": clock(head.start),
            "end": clock(head.end),
            "place": value(head.place),
            "chair": value(head.chair),
            "secretary": value(head.secretary),
            "next_date": value(head.next.date) if head.next else None,
            "next_text": head.next.text.value if head.next else None,
            "items": len(minutes.items),
            "decisions": sum(any(section.kind is SectionKind.BESLUTNING for section in item.sections) for item in minutes.items),
            "tasks": len(minutes.tasks) + sum(len(item.tasks) for item in minutes.items),
        }
    )
    setting.shared.update(date=date, forum_id=forum)
    for index, item in enumerate(minutes.items):
        item_rows(setting, item, index=index)
    task_rows(setting, minutes.tasks, path="tasks", item=None)
    _attendance(rows, minutes, meeting, setting.people)
    rows["people"] += setting.people.rows()
    rows["facts"] += facts(minutes, meeting, setting.source)
    rows["problems"] += [
        {"meeting_id": meeting, "code": problem.code.value, "message": problem.message, "page": problem.page}
        for problem in minutes.problems
    ]


def _attendance(rows: Rows, minutes: Minutes, meeting: str, people: Registry) -> None:
    for ordinal, row in enumerate(minutes.attendance, start=1):
        rows["attendance"].append(
            {
                "meeting_id": meeting,
                "ordinal": ordinal,
                "person_id": people.add(row.name.value),
                "name": row.name.value,
                "status": row.status.value.value,
                "role": value(row.role),
                "organisation": value(row.organisation),
            }
        )
    wordings = [(people.add(person.name.value), mention.value) for person in minutes.people for mention in person.mentions]
    rows["mentions"] += [
        {"meeting_id": meeting, "ordinal": ordinal, "person_id": person, "wording": wording}
        for ordinal, (person, wording) in enumerate(wordings, start=1)
    ]
    rows["acronyms"] += [
        {
            "meeting_id": meeting,
            "ordinal": ordinal,
            "short": row.short.value,
            "long": row.long.value,
            "short_key": " ".join(words(fold(row.short.value))),
            "long_key": " ".join(stems(row.long.value)),
        }
        for ordinal, row in enumerate(minutes.acronyms, start=1)
    ]


def facts(minutes: Minutes, meeting: str, source: SourceText) -> list[Row]:
    """Every fact of a meeting with its value, the words it rests on where they are others, its rule and its place on the pages.

    confidence: how sure the words are that were read on an image; None where none of them were.
    """
    scanned = {page.number for page in source.pages if page.ocr}
    found = []
    for path, fact in walk_facts(minutes):
        boxes = marking.selection([*source.boxes(fact.spans), *fact.boxes])
        read, words = _plain(fact.value), " … ".join(source.of(span) for span in fact.spans)
        found.append(
            {
                "meeting_id": meeting,
                "path": path,
                "value": _short(read, _SECTION_LENGTH if _SECTION.search(path) else _VALUE_LENGTH),
                "quote": None if not words or words.split() == read.split() or _SECTION.search(path) else _short(words, _VALUE_LENGTH),
                "rule": fact.rule,
                "page": boxes[0].page if boxes else None,
                "boxes": marking.to_json(boxes),
                "confidence": source.confidence(fact.spans) if fact.spans and any(box.page in scanned for box in boxes) else None,
            }
        )
    return found


def _plain(read: Any) -> str:
    if isinstance(read, bool):
        return "ja" if read else "nej"
    return str(encode(read))


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"
