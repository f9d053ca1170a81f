"""Rows of the agenda items of a meeting and of what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from referat.db import keys
from referat.db.registry import Registry
from referat.models.codec import encode
from referat.models.fact import Fact
from referat.models.kinds import Outcome, OwnerKind, SectionKind
from referat.models.minutes import Item, Section, Task, Vote
from referat.models.text import SourceText

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Setting:
    """The meeting that rows are made for: where they go, the id of the document, the columns that every row of the meeting shares
    (id, date, forum), its text and people, and the ids that are taken.
    """

    rows: Rows
    document: str
    shared: Row
    source: SourceText
    people: Registry
    taken: set[str]


def _value(fact: Fact[Any] | None) -> Any:
    return None if fact is None else encode(fact.value)


def item_rows(setting: Setting, item: Item, *, index: int) -> None:
    """Adds the rows of an item, the meeting's `index`-th from 0."""
    rows, source = setting.rows, setting.source
    identity = keys.unique(keys.item_id(setting.document, source, item.span), setting.taken)
    kinds = {section.kind for section in item.sections}
    words = source.words.indices(item.span)
    box = source.words[words[0]].box if words else None
    rows["items"].append(
        {
            "id": identity,
            **setting.shared,
            "ordinal": index + 1,
            "number": _value(item.number),
            "title": _value(item.title),
            "outcome": _value(item.outcome),
            "case_number": _value(item.case_number),
            "presenter": _value(item.presenter),
            "closed": int(bool(_value(item.closed))),
            "start": item.start.value.isoformat()[:5] if item.start else None,
            "end": item.end.value.isoformat()[:5] if item.end else None,
            "page": box.page if box else None,
            "top": round(box.top, 1) if box else None,
            "has_recommendation": int(SectionKind.INDSTILLING in kinds),
            "has_minutes": int(SectionKind.REFERAT in kinds),
            "has_decision": int(SectionKind.BESLUTNING in kinds or _decides(item)),
            "tasks": len(item.tasks),
        }
    )
    rows["sections"] += [_section(section, identity, ordinal, source) for ordinal, section in enumerate(item.sections, start=1)]
    for ordinal, vote in enumerate(item.votes, start=1):
        _vote(rows, vote, identity, ordinal)
    _reservations(rows, item, identity)
    _people(rows, item, identity, setting.people)
    rows["attachments"] += [
        {"item_id": identity, "ordinal": ordinal, "name": row.name.value, "number": _value(row.number), "url": _value(row.url)}
        for ordinal, row in enumerate(item.attachments, start=1)
    ]
    task_rows(setting, item.tasks, path=f"items[{index}].tasks", item=identity)


def _decides(item: Item) -> bool:
    return item.outcome is not None and item.outcome.value is not Outcome.INGEN


def _section(section: Section, item: str, ordinal: int, source: SourceText) -> Row:
    return {
        "item_id": item,
        "ordinal": ordinal,
        "kind": section.kind.value,
        "heading": _value(section.heading),
        "text": section.text.value,
        "page": source.page_of(section.text.spans[0]),
    }


def _vote(rows: Rows, vote: Vote, item: str, ordinal: int) -> None:
    carried = _value(vote.carried)
    rows["votes"].append(
        {
            "item_id": item,
            "ordinal": ordinal,
            "text": vote.text.value,
            "subject": _value(vote.on),
            "for_count": _value(vote.for_),
            "against_count": _value(vote.against),
            "abstain_count": _value(vote.abstain),
            "carried": None if carried is None else int(carried),
        }
    )
    sides = (("for", vote.voters_for), ("against", vote.voters_against), ("abstain", vote.voters_abstain))
    named = [(side, name.value) for side, names in sides for name in names]
    rows["voters"] += [
        {"item_id": item, "vote_ordinal": ordinal, "ordinal": place, "side": side, "name": name}
        for place, (side, name) in enumerate(named, start=1)
    ]


def _reservations(rows: Rows, item: Item, identity: str) -> None:
    for ordinal, row in enumerate(item.reservations, start=1):
        rows["reservations"].append({"item_id": identity, "ordinal": ordinal, "kind": row.kind.value, "text": row.text.value})
        rows["reservation_names"] += [
            {"item_id": identity, "reservation_ordinal": ordinal, "ordinal": place, "name": name.value}
            for place, name in enumerate(row.who, start=1)
        ]


def _people(rows: Rows, item: Item, identity: str, people: Registry) -> None:
    rows["presence"] += [
        {
            "item_id": identity,
            "ordinal": ordinal,
            "kind": row.kind.value,
            "person_id": people.add(row.name.value),
            "name": row.name.value,
            "text": row.text.value,
        }
        for ordinal, row in enumerate(item.presence, start=1)
    ]
    rows["elected"] += [
        {
            "item_id": identity,
            "ordinal": ordinal,
            "person_id": people.add(row.name.value),
            "name": row.name.value,
            "post": _value(row.post),
            "term": _value(row.term),
        }
        for ordinal, row in enumerate(item.elected, start=1)
    ]


def task_rows(setting: Setting, tasks: Sequence[Task], *, path: str, item: str | None) -> None:
    """Adds the rows of tasks and their owners; `path` is where the tasks stand in the model, `item` None before the first item."""
    for index, task in enumerate(tasks):
        identity = keys.unique(keys.task_id(setting.document, task.quote.value), setting.taken)
        due = task.deadline
        setting.rows["tasks"].append(
            {
                "id": identity,
                **setting.shared,
                "item_id": item,
                "ordinal": index + 1,
                "action": task.action,
                "quote": task.quote.value,
                "deadline": encode(due.last) if due else None,
                "deadline_first": encode(due.first) if due else None,
                "deadline_text": due.text.value if due else None,
                "deadline_precision": due.precision.value if due else None,
                "strength": task.strength.value,
                "rule": task.quote.rule,
                "page": setting.source.page_of(task.quote.spans[0]),
                "path": f"{path}[{index}]",
            }
        )
        for ordinal, owner in enumerate(task.owners, start=1):
            person = setting.people.add(owner.name.value) if owner.kind is OwnerKind.PERSON else None
            setting.rows["task_owners"].append(
                {"task_id": identity, "ordinal": ordinal, "name": owner.name.value, "kind": owner.kind.value, "person_id": person}
            )
