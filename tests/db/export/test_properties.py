"""What holds of any text whatever."""

from __future__ import annotations

import csv
import io
import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from openpyxl import load_workbook

from referat.db.export.delimited import cell, delimited
from referat.db.export.jira import COLUMNS as JIRA
from referat.db.export.markdown import plain
from referat.db.export.table import Column, Kind, Table, line, text
from referat.db.export.workbook import sheet_name, workbook
from tests.db.export.conftest import Page

SIGNS = st.sampled_from(list("=+-@\t\r\n ,;\"'<>&[](){}!*_`#|~\\:/.1a＝\u202e\x00\ud800"))
WORDS = st.one_of(st.text(), st.text(SIGNS, max_size=30))


@settings(max_examples=150)
@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), st.sampled_from(",;\t"))
def test_delimited_text_gives_back_every_cell_and_no_formula(rows: list[tuple[str, str]], delimiter: str) -> None:
    table = Table("Liste", (Column("a", "A"), Column("b", "B")), tuple({"a": a, "b": b} for a, b in rows))
    body = delimited(table, delimiter=delimiter).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=True))
    assert read == [["A", "B"], *([cell(a), cell(b)] for a, b in rows)]
    assert all(value.lstrip()[:1] not in ("=", "+", "-", "@", "＝") for row in read for value in row)
    assert [value.removeprefix("'") for row in read[1:] for value in row] == [
        text(value).removeprefix("'") for row in rows for value in row
    ]


@settings(max_examples=40, deadline=None)
@given(st.lists(WORDS, min_size=1, max_size=5))
def test_a_workbook_gives_back_every_word(values: list[str]) -> None:
    body = workbook([Table(values[0], (Column("a", "A", Kind.LONG),), tuple({"a": value} for value in values))])
    (sheet,) = load_workbook(io.BytesIO(body)).worksheets
    read = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {value.data_type for value in read} <= {"s", "n", "inlineStr"}
    # The format itself knows one kind of line end.
    told = [re.sub(r"\r\n?", "\n", text(value)) for value in values]
    assert [re.sub(r"\r\n?", "\n", value.value or "") for value in read] == told  # pyright: ignore[reportCallIssue, reportArgumentType]


@given(st.lists(WORDS, max_size=8))
def test_names_of_sheets_are_names_and_never_twice_the_same(wanted: list[str]) -> None:
    taken: set[str] = set()
    names = [sheet_name(name, taken) for name in wanted]
    assert len({name.casefold() for name in names}) == len(names)
    assert all(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]|^'|'$", name) for name in names)


@settings(max_examples=300)
@given(WORDS)
@example("1. punkt")
@example("<b>x</b> &amp; [a](b) ![c](d)")
@example("- a")
@example("http://evil.invalid <http://evil.invalid>")
def test_markdown_gives_back_every_word_and_makes_nothing_of_it(words: str) -> None:
    page = Page(MarkdownIt("commonmark").render(plain(words)))
    assert {tag for tag, _ in page.tags} <= {"p"}
    assert page.text.split() == line(words).split()


def test_jira_has_as_many_cells_as_columns() -> None:
    assert JIRA[0] == "Summary"
    assert not any(re.search(r"[^\w ]", name) for name in JIRA), "punctuation in the heading may break the importer"
