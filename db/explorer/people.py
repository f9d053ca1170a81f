"""Who is who on the pages: the persons of the register, each with all ways in which the minutes write her name.

Where the register does not know a name yet (documents came while nobody made it anew), the name alone stands for the person.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from referat.db.explorer import address
from referat.db.explorer.labels import Names
from referat.db.explorer.language import keep, say
from referat.db.export.listing import Entry, Listing
from referat.db.keys import slug

PAGE, WHOLE = 100, 5000
COLUMNS = Names(
    {
        "name": "Navn",
        "names": "Skrevet som",
        "forums": "Fora",
        "roles": "Roller",
        "meetings": "Møder",
        "tasks": "Opgaver",
        "first": "Første møde",
        "last": "Seneste møde",
        "url": "Adresse",
    }
)
PROPOSAL_COLUMNS = Names(
    {
        "name": "Navn",
        "other": "Andet navn",
        "score": "Sikkerhed",
        "reason": "Grund",
        "forums": "Fora",
        "other_forums": "Andre fora",
        "url": "Adresse",
    }
)
_LISTED = ("names", "forums", "organisations", "roles")


def registered(name: str, meeting: str) -> str:
    """SQL for the person whom a name stands for in a meeting; the name itself where the register does not know it.

    name, meeting: SQL for the id of the name (`people.id`) and for the alias of the table of meetings.
    """
    here = f"figure.meeting_id = {meeting}.id OR figure.meeting_id IS NULL AND figure.forum_id = {meeting}.forum_id"
    # A meeting that people cut out of a figure has one of its own, which comes first.
    where = f"WHERE figure.name_id = {name} AND ({here}) ORDER BY figure.meeting_id IS NULL LIMIT 1"
    return f"coalesce((SELECT figure.person_id FROM person_figures AS figure {where}), {name})"  # noqa: S608


# Where a person is named: `seen(name_id, meeting_id)`. A meeting that people cut out of a figure has one of its own.
SEEN = """
WITH seen AS (
  SELECT figure.name_id, meetings.id AS meeting_id FROM person_figures AS figure
  JOIN meetings ON figure.meeting_id = meetings.id OR figure.meeting_id IS NULL AND meetings.forum_id = figure.forum_id
  WHERE figure.person_id = :person AND NOT (figure.meeting_id IS NULL AND EXISTS (
    SELECT 1 FROM person_figures AS cut WHERE cut.name_id = figure.name_id AND cut.meeting_id = meetings.id AND cut.person_id <> :person))
)
"""
SEEN_BY_NAME = """
WITH seen AS (
  SELECT :person AS name_id, meeting_id FROM attendance WHERE person_id = :person
  UNION SELECT :person, meeting_id FROM mentions WHERE person_id = :person
)
"""


@dataclass(frozen=True, slots=True)
class Found:
    """Whom an address means: one person of the register (`person`), only a name (`name_id`), or several `namesakes`."""

    person: dict[str, Any] | None = None
    name_id: str | None = None
    namesakes: tuple[dict[str, Any], ...] = ()


def find(conn: sqlite3.Connection, identity: str) -> Found | None:
    """Whom an address means: the id of a person, of one of her figures, or of a name; None where it means nobody."""
    query = "SELECT DISTINCT person_id FROM person_figures WHERE {} = ? ORDER BY 1"
    for column in ("person_id", "id", "name_id"):
        ids = [row[0] for row in conn.execute(query.format(column), (identity,))]
        if len(ids) == 1:
            return Found(person=_person(conn.execute("SELECT * FROM persons WHERE id = ?", ids).fetchone()))
        if ids:
            marks = ", ".join("?" * len(ids))
            rows = conn.execute(f"SELECT * FROM persons WHERE id IN ({marks}) ORDER BY meetings DESC, name, id", ids)  # noqa: S608
            return Found(namesakes=tuple(_person(row) for row in rows))
    known = conn.execute("SELECT id FROM people WHERE id = ?", (identity,)).fetchone()
    return Found(name_id=known[0]) if known else None


def namesakes(found: Found, identity: str) -> dict[str, Any]:
    """The page that lets a reader choose between persons of one name."""
    name = found.namesakes[0]["name"]
    return {
        "name": name,
        "rows": found.namesakes,
        "listing": _listing(say("Flere hedder {name}", name=name), address.person(identity), found.namesakes),
    }


def people_page(conn: sqlite3.Connection, wanted: str, number: int, *, whole: bool = False) -> dict[str, Any]:
    """The list of everybody, or of those who have the wanted words in one of their names; the most active first."""
    size = WHOLE if whole else PAGE
    words = [word for word in slug(wanted).split("-") if word] if wanted else []
    # Ids of figures begin with the name in plain letters: a word is found at its beginning.
    where = " AND ".join("('-' || name_id) LIKE '%-' || ? || '%'" for _ in words)
    named = f"WHERE id IN (SELECT person_id FROM person_figures WHERE {where})" if words else ""  # noqa: S608
    query = f"SELECT * FROM persons {named} ORDER BY meetings DESC, name, id LIMIT ? OFFSET ?"  # noqa: S608
    rows = [_person(row) for row in conn.execute(query, (*words, size + 1, 0 if whole else (number - 1) * PAGE))]
    total = conn.execute(f"SELECT count(*) FROM persons {named}", words).fetchone()[0]  # noqa: S608
    return {
        "wanted": wanted,
        "rows": rows[:size],
        "total": total,
        "proposals": conn.execute("SELECT count(*) FROM person_proposals").fetchone()[0],
        "previous": _address(wanted, number - 1) if number > 1 else None,
        "next": _address(wanted, number + 1) if len(rows) > size else None,
        "formats": lambda ending: _address(wanted, 1, f".{ending}"),
        "listing": _listing(say("Personer"), "/personer", rows[:size]),
    }


def proposals_page(conn: sqlite3.Connection) -> dict[str, Any]:
    """Pairs of persons that may be one, the likeliest first, and what people decided before."""
    rows = proposals(conn)
    entries = tuple(
        Entry(
            f"{row['one']['id']}+{row['other']['id']}",
            keep(address.person(row["one"]["id"])),
            f"{row['one']['name']} = {row['other']['name']}?",
            row["reason"],
            None,
            {
                "name": row["one"]["name"],
                "other": row["other"]["name"],
                "score": row["score"],
                "reason": row["reason"],
                "forums": "; ".join(row["one"]["forums"]),
                "other_forums": "; ".join(row["other"]["forums"]),
            },
        )
        for row in rows
    )
    path = "/personer/forslag"
    title = say("Måske samme person")
    return {
        "rows": rows,
        "formats": lambda ending: f"{path}.{ending}",
        "listing": Listing("forslag", title, path, PROPOSAL_COLUMNS, entries),
    }


def proposals(conn: sqlite3.Connection, person: str | None = None) -> list[dict[str, Any]]:
    """The pairs that may be one person; with `person` those with her, who is then the first (`one`)."""
    where = "WHERE :person IN (person_id, other_id)" if person else ""
    query = f"SELECT person_id, other_id, score, reason FROM person_proposals {where} ORDER BY score DESC, person_id, other_id LIMIT 500"  # noqa: S608
    found = []
    for one, other, score, reason in conn.execute(query, {"person": person}).fetchall():
        pair = [_person(conn.execute("SELECT * FROM persons WHERE id = ?", (identity,)).fetchone()) for identity in (one, other)]
        if person == other:
            pair.reverse()
        found.append({"one": pair[0], "other": pair[1], "score": score, "reason": reason})
    return found


def decided(conn: sqlite3.Connection, person: str) -> list[dict[str, Any]]:
    """What people decided about who she is (and did not undo): `kind` is merge or split, `names` those it joined or kept apart."""
    query = """
    SELECT person_decisions.id, kind, made FROM person_decisions WHERE undone IS NULL AND id IN (
      SELECT decision_id FROM person_decision_members JOIN person_figures ON person_figures.id = figure_id WHERE person_id = ?
    ) ORDER BY made DESC, id DESC
    """
    names = "SELECT DISTINCT name, forum FROM person_decision_members WHERE decision_id = ? ORDER BY side, name"
    return [
        {**dict(row), "names": [", ".join(filter(None, member)) for member in conn.execute(names, (row["id"],))]}
        for row in conn.execute(query, (person,)).fetchall()
    ]


def _person(row: sqlite3.Row) -> dict[str, Any]:
    return {**dict(row), **{name: [part for part in row[name].split("\n") if part] for name in _LISTED}}


def _listing(title: str, path: str, rows: Any) -> Listing:
    entries = tuple(
        Entry(
            row["id"],
            keep(address.person(row["id"])),
            row["name"],
            "; ".join(row["forums"]),
            row["last"],
            {**row, **{name: "; ".join(row[name]) for name in _LISTED}},
        )
        for row in rows
    )
    return Listing("personer", title, path, COLUMNS, entries)


def _address(wanted: str, number: int, suffix: str = "") -> str:
    query = urlencode({name: value for name, value in (("navn", wanted), ("side", number if number > 1 else "")) if value})
    return f"/personer{suffix}{'?' if query else ''}{query}"
