"""The plain Datasette pages of our tables: Danish titles, what a column holds, labels, facets and orders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.db.explorer import address


def _table(title: str, description: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "description": description, **more}


_SEARCHED = {"fts_table": "search_text", "fts_pk": "search_key"}
_HIDDEN = (
    "search_entries",
    "search_words",
    "search_state",
    "_sqlite_migrations",
    "pages",
    "readings",
    "mentions",
    "voters",
    "reservation_names",
)
TABLES: dict[str, dict[str, Any]] = {
    "documents": _table("Dokumenter", "De filer, der er læst.", label_column="file_name", sort="file_name"),
    "forums": _table("Fora", "Udvalg, bestyrelser og andre, der holder møder.", label_column="name", sort="name", facets=["organisation"]),
    "meetings": _table(
        "Møder",
        "Et møde for hvert referat eller hver dagsorden.",
        label_column="title",
        sort_desc="date",
        facets=["forum_id", "kind"],
        **_SEARCHED,
        columns={"items": "antal punkter", "decisions": "antal beslutninger", "tasks": "antal opgaver", "part": "nummer i filen"},
    ),
    "items": _table(
        "Punkter",
        "Dagsordenens punkter med deres udfald.",
        label_column="title",
        sort_desc="date",
        facets=["outcome", "forum_id"],
        **_SEARCHED,
        columns={"ordinal": "plads i mødet", "number": "nummer som trykt", "outcome": "udfald", "page": "side i dokumentet"},
    ),
    "sections": _table(
        "Tekster",
        "Indstilling, referat, beslutning og andre dele af punkterne.",
        facets=["kind"],
        **_SEARCHED,
        columns={"kind": "tekstens art", "heading": "overskriften som trykt; tom, hvor dokumentet ingen har"},
    ),
    "people": _table("Personer", "Alle, der er nævnt som deltagere, ansvarlige eller valgte.", label_column="name", sort="name"),
    "attendance": _table("Fremmøde", "Hvem der var indkaldt, til stede eller fraværende.", facets=["status", "organisation"]),
    "tasks": _table(
        "Opgaver",
        "Hvad nogen har lovet eller skal gøre.",
        label_column="action",
        sort="deadline",
        facets=["strength", "forum_id"],
        **_SEARCHED,
        columns={"deadline": "sidste dag, fristen kan betyde", "deadline_text": "fristens ord", "quote": "ordene i referatet"},
    ),
    "task_owners": _table("Ansvarlige", "Hvem der har en opgave.", facets=["name", "kind"]),
    "votes": _table("Afstemninger", "Stemmer, der er talt.", facets=["carried"]),
    "reservations": _table("Forbehold", "Forbehold, mindretalsudtalelser og standpunkter.", facets=["kind"]),
    "presence": _table("Inhabilitet og fravær ved punkter", "Hvem der ikke deltog i hele mødet.", facets=["kind"]),
    "elected": _table("Valgte", "Hvem der blev valgt til hvad.", facets=["post"]),
    "attachments": _table("Bilag", "Dokumenter, som punkterne henviser til.", label_column="name"),
    "acronyms": _table("Forkortelser", "Forkortelser med deres lange form.", sort="short"),
    "problems": _table("Bemærkninger", "Filer, der ikke kunne læses, og forhold, man bør kende.", facets=["code", "stops"]),
    "facts": _table("Oplysninger og deres plads", "Hver oplysning med ordene, reglen og stedet på siden, den er læst fra."),
    "imports": _table("Indlæsninger", "Hvornår der er læst filer ind.", sort_desc="id"),
    **{name: {"hidden": True} for name in _HIDDEN},
}
_PAGES: dict[tuple[str | None, str], Callable[[str], str]] = {
    ("meetings", "id"): address.meeting,
    ("items", "id"): address.item,
    ("sections", "item_id"): address.item,
    ("facts", "meeting_id"): address.meeting,
    # Questions name them so.
    (None, "punkt_id"): address.item,
    (None, "møde_id"): address.meeting,
}


def metadata() -> dict[str, Any]:
    """What Datasette is told of a database of ours."""
    return {"tables": {name: dict(table) for name, table in TABLES.items()}}


def page_of(table: str | None, column: str) -> Callable[[str], str] | None:
    """What makes the address of the page that a column's values name; None where they name none."""
    return _PAGES.get((table, column))
