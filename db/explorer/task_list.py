"""Tasks as lists show them, and the page of all tasks: whose, in which forum, by when, and in which state."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode

from referat.db.days import day
from referat.db.entries import states
from referat.db.explorer import chart, corrections, followed, item_list, listing
from referat.db.explorer.labels import Names
from referat.db.explorer.language import say
from referat.db.export.listing import Listing
from referat.db.search.search import forums_named

PAGE, WHOLE = 50, 1000
# Counts go no further than this.
CAP = 1_000
# Nor further than this where every row is compared with a part of a name.
_CAP_OF_MANY = 300
# Names of owners or bodies up to which their tasks are looked up without asking how many they are.
_FEW = 20
_LAST_PAGE = 200
STATES = Names(
    {
        "forude": "Frist forude",
        "overskredet": "Frist overskredet",
        "uden-frist": "Uden frist",
        "uden-ansvarlig": "Uden ansvarlig",
        "afsluttet": "Afsluttet",
        "alle": "Alle",
    }
)
# Shown where no state is asked for: the first of these that has tasks.
_FIRST = ("forude", "overskredet")
_STATE_TONES = {"afsluttet": "yes", "forude": "plain", "overskredet": "wait", "uden-frist": "none"}
FIELDS = ("stand", "ansvarlig", "forum", "tilstand", "fra", "til")
_NO_OWNER = "NOT EXISTS (SELECT 1 FROM task_owners WHERE task_id = tasks.id)"
_CONDITIONS = {
    "forude": "{deadline} >= :today",
    "overskredet": "{deadline} < :today",
    "uden-frist": "{deadline} IS NULL",
    "uden-ansvarlig": _NO_OWNER,
    "afsluttet": "1",
    "alle": "1",
}
# The same of rows that are looked through.
_ON_LIST = {
    "forude": "deadline >= :today AND {open}",
    "overskredet": "deadline < :today AND {open}",
    "uden-frist": "deadline IS NULL AND {open}",
    "uden-ansvarlig": "alone AND {open}",
    "afsluttet": "over",
    "alle": "1",
}
_LOOKED_AT = 5_000
# Of these only what is not settled is shown, unless tasks in one state are asked for.
_UNSETTLED = ("forude", "overskredet", "uden-frist", "uden-ansvarlig")
_ORDERS = {"forude": "deadline, tasks.id", "overskredet": "deadline DESC, tasks.id"}
_TASK = f"""
SELECT tasks.*, forums.name AS forum, items.title AS item_title, items.number AS item_number, {states.COLUMNS} FROM tasks
LEFT JOIN forums ON forums.id = tasks.forum_id LEFT JOIN items ON items.id = tasks.item_id {states.JOIN} WHERE tasks.id = ?
"""  # noqa: S608
# An owner whom the register knows has her full name and her page there.
_OWNERS = """
SELECT DISTINCT coalesce(persons.name, task_owners.name) AS name, kind, coalesce(persons.id, task_owners.person_id) AS person_id
FROM task_owners LEFT JOIN task_persons ON task_persons.task_id = task_owners.task_id AND task_persons.ordinal = task_owners.ordinal
LEFT JOIN persons ON persons.id = task_persons.person_id WHERE task_owners.task_id = ? ORDER BY task_owners.ordinal
"""


def by_ids(conn: sqlite3.Connection, ids: list[str], *, today: str) -> list[dict[str, Any]]:
    """The tasks with these ids in this order, each with the names of its `owners` and whether it is `overdue` on an ISO day."""
    found, corrected = [], corrections.of_tasks(conn, ids)
    for identity in ids:
        row = dict(conn.execute(_TASK, (identity,)).fetchone())
        people = owners(conn, identity)
        settled = row["state"] in states.SETTLED and row["standing"] != "unsure"
        late = row["deadline"] is not None and row["deadline"] < today and not settled
        more = {"people": people, "owners": [person["name"] for person in people], "overdue": late}
        beside = {"followups": followed.of_task(conn, identity), "corrections": corrected.get(identity, [])}
        found.append({**row, **more, **beside})
    return found


def owners(conn: sqlite3.Connection, task: str) -> list[sqlite3.Row]:
    """Who has a task: `name`, `kind`, and `person_id` where that is a person."""
    return conn.execute(_OWNERS, (task,)).fetchall()


def read_address(arguments: Mapping[str, str]) -> dict[str, str]:
    """The parts of the address that mean something."""
    fields = {name: value.strip()[:200] for name in FIELDS if (value := arguments.get(name) or "").strip()}
    if fields.get("stand") not in STATES:
        fields.pop("stand", None)
    if fields.get("tilstand") not in tuple(states.TaskState):
        fields.pop("tilstand", None)
    for name in ("fra", "til"):
        if name in fields and day(fields[name], last=False) is None:
            del fields[name]
    return fields


def _filter(conn: sqlite3.Connection, fields: Mapping[str, str], today: str) -> tuple[str, dict[str, Any]]:
    """The condition that all but the state give, and its values."""
    wanted: list[str] = []
    values: dict[str, Any] = {"today": today}
    if owner := fields.get("ansvarlig"):
        owners = _owners(conn, owner)
        if conn.execute("SELECT 1 FROM persons WHERE id = ?", (owner,)).fetchone():
            wanted.append("tasks.id IN (SELECT task_id FROM task_persons WHERE person_id = :owner0)")
            values["owner0"] = owner
        elif _are_many(conn, "task_owners", "name", owners):  # the list meets one of them soon as it goes
            wanted.append("EXISTS (SELECT 1 FROM task_owners WHERE task_id = tasks.id AND name LIKE :owner ESCAPE '!')")
            values["owner"] = f"%{_literally(owner)}%"
        else:
            names = [f"owner{index}" for index in range(len(owners))]
            wanted.append(f"tasks.id IN (SELECT task_id FROM task_owners WHERE name IN ({', '.join(f':{name}' for name in names)}))")  # noqa: S608
            values |= dict(zip(names, owners, strict=True))
    if "forum" in fields:
        forums = forums_named(conn, fields["forum"])[:200]
        names = [f"forum{index}" for index in range(len(forums))]
        # With `+` the order of the list is kept, and the bodies are compared as it goes.
        wanted.append(
            f"{'+' if _are_many(conn, 'tasks', 'forum_id', forums) else ''}tasks.forum_id IN ({', '.join(f':{name}' for name in names)})"
        )
        values |= dict(zip(names, forums, strict=True))
    for name, sign in (("fra", ">="), ("til", "<=")):
        if name in fields:
            wanted.append(f"deadline {sign} :{name}")
            values[name] = day(fields[name], last=name == "til") or ""
    return " AND ".join((*wanted, item_list.shown("tasks"))), values


def _are_many(conn: sqlite3.Connection, table: str, column: str, values: Sequence[str]) -> bool:
    """Whether so many rows have one of these values that it is slower to look them up."""
    if len(values) <= _FEW:
        return False
    query = f"SELECT count(*) FROM (SELECT 1 FROM {table} WHERE {column} IN ({', '.join('?' * len(values))}) LIMIT {_LOOKED_AT + 1})"  # noqa: S608
    return bool(conn.execute(query, values).fetchone()[0] > _LOOKED_AT)


def _owners(conn: sqlite3.Connection, wanted: str) -> list[str]:
    """The names of owners that hold what was typed, or are those of the person with this id."""
    # From each name to the next one, instead of past every task that somebody has.
    query = """
    WITH RECURSIVE names(name) AS (
      SELECT min(name) FROM task_owners
      UNION ALL SELECT (SELECT min(name) FROM task_owners WHERE name > names.name) FROM names WHERE names.name IS NOT NULL
    )
    SELECT name FROM names WHERE name LIKE ? ESCAPE '!' UNION SELECT name FROM task_owners WHERE person_id = ? ORDER BY 1 LIMIT 500
    """
    return [row[0] for row in conn.execute(query, (f"%{_literally(wanted)}%", wanted))]


def _literally(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def tasks_page(conn: sqlite3.Connection, fields: dict[str, str], number: int, *, today: str, whole: bool = False) -> dict[str, Any]:
    """The content of the page of tasks; with `whole` the list is as long as a file may be."""
    where, values = _filter(conn, fields, today)
    cap, (counts, more) = _cap(values), _counts(conn, fields, where, values)
    state = _state(fields, counts)
    size = WHOLE if whole else PAGE
    ids = _ids(conn, state, _from(conn, state, fields, where, values), values, most=size + 1, skipped=0 if whole else (number - 1) * PAGE)
    rows = by_ids(conn, ids[:size], today=today)
    known = {STATES[name]: counts[name] for name in _STATE_TONES}
    return {
        "fields": fields,
        "state": state,
        "states": [
            (name, label, min(counts[name], cap), more or counts[name] > cap, address(fields, stand=name)) for name, label in STATES.items()
        ],
        "rows": rows,
        "adrift": states.count_adrift(conn),
        "parts": chart.parts(known, {STATES[name]: tone for name, tone in _STATE_TONES.items()}),
        "previous": address(fields, side=str(number - 1)) if number > 1 else None,
        "next": address(fields, side=str(number + 1)) if len(ids) > size and number < _LAST_PAGE else None,
        "formats": lambda wanted: address(fields, suffix=f".{wanted}"),
        "listing": Listing("opgaver", _title(state), "/opgaver", listing.TASK_COLUMNS, listing.tasks(rows)),
    }


def _counts(conn: sqlite3.Connection, fields: Mapping[str, str], where: str, values: dict[str, Any]) -> tuple[dict[str, int], bool]:
    """How many tasks stand on each list; and whether there may be more on all of them.

    What few owners have, and what people said of few tasks, is looked through once for all lists, and no further than `_LOOKED_AT`.
    """
    said = fields.get("tilstand")
    if "owner0" not in values and said in (None, states.TaskState.OPEN):
        most = _cap(values)
        return {state: _count(conn, _from(conn, state, fields, where, values), values, most=most) for state in _CONDITIONS}, False
    columns = f"deadline, {_NO_OWNER} AS alone, {states.IS_SETTLED} AS over"
    source = _from(conn, "alle", fields, where, values) if "owner0" in values else f"{states.spoken_of([said or ''])} WHERE {where}"
    every = f"SELECT {columns} FROM {source} LIMIT {_LOOKED_AT + 1}"  # noqa: S608
    unsettled = "NOT over" if said is None else "1"
    asked = ", ".join(f"coalesce(sum({_ON_LIST[state].format(open=unsettled)}), 0)" for state in _CONDITIONS)
    found = conn.execute(f"SELECT {asked} FROM ({every})", values).fetchone()  # noqa: S608
    counts = dict(zip(_CONDITIONS, found, strict=True))
    return counts, counts["alle"] > _LOOKED_AT


def matching(conn: sqlite3.Connection, fields: dict[str, str], *, today: str, most: int) -> tuple[str, list[str]]:
    """The title of the list of tasks with these filters, and the ids of the tasks on it, no more than `most`."""
    where, values = _filter(conn, fields, today)
    state = _state(fields, {name: _count(conn, _from(conn, name, fields, where, values), values) for name in _FIRST})
    return _title(state), _ids(conn, state, _from(conn, state, fields, where, values), values, most=most)


def _from(conn: sqlite3.Connection, stand: str, fields: Mapping[str, str], where: str, values: Mapping[str, Any]) -> str:
    """What the tasks of a list are selected from, with the conditions."""
    said = fields.get("tilstand")
    wanted = [state for state in states.SETTLED if said in (None, state)] if stand == "afsluttet" else [said] if said else []
    source, condition = states.select_in(conn, wanted) if wanted and said != states.TaskState.OPEN else ("tasks", "1")
    if (stand == "afsluttet" and not wanted) or (stand == "uden-ansvarlig" and "ansvarlig" in fields):
        condition = "0"
    elif said == states.TaskState.OPEN:
        condition = states.IS_OPEN
    elif said is None and stand in _UNSETTLED:
        condition = f"NOT {states.IS_SETTLED}"
    # The tasks of few owners are found by them, and not among all with such a deadline.
    asked = _CONDITIONS[stand].format(deadline="+deadline" if "owner0" in values else "deadline")
    return f"{source} WHERE {asked} AND {where} AND {condition}"


def _title(state: str) -> str:
    return say("Opgaver: {state}", state=STATES[state].lower())


def _state(fields: Mapping[str, str], counts: Mapping[str, int]) -> str:
    """The state that is asked for, else the first that has tasks."""
    return fields.get("stand") or next((name for name in _FIRST if counts[name]), "alle")


def _ids(conn: sqlite3.Connection, state: str, source: str, values: dict[str, Any], *, most: int, skipped: int = 0) -> list[str]:
    order = _ORDERS.get(state, "tasks.date DESC, tasks.id")
    query = f"SELECT tasks.id FROM {source} ORDER BY {order} LIMIT :limit OFFSET :offset"  # noqa: S608
    return [row[0] for row in conn.execute(query, {**values, "limit": most, "offset": skipped})]


def address(fields: Mapping[str, str], *, suffix: str = "", **changes: str | None) -> str:
    """The address of this list with some parts changed."""
    wanted = {**fields, **changes}
    query = urlencode({name: wanted[name] for name in (*FIELDS, "side") if wanted.get(name)})
    return f"/opgaver{suffix}{'?' if query else ''}{query}"


def _cap(values: Mapping[str, Any]) -> int:
    return _CAP_OF_MANY if "owner" in values else CAP


def _count(conn: sqlite3.Connection, source: str, values: dict[str, Any], *, most: int = CAP) -> int:
    query = f"SELECT count(*) FROM (SELECT 1 FROM {source} LIMIT {most + 1})"  # noqa: S608
    return int(conn.execute(query, values).fetchone()[0])


_UNASSIGNED = f"""
SELECT items.id FROM items WHERE has_decision AND tasks > 0 AND {item_list.shown("items")} AND EXISTS
(SELECT 1 FROM tasks WHERE item_id = items.id AND (deadline IS NULL OR {_NO_OWNER}) AND NOT {states.IS_SETTLED})
ORDER BY date DESC, items.id LIMIT ? OFFSET ?
"""  # noqa: S608


def unassigned(conn: sqlite3.Connection, number: int, *, today: str, whole: bool = False) -> dict[str, Any]:
    """Decisions of which something is to be done, but not by whom or not by when; the newest first."""
    size = WHOLE if whole else PAGE
    ids = [row[0] for row in conn.execute(_UNASSIGNED, (size + 1, 0 if whole else (number - 1) * PAGE))]
    rows = item_list.by_ids(conn, ids[:size])
    for row in rows:
        found = [task[0] for task in conn.execute("SELECT id FROM tasks WHERE item_id = ? ORDER BY ordinal", (row["id"],))]
        row["open_tasks"] = [task for task in by_ids(conn, found, today=today) if _lacks(task)]
    title = say("Beslutninger uden ansvarlig eller frist")
    path = "/beslutninger/uden-ansvarlig-eller-frist"
    return {
        "rows": rows,
        "previous": f"{path}?side={number - 1}" if number > 1 else None,
        "next": f"{path}?side={number + 1}" if len(ids) > size else None,
        "formats": lambda wanted: f"{path}.{wanted}",
        "listing": Listing("beslutninger-uden-ansvarlig", title, path, listing.ITEM_COLUMNS, listing.items(rows)),
    }


def _lacks(task: Mapping[str, Any]) -> bool:
    return (not task["owners"] or task["deadline"] is None) and task["state"] not in states.SETTLED
