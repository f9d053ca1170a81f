"""The plain Datasette pages of our tables: Danish titles, what a column holds, labels, facets and orders."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.db.explorer import address
from referat.db.explorer.language import current


def _table(title: str, description: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "description": description, **more}


_DATABASE = {
    "title": "Data og SQL",
    "description": "Alt, hvad der er læst, som tabeller, der kan filtreres, hentes og spørges med SQL, og de spørgsmål, der stilles oftest",
}
_SEARCHED = {"fts_table": "search_text", "fts_pk": "search_key"}
# What only the program needs.
_HIDDEN = (
    "_sqlite_migrations",
    "correction_states",
    "document_standing",
    "followup_bodies",
    "followups_stale",
    "followups_state",
    "hidden_documents",
    "mentions",
    "next_meeting_deadlines",
    "pages",
    "person_decision_members",
    "person_links",
    "person_register_state",
    "read_rows",
    "readings",
    "reservation_names",
    "search_entries",
    "search_meetings",
    "search_state",
    "search_values",
    "search_words",
    "task_names",
    "task_persons",
    "voters",
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
    "people": _table("Navne", "Hvert navn, der er nævnt som deltager, ansvarlig eller valgt.", label_column="name", sort="name"),
    "persons": _table(
        "Personer",
        "Hver person på tværs af referaterne, med alle sine navne, fora og roller.",
        label_column="name",
        sort_desc="meetings",
        columns={"names": "skrivemåder, en på hver linje", "meetings": "antal møder", "tasks": "antal opgaver"},
    ),
    "person_figures": _table("Navne i fora", "Hvert navn i hvert forum, og hvis det er.", sort="name", facets=["forum_id"]),
    "person_proposals": _table("Måske samme person", "Par af personer, der kan være den samme, og hvorfor.", sort_desc="score"),
    "person_decisions": _table("Afgørelser om personer", "Hvad mennesker har samlet eller skilt ad.", sort_desc="made", facets=["kind"]),
    "task_list": _table(
        "Opgaveliste",
        "En række for hver ansvarlig for hver opgave; ansvarlige har deres fulde navn.",
        sort="deadline",
        facets=["owner", "forum", "strength"],
        columns={"owner_as_written": "ansvarlig som skrevet", "deadline_text": "fristens ord", "quote": "ordene i referatet"},
    ),
    "document_links": _table("Dokumenter, der hører sammen", "Dokumenter om det samme møde.", facets=["kind"]),
    "gaps": _table("Hvad intet forklarer", "Sider, linjer i indholdsfortegnelser og numre, der ikke er forklaret.", facets=["kind"]),
    "files": _table("Filer", "Hver udgave af hver fil, der er mødt.", facets=["state"], sort="path"),
    "entries": _table("Det, mennesker har skrevet", "Tilstande og rettelser, adskilt fra det læste.", sort_desc="made", facets=["kind"]),
    "audit": _table("Hvem skrev hvad", "Hver ændring af det, mennesker har skrevet.", sort_desc="id", facets=["actor", "action"]),
    "task_states": _table("Opgavernes tilstand", "Hvad mennesker har sagt, at der blev af opgaverne."),
    "followups": _table(
        "Opgaver, der er taget op igen",
        "Senere punkter, der ser ud til at vende tilbage til en opgave, og hvad ordene tyder på.",
        facets=["proposal"],
        columns={
            "score": "lighed",
            "reason": "grunden",
            "quote": "ordene senere",
            "proposal": "tyder på",
            "proposal_words": "ordene, der tyder på det",
        },
    ),
    "postponements": _table(
        "Udsatte punkter",
        "Punkter, der blev udsat, og hvor de kom igen.",
        columns={"return_id": "punktet, der tog det op igen", "later_meetings": "møder siden", "quote": "ordene, der siger det"},
    ),
    "privacy_findings": _table("Personoplysninger", "Steder i teksterne, der ser ud som personoplysninger."),
    "privacy_redactions": _table("Overstregninger", "Hvad der er streget over."),
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
    ("persons", "id"): address.person,
    ("person_figures", "person_id"): address.person,
    ("person_proposals", "person_id"): address.person,
    ("person_proposals", "other_id"): address.person,
    ("followups", "task_id"): address.task,
    ("followups", "item_id"): address.item,
    ("postponements", "item_id"): address.item,
    ("postponements", "return_id"): address.item,
    ("task_list", "person_id"): address.person,
    ("task_list", "item_id"): address.item,
    ("task_list", "meeting_id"): address.meeting,
    ("documents", "id"): address.document,
    ("gaps", "document_id"): address.document,
    ("document_links", "document_id"): address.document,
    ("document_links", "other_id"): address.document,
    ("forums", "id"): address.forum,
    (None, "person"): address.person,
    (None, "anden_person"): address.person,
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
    return {**_DATABASE, "tables": {name: dict(table) for name, table in TABLES.items()}}


def title(name: str) -> str:
    """What a list of tables calls a table: its Danish title and, for those who write SQL, its name."""
    said = TABLES.get(name, {}).get("title")
    return f"{said} ({name})" if said and current() == "da" else name


def page_of(table: str | None, column: str) -> Callable[[str], str] | None:
    """What makes the address of the page that a column's values name; None where they name none."""
    return _PAGES.get((table, column))
