"""The same meeting in two files."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.files import FileState, note_file
from referat.db.links import Found, LinkKind, Side, relation, relink
from referat.db.rows import document_rows
from referat.db.search import indexing
from referat.db.store import refresh_search, remove_document, store_rows
from referat.models.minutes import Document

TITLES = ("Budget 2023", "Ny svømmehal", "Eventuelt")


def side(document: str, **parts: Any) -> Side:
    plain = Side(document, f"{document}-1", "referat", "udvalget", "Udvalget", False, None, 1000, TITLES)
    return dataclasses.replace(plain, **parts)


@pytest.mark.parametrize(
    ("one", "other", "score", "expected"),
    [
        ({"standing": "udkast"}, {}, 0.9, ("one", LinkKind.DRAFT)),
        ({}, {"standing": "udkast"}, 0.9, ("other", LinkKind.DRAFT)),
        ({"scanned": True}, {}, 0.8, ("one", LinkKind.SCAN)),
        ({"scanned": True, "standing": "udkast"}, {}, 0.8, ("one", LinkKind.DRAFT)),
        ({"characters": 2000}, {}, 1.0, ("other", LinkKind.COPY)),
        ({"kind": "dagsorden"}, {}, 0.7, ("one", LinkKind.AGENDA)),
        ({"kind": "dagsorden", "standing": "tillægsdagsorden"}, {}, 0.0, ("one", LinkKind.SUPPLEMENT)),
        ({"kind": "dagsorden"}, {"kind": "dagsorden", "standing": "tillægsdagsorden"}, 0.0, ("other", LinkKind.SUPPLEMENT)),
        ({}, {}, 0.2, None),  # two meetings of a body on one day
        ({"kind": "bilag"}, {}, 1.0, None),
    ],
)
def test_which_of_two_counts(one: dict[str, Any], other: dict[str, Any], score: float, expected: tuple[str, LinkKind] | None) -> None:
    found = relation(side("one", **one), side("other", **other), score=score)
    rest = {"one": "other", "other": "one"}
    assert found == (Found(expected[0], rest[expected[0]], expected[1], score) if expected else None)
    turned = relation(side("other", **other), side("one", **one), score=score)
    assert turned == found, "the order does not matter"


@pytest.fixture
def keep(database: Database, document: Callable[..., Document]) -> Callable[..., str]:
    """Keeps a document as an import does, and gives its id."""

    def kept(*, standing: str | None = None, before: Callable[[str], None] = lambda _: None, **parts: Any) -> str:
        made = document(**parts)
        rows = document_rows(made, path=made.path, file_name=made.path)
        identity = str(rows["documents"][0]["id"])
        rows["document_standing"] = [{"document_id": identity, "standing": standing}] if standing else []
        store_rows(database, rows, path=Path(made.path), reader_version="1")
        before(made.sha256)
        relink(database, identity)
        return identity

    return kept


def minutes(path: str, *titles: str, **parts: Any) -> dict[str, Any]:
    return {"path": path, "items": [{"title": title, "beslutning": f"Godkendt i {path}."} for title in titles], **parts}


def indexed(db: Database) -> set[str]:
    return {row[0].rpartition("-")[0] for row in db.conn.execute("SELECT id FROM meetings JOIN search_entries ON key = search_key")}


def links(db: Database) -> list[tuple[str, str, str]]:
    return [tuple(row) for row in db.conn.execute("SELECT document_id, other_id, kind FROM document_links ORDER BY 1, 2")]


@pytest.mark.parametrize("turned", [False, True])
def test_a_draft_leaves_the_search_to_the_final_minutes(turned: bool, keep: Callable[..., str], database: Database) -> None:
    making: list[Callable[[], str]] = [
        lambda: keep(**minutes("udkast.pdf", *TITLES), standing="udkast"),
        lambda: keep(**minutes("referat.pdf", "Budgettet 2023", *TITLES[1:])),
    ]
    made = [make() for make in (making[::-1] if turned else making)]
    draft, final = made[::-1] if turned else made
    assert links(database) == [(draft, final, "draft")]
    assert indexed(database) == {final}
    assert database["documents"].count == 2
    with database.atomic():
        indexing.rebuild(database.conn)
    assert indexed(database) == {final}


def test_a_newer_version_that_says_less_counts_all_the_same(keep: Callable[..., str], database: Database) -> None:
    """Else both led to each other, and neither was shown."""
    other = keep(**minutes("kopi.pdf", *TITLES[:2]))
    old = keep(**minutes("referat.pdf", *TITLES))
    assert links(database) == [(other, old, "copy")]
    note_file(database, "referat.pdf", sha256=_sha(database, old), reader_version="1", state=FileState.READ)
    newer = dict(minutes("referat.pdf", TITLES[0]))
    new = keep(**newer, before=lambda sha: note_file(database, "referat.pdf", sha256=sha, reader_version="1", state=FileState.READ))
    assert set(links(database)) == {(old, new, "earlier-version"), (new, other, "copy")}
    assert indexed(database) == {other}
    remove_document(database, other)
    relink(database, new)
    assert indexed(database) == {new}


def _sha(db: Database, identity: str) -> str:
    return str(db.conn.execute("SELECT sha256 FROM documents WHERE id = ?", (identity,)).fetchone()[0])


def test_another_body_or_day_or_agenda_is_another_meeting(keep: Callable[..., str], database: Database) -> None:
    keep(**minutes("a.pdf", *TITLES))
    keep(**minutes("b.pdf", *TITLES, forum="Et helt andet råd"))
    keep(**minutes("c.pdf", *TITLES, date="2022-06-30"))
    keep(**minutes("d.pdf", "Hegn", "Dørtelefon", "Nøgler"))
    assert links(database) == []
    assert len(indexed(database)) == 4


def test_when_the_one_that_counts_is_gone_the_other_is_found_again(keep: Callable[..., str], database: Database) -> None:
    draft, final = keep(**minutes("udkast.pdf", *TITLES), standing="udkast"), keep(**minutes("referat.pdf", *TITLES))
    remove_document(database, final)
    relink(database, draft)
    assert indexed(database) == {draft}
    remove_document(database, draft)
    assert database.conn.execute("SELECT count(*) FROM search_words").fetchone()[0] == 0
    assert not refresh_search(database)
