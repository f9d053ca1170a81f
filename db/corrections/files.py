"""Corrections as a small file, YAML or CSV, that people can write and hand on; and made from such a file."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import yaml
from sqlite_utils import Database

from referat.db.corrections import keeping, snapshots
from referat.db.corrections.entering import Change, enter
from referat.db.corrections.fields import CorrectionError, Kind, field
from referat.db.corrections.keeping import TABLES
from referat.db.corrections.listing import listed
from referat.db.entries.matching import Sought, Standing, alike, assign
from referat.models.errors import ReferatError
from referat.models.likeness import comparable_words

COLUMNS = ("document", "file", "kind", "field", "row", "words", "read", "value", "note", "by", "made")
_NEEDED = ("kind", "field")
_NOTHING = ("", "null", "~")
_SURE = 0.9
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a row of a file: entered, known (it held already) or why it was not entered."""

    number: int
    entered: bool = False
    error: str | None = None


def rows(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """The corrections that hold, as rows of a file, the oldest first."""
    found = sorted(listed(conn), key=lambda row: int(row["id"]))
    return [
        {
            "document": row["document_id"],
            "file": row["file"],
            "kind": row["kind"],
            "field": row["field"],
            "row": row["row_id"],
            "words": row["words"][:_LONGEST],
            "read": row["read_then"],
            "value": row["value"],
            "note": row["note"],
            "by": row["actor"],
            "made": row["changed"],
        }
        for row in found
    ]


def to_yaml(found: Sequence[Mapping[str, Any]]) -> str:
    """The rows as YAML, without what is empty; a value that is empty says that the minutes state none."""
    kept = [{name: row[name] for name in COLUMNS if row[name] is not None or name == "value"} for row in found]
    return str(yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=120))


def to_csv(found: Iterable[Mapping[str, Any]]) -> str:
    """The rows as CSV for a spreadsheet: semicolons; what would be a formula is preceded by an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow(COLUMNS)
    for row in found:
        writer.writerow([_cell(row[name]) for name in COLUMNS])
    return out.getvalue()


def _cell(value: Any) -> str:
    text = "" if value is None else json.dumps(value, ensure_ascii=False) if isinstance(value, dict) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def read(text: str, *, name: str) -> list[dict[str, Any]]:
    """The rows of a file by its name: CSV where it ends in .csv, else YAML. Raises CorrectionError where it is neither."""
    text = text.removeprefix("\ufeff")
    try:
        # All values are texts: YAML would make a number of 16:30, and no of nothing but a word.
        found = _read_csv(text) if name.lower().endswith(".csv") else yaml.load(text, Loader=yaml.BaseLoader) or []
    except (yaml.YAMLError, csv.Error) as error:
        raise CorrectionError(f"{name} kan ikke læses: {error}") from error
    if not isinstance(found, list) or not all(isinstance(row, dict) for row in found):
        raise CorrectionError(f"{name} skal være en liste af rettelser. Se formen med: referat corrections export")
    return found


def _read_csv(text: str) -> list[dict[str, Any]]:
    first = text.split("\n", 1)[0]
    reader = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in first else "\t" if "\t" in first else ",")
    return [{name: _value(cell) for name, cell in row.items() if name} for row in reader]


def _value(cell: Any) -> Any:
    text = str(cell or "")
    if text.startswith("'") and text[1:].startswith(_FORMULA):
        text = text[1:]
    if text.startswith("{"):
        try:
            return json.loads(text)
        except ValueError:
            return text
    return text or None


def take(db: Database, found: Sequence[Mapping[str, Any]], *, actor: str) -> list[Taken]:
    """Enters the corrections of a file, each for itself; those that cannot be made are told. actor: who made those that do not say."""
    return [_take(db, number, row, actor=actor) for number, row in enumerate(found, start=1)]


def _take(db: Database, number: int, row: Mapping[str, Any], *, actor: str) -> Taken:
    try:
        change = _change(db.conn, row)
        return Taken(number, entered=bool(enter(db, [change], actor=str(row.get("by") or actor))))
    except ReferatError as error:
        return Taken(number, error=str(error))


def _change(conn: sqlite3.Connection, row: Mapping[str, Any]) -> Change:
    missing = [name for name in _NEEDED if not row.get(name)]
    if missing:
        raise CorrectionError(f"Der mangler {' og '.join(missing)}.")
    kind, name, value = str(row["kind"]), str(row["field"]), row.get("value")
    field(kind, name)
    if value in _NOTHING:
        value = None
    document = _document(conn, row)
    key = _key(conn, Kind(kind), document, row)
    working = keeping.looked_at(conn, document)
    return Change(Kind(kind), working.shown_key(working.things[Kind(kind), key]), name, value, note=row.get("note") or None)


def _document(conn: sqlite3.Connection, row: Mapping[str, Any]) -> str:
    named = [str(row[name]) for name in ("document", "file") if row.get(name)]
    for text in named:
        query = "SELECT id FROM documents WHERE id = ?1 OR file_name = ?1 OR path = ?1 ORDER BY id = ?1 DESC LIMIT 2"
        found = [identity for (identity,) in map(tuple, conn.execute(query, (text,)))]
        if len(found) == 1 or text in found:
            return str(found[0])
        if found:
            raise CorrectionError(f"Flere dokumenter hedder {text}. Skriv dokumentets id i stedet (tabellen documents).")
    raise CorrectionError(f"Dokumentet {' / '.join(named) or '(intet nævnt)'} er ikke i databasen.")


def _key(conn: sqlite3.Connection, kind: Kind, document: str, row: Mapping[str, Any]) -> str:
    """The row that a correction is about: the one that is named, where its words are there; else the one with these words."""
    places = snapshots.read_places(conn, TABLES[kind], document)
    words = str(row.get("words") or "")
    named = next((place for place in places if place.row == row.get("row")), None)
    if named is not None and (not words or alike(words, named.words) >= _SURE):
        return named.row
    if not words:
        if len(places) == 1:
            return places[0].row
        raise CorrectionError(
            "Skriv i feltet words, hvad rettelsen handler om: punktets titel, opgavens ord, navnet eller tekstens begyndelse."
        )
    begun = [place for place in places if _begins(place.words, words) or _begins(place.words.partition(". ")[2], words)]
    if len(begun) == 1:
        return begun[0].row
    (sought,) = assign([Sought(0, "", document, words, words, "", None, 0.5)], places)
    if sought.place is None or sought.standing not in (Standing.SAME, Standing.CHANGED):
        raise CorrectionError(f"Ordene '{words[:60]}' står ikke i dokumentet, eller de står der flere gange.")
    return sought.place.row


def _begins(text: str, words: str) -> bool:
    wanted = comparable_words(words)
    return comparable_words(text)[: len(wanted)] == wanted
