"""Every format of a list of tasks, read again by a reader of that format that is not ours."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from referat.db.export.table import line, text
from referat.db.export.task_formats import TASK_FORMATS, TaskList
from referat.db.export.workbook import sheet_name
from tests.db.explorer.hostile import TEXTS
from tests.db.export.conftest import DAY, SITE, Page

Listed = Callable[[], TaskList]
# The columns of Todoist's CSV template, and of the sheet that Planner exports.
TODOIST = ["TYPE", "CONTENT", "DESCRIPTION", "PRIORITY", "INDENT", "AUTHOR", "RESPONSIBLE", "DATE", "DATE_LANG", "TIMEZONE"]
PLANNER = {"Task ID", "Task Name", "Bucket Name", "Progress", "Priority", "Assigned To", "Created By", "Created Date", "Start Date"} | {
    "Due Date", "Late", "Completed Date", "Completed By", "Completed Checklist Items", "Checklist Items", "Labels", "Description"
}  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝")


def written(name: str, asked: TaskList) -> bytes:
    return TASK_FORMATS[name].write(asked)


def spoken(said: str) -> str:
    """The letters of a text: what must come back whatever signs a format needs around them."""
    return "".join(re.findall(r"\w", said))


def table(name: str, asked: TaskList, delimiter: str = ",") -> list[list[str]]:
    return list(csv.reader(io.StringIO(written(name, asked).decode("utf-8-sig"), newline=""), delimiter=delimiter, strict=True))


def sheets(name: str, asked: TaskList) -> Any:
    return load_workbook(io.BytesIO(written(name, asked))).worksheets


@pytest.mark.parametrize("name", TASK_FORMATS)
def test_the_same_list_gives_the_same_words_whatever_stands_in_it(hostile: TaskList, name: str) -> None:
    body = written(name, hostile)
    assert body
    if not name.endswith("xlsx"):
        assert body == written(name, hostile), "no time of writing is in it"
        assert body.decode()


@pytest.mark.parametrize("name", TASK_FORMATS)
def test_an_empty_list_is_a_file_too(name: str) -> None:
    assert written(name, TaskList("Opgaver", [], SITE, "2022-01-01"))


@pytest.mark.parametrize(("name", "delimiter"), [("csv", ","), ("semikolon.csv", ";"), ("tsv", "\t")])
def test_delimited_text(hostile: TaskList, name: str, delimiter: str) -> None:
    assert written(name, hostile).startswith(b"\xef\xbb\xbf"), "Excel takes it for another character set without"
    header, *rows = table(name, hostile, delimiter)
    assert header[:3] == ["Frist", "Fristens ord", "Ansvarlig"]
    assert {len(row) for row in rows} == {len(header)}
    quotes = [row[header.index("Ordene i referatet")] for row in rows]
    assert [said.lstrip("'") for said in quotes] == [text(words).lstrip("'") for _, words in TEXTS]
    assert [cell for row in rows for cell in row if cell.lstrip(" ").startswith(FORMULA)] == []


def test_a_workbook_has_types_filters_and_links(hostile: TaskList) -> None:
    (sheet,) = sheets("xlsx", hostile)
    header = [cell.value for cell in sheet[1]]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{sheet.cell(1, len(header)).column_letter}{len(TEXTS) + 1}")
    cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d", "inlineStr"}, "no formula"
    rows = [dict(zip(header, row, strict=True)) for row in sheet.iter_rows(min_row=2)]
    assert {row["Frist"].value.date() for row in rows} == {dt.date.fromisoformat(DAY)}
    assert all(isinstance(row["Side"].value, int) for row in rows)
    read = [str(row["Ordene i referatet"].value).replace("\r\n", "\n") for row in rows]  # readers of XML may take line ends so
    assert read == [text(words)[:32_000].replace("\r\n", "\n") for _, words in TEXTS]
    assert all(re.fullmatch(rf"{SITE}/bevis/[0-9a-f]{{12}}-1/items\.0\.tasks\.0\.quote", row["Adresse"].hyperlink.target) for row in rows)


def test_each_owner_has_a_sheet(listed: Listed, hostile: TaskList) -> None:
    found = sheets("ansvarlige.xlsx", listed())
    assert [(sheet.title, sheet.max_row - 1) for sheet in found] == [
        ("Alle opgaver", 4),
        ("Bo Vig", 3),
        ("Eva Holm", 1),
        ("Uden ansvarlig", 1),
    ]
    names = [sheet.title for sheet in sheets("ansvarlige.xlsx", hostile)]
    assert len({name.casefold() for name in names}) == len(names) == len(TEXTS) + 1
    assert [name for name in names if len(name) > 31 or re.search(r"[\[\]:*?/\\]|^'|'$", name)] == []


def test_states_are_told(listed: Listed) -> None:
    (sheet,) = sheets("xlsx", listed())
    header, *rows = sheet.iter_rows(values_only=True)
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["Tilstand"] for row in told] == ["åben", "udført", "bortfaldet", "åben"]
    assert told[1]["Afsluttet"].date() == dt.date(2022, 6, 20)
    assert (told[1]["Bemærkning"], told[0]["Ansvarlig"], told[3]["Ansvarlig"]) == ("Sendt til alle", "Eva Holm, Bo Vig", None)


def test_todoist_takes_the_columns_of_its_template(listed: Listed, hostile: TaskList) -> None:
    header, *rows = table("todoist.csv", listed())
    assert header == TODOIST
    assert [(row[0], row[1]) for row in rows] == [
        ("section", "Eva Holm, Bo Vig"),
        ("task", "Eva holm og bo vig sender planen i høring senest den 1. juni 2022."),
        ("section", "Uden ansvarlig"),
        ("task", "Sekretariatet laver et overblik."),
    ], "what is done or dropped is not imported as open"
    assert [row[3:] for row in rows if row[0] == "task"] == [
        ["4", "1", "", "", "2022-06-01", "da", "Europe/Copenhagen"],
        ["4", "1", "", "", "", "", ""],
    ]
    _, *rows = table("todoist.csv", hostile)
    assert {len(row) for row in rows} == {len(TODOIST)}
    assert {row[0] for row in rows} == {"section", "task"}
    assert [cell for row in rows for cell in row if cell.startswith(FORMULA) or re.search(r"(?<!\S)@\S|(?<!\\)<", cell)] == []


def test_jira_takes_every_row(listed: Listed, hostile: TaskList) -> None:
    header, *rows = table("jira.csv", listed())
    assert header == ["Summary", "Issue Type", "Status", "Resolution", "Description", "Assignee", "Due date", "Labels", "Labels"]
    assert [tuple(row[2:4]) for row in rows] == [("To Do", ""), ("Done", "Done"), ("Done", "Won't Do"), ("To Do", "")]
    assert [(row[5], row[6]) for row in rows] == [("Eva Holm", "2022-06-01"), ("Bo Vig", "2022-07-01"), ("Bo Vig", "2022-08-01"), ("", "")]
    _, *rows = table("jira.csv", hostile)
    assert len(rows) == len(TEXTS)
    assert all(row[0] and len(row[0]) <= 255 and "\n" not in row[0] for row in rows)
    assert [label for row in rows for label in row[7:] if re.search(r"\s", label)] == []
    assert [row[4] for row in rows if re.search(r"(?<!\\)[{\[]|(?<!\\)!\S", row[4])] == [], "no macro, link or image"


def test_planner_names(listed: Listed, hostile: TaskList) -> None:
    (sheet,) = sheets("planner.xlsx", listed())
    header, *rows = sheet.iter_rows(values_only=True)
    assert set(header) == PLANNER
    told = [dict(zip(header, row, strict=True)) for row in rows]
    assert [row["Progress"] for row in told] == ["Not started", "Completed", "Completed", "Not started"]
    assert [row["Late"] for row in told] == ["true", "false", "false", "false"]
    assert (told[0]["Assigned To"], told[2]["Labels"], told[3]["Labels"]) == ("Eva Holm;Bo Vig", "Bortfaldet", "Uden ansvarlig")
    assert {cell.data_type for row in sheets("planner.xlsx", hostile)[0].iter_rows() for cell in row} <= {"s", "n", "d", "inlineStr"}


def test_markdown_is_a_list_of_boxes(listed: Listed, hostile: TaskList) -> None:
    told = written("md", listed()).decode()
    assert re.findall(r"^## (.*)$", told, re.M) == ["Bo Vig", "Eva Holm", "Uden ansvarlig"]
    assert re.findall(r"^- \[(.)\]", told, re.M) == [" ", "x", "x", " ", " "]
    parser = MarkdownIt("commonmark", {"html": True})
    tokens = parser.parse(written("md", hostile).decode())
    every = [child for token in tokens for child in (token, *(token.children or ()))]
    assert {token.type for token in every if "html" in token.type or token.type in ("image", "code_block", "fence", "code_inline")} == set()
    links = [str(token.attrs["href"]) for token in every if token.type == "link_open"]
    assert len(links) == len(TEXTS)
    assert all(link.startswith(f"{SITE}/bevis/") for link in links)
    assert sum(token.type == "heading_open" for token in every) == len(TEXTS) + 1
    assert sum(token.type == "list_item_open" for token in every) == len(TEXTS)
    rendered = spoken(Page(parser.render(written("md", hostile).decode())).text)
    assert [name for name, words in TEXTS if spoken(line(words)) not in rendered] == []


def test_letters_say_it_and_load_nothing(listed: Listed, hostile: TaskList) -> None:
    page = Page(written("html", listed()).decode())
    assert page.heads == ["Opgaver til Bo Vig", "Opgaver til Eva Holm", "Opgaver uden ansvarlig"]
    assert "sammen med Eva Holm" in page.text
    assert "indkalder" not in page.text, "it is done"
    page = Page(written("html", hostile).decode())
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "section", "h1", "div", "p", "strong", "blockquote", "a"
    }  # fmt: skip
    assert {name for _, attributes in page.tags for name in attributes if name.startswith("on")} == set()
    assert "url(" not in written("html", hostile).decode().split("</head>")[0]
    assert {link[: len(SITE)] for link in page.values("href") + page.values("src")} == {SITE}
    assert [name for name, words in TEXTS if spoken(line(words)) not in spoken(page.text)] == []


def test_json_holds_everything(listed: Listed, hostile: TaskList) -> None:
    told = json.loads(written("json", listed()))["rows"]
    assert told[0]["owners"] == ["Eva Holm", "Bo Vig"]
    assert (told[1]["state"], told[1]["state_date"], told[3]["deadline"]) == ("udført", "2022-06-20", None)
    assert [row["quote"] for row in json.loads(written("json", hostile))["rows"]] == [task.quote for task in hostile.tasks]


@pytest.mark.parametrize(
    ("wanted", "name", "reason"),
    [
        ("Byråd: møde [1/2]", "Byråd møde 1 2", "signs that Excel does not take"),
        ("x" * 40, "x" * 31, "no more than 31 letters"),
        ("'citat'", "citat", "no apostrophe at either end"),
        ("", "Ark", "a name it must have"),
        ("optaget", "optaget (2)", "another sheet has it"),
        ("OPTAGET", "OPTAGET (2)", "case does not count"),
    ],
)
def test_names_of_sheets(wanted: str, name: str, reason: str) -> None:
    assert sheet_name(wanted, {"optaget"}) == name, reason
