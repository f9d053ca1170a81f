"""The borders of texts, corrected: where one ends, and where another begins within it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping

from referat.db.corrections.fields import CorrectionError, Kind
from referat.db.corrections.things import Thing, Working, place_of
from referat.db.rows import Row
from referat.models.kinds import SectionKind


def move_end(working: Working, thing: Thing, value: str) -> Thing:
    """Lets a text end with some words of it or of the next text of the item; what follows them begins the next text.

    Raises CorrectionError where neither holds the words, or where nothing would be left of the text.
    """
    rows = working.sections_of(thing.row["item_id"])
    at = rows.index(thing.row)
    if at + 1 == len(rows):
        raise CorrectionError("Afsnittet er punktets sidste. Del det i stedet: skriv, hvor det nye afsnit begynder.")
    after = rows[at + 1]
    joined = f"{thing.row['text']}\n{after['text']}"
    place = place_of(joined, value)
    if place is None:
        raise CorrectionError("Ordene står hverken i afsnittet eller i det næste. Kopiér dem fra teksten, som de står der.")
    thing.row["text"], rest = joined[: place[1]].strip(), joined[place[1] :].strip()
    facts = working.facts_of_sections(thing.row["item_id"])
    _share_boxes(facts, thing.row, after)
    if rest:
        after["text"] = rest
    else:
        rows.remove(after)
    _renumber(working, thing, rows, facts)
    return thing


def split(working: Working, thing: Thing, value: str) -> Thing:
    """Begins another text of the item at some words, written as `beslutning: Udvalget besluttede`.

    Raises CorrectionError where the text does not hold them, or where nothing stands before them.
    """
    kind, words = _kind_and_words(value)
    text = thing.row["text"]
    place = place_of(text, words)
    if place is None or not text[: place[0]].strip():
        raise CorrectionError("Afsnittet skal deles ved ord, der står inde i det. Kopiér dem fra teksten, som de står der.")
    rows, facts = working.sections_of(thing.row["item_id"]), working.facts_of_sections(thing.row["item_id"])
    fresh = {**thing.row, "kind": kind, "heading": None, "text": text[place[0] :].strip()}
    thing.row["text"] = text[: place[0]].strip()
    rows.insert(rows.index(thing.row) + 1, fresh)
    facts[id(fresh)] = [{**row, "value": fresh["text"][:80]} for row in facts[id(thing.row)] if row["path"].endswith(".text")]
    _renumber(working, thing, rows, facts)
    return thing


def _kind_and_words(value: str) -> tuple[str, str]:
    kind, colon, words = value.partition(":")
    if not colon or kind.strip() not in tuple(SectionKind) or not words.strip():
        raise CorrectionError(f"Skriv det nye afsnits art, et kolon og de første ord. Arterne er {', '.join(SectionKind)}.")
    return kind.strip(), words.strip()


def _share_boxes(facts: Mapping[int, list[Row]], one: Row, other: Row) -> None:
    """Where words went from one text to another, nothing tells in which of the lines they stand: both are shown by the lines of both."""
    texts = [row for section in (one, other) for row in facts[id(section)] if row["path"].endswith(".text")]
    boxes = [box for row in texts for box in json.loads(row["boxes"])]
    for row in texts:
        row["boxes"] = json.dumps(boxes, separators=(",", ":"))


def _renumber(working: Working, thing: Thing, rows: list[Row], facts: Mapping[int, list[Row]]) -> None:
    """Numbers the texts of an item anew, and their facts with them."""
    item = thing.row["item_id"]
    working.rows["sections"] = [row for row in working.rows["sections"] if row["item_id"] != item] + rows
    working.drop_facts(thing.meeting, f"{working.item_path(item)}.sections")
    for ordinal, row in enumerate(rows, start=1):
        row["ordinal"] = ordinal
        for fact in facts[id(row)]:
            path = re.sub(r"\.sections\[\d+\]", f".sections[{ordinal - 1}]", fact["path"])
            shown = {"value": row["text"][:80]} if path.endswith(".text") else {}
            working.add_fact({**fact, "path": path, **shown})


FIELDS: dict[tuple[Kind, str], Callable[[Working, Thing, str], Thing]] = {(Kind.SECTION, "end"): move_end, (Kind.SECTION, "split"): split}
