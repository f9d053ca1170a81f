"""Lines become paragraphs, broken words whole ones, and every word knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.extract.pages.reading import read, read_plain
from referat.models.place import Span
from referat.models.text import SourceText
from tests.extract.printed import LEFT, TOP, page, pages, typed, words

LONG = "Udvalget drøftede den nye plan for stien langs fjorden"  # as wide as a column gets below


def text_of(*texts: str) -> str:
    return read(pages(*texts)).text


PARAGRAPHS = [
    (f"{LONG}\nog de penge, der er sat af.", f"{LONG} og de penge, der er sat af.", "a wrapped line goes on"),
    (f"{LONG}\nKort.\nNy linje.", f"{LONG} Kort.\nNy linje.", "a line that had room for the next word ends its paragraph"),
    (f"{LONG}\n\nMødet sluttede.", f"{LONG}\nMødet sluttede.", "white space above"),
    (f"{LONG}\n• Første\n• Anden", f"{LONG}\n• Første\n• Anden", "bullets"),
    (f"{LONG}\n1. Første\n2) Anden", f"{LONG}\n1. Første\n2) Anden", "numbered points"),
    (f"{LONG}\n- tilbuddet hentes\n- svaret sendes", f"{LONG}\n- tilbuddet hentes\n- svaret sendes", "dashes"),
    (f"{LONG}\na) Første\nb) Anden", f"{LONG}\na) Første\nb) Anden", "letters"),
    (f"{LONG}\n**Beslutning**\nGodkendt.", f"{LONG}\nBeslutning\nGodkendt.", "another weight"),
    (f"{LONG}\n# Større skrift", f"{LONG}\nStørre skrift", "another size"),
    (
        f"{LONG}.\n**Beslutning:** Godkendt, som foreslået.",
        f"{LONG}.\nBeslutning: Godkendt, som foreslået.",
        "a bold label before its text",
    ),
    (f"{LONG} og\n**Alma** fortalte om den.", f"{LONG} og Alma fortalte om den.", "a bold name in a sentence"),
    (f"{LONG} den\n4. maj blev stien åbnet.", f"{LONG} den 4. maj blev stien åbnet.", "a date over a line end is no numbered point"),
    (f"{LONG}, punkt\n2. Det blev vedtaget.", f"{LONG}, punkt 2. Det blev vedtaget.", "a number that the line before asks for"),
    (f"{LONG}\n   rykket ind, uden grund", f"{LONG}\nrykket ind, uden grund", "another indent without a marker above"),
    (f"1. {LONG}\n   går videre under teksten", f"1. {LONG} går videre under teksten", "the text under a number's text"),
    (f"{LONG}\n(i alt) blev det vedtaget", f"{LONG} (i alt) blev det vedtaget", "a bracket is no marker"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), PARAGRAPHS)
def test_paragraphs(text: str, expected: str, reason: str) -> None:
    assert text_of(text) == expected, reason


def test_a_sentence_goes_on_over_the_end_of_a_page() -> None:
    assert text_of(LONG, "og blev enige om den.") == f"{LONG} og blev enige om den."


def test_a_sentence_that_ended_with_the_page_does_not_go_on() -> None:
    assert text_of(f"{LONG}\nDet var alt.", "Næste sag blev udsat.") == f"{LONG} Det var alt.\nNæste sag blev udsat."


PAD = "Udvalget drøftede længe og grundigt den nye plan for en"
HYPHENS = [
    ("kommunal-", "bestyrelse", "kommunalbestyrelse", "the line's own hyphen goes"),
    ("social-", "og sundhedsområdet", "social- og sundhedsområdet", "a hyphen that stands for the rest of a word"),
    ("børne-", "eller ungesag", "børne- eller ungesag", "the same before 'eller'"),
    ("IPG-", "medformand", "IPG-medformand", "after a short form in capitals"),
    ("2019-", "planen", "2019-planen", "after figures"),
    ("nord-", "Sjælland", "nord-Sjælland", "before a capital"),
    ("8-", "10 personer", "8-10 personer", "a span of figures"),
    ("(sags-", "behandler)", "(sagsbehandler)", "inside brackets"),
]


@pytest.mark.parametrize(("first", "second", "expected", "reason"), HYPHENS)
def test_words_over_a_line_end(first: str, second: str, expected: str, reason: str) -> None:
    source = read(pages(f"{PAD} {first}\n{second}"))
    assert source.text == f"{PAD} {expected}", reason


def test_a_hyphen_that_the_document_prints_elsewhere_stays() -> None:
    """'e-mail' is written with its hyphen in the same text."""
    assert text_of(f"Svar på e-mail gives\n\n{PAD} e-\nmail") == f"Svar på e-mail gives\n{PAD} e-mail"


def test_a_word_over_a_line_end_has_both_its_places() -> None:
    source = read(pages(f"{PAD} kommunal-\nbestyrelse"))
    start = source.text.index("kommunalbestyrelse")
    boxes = source.boxes([Span(start, start + len("kommunalbestyrelse"))])
    assert [(round(box.x0 > 200), round(box.bottom)) for box in boxes] == [(1, 102), (0, 116)]


def test_the_lines_say_how_they_look() -> None:
    source = read(pages("# Referat\n\n**Sted:**\tRådhuset\n    rykket ind"))
    title, label, inner = source.lines
    assert (title.size, title.bold, title.starts) == (14.0, False, True)
    assert [source.of(segment) for segment in label.segments] == ["Sted:", "Rådhuset"]
    assert source.words.all_bold(label.segments[0])
    assert not source.words.all_bold(label.span)
    assert label.gap > 10 > inner.gap
    assert (label.indent, inner.indent) == (0.0, 22.4)


def test_indents_compare_between_left_and_right_pages() -> None:
    """The text of left and right pages stands a little apart; a heading on both has the same indent."""
    both = [page(typed(f"Overskrift\n{LONG}", x=LEFT + shift), number=number) for number, shift in ((1, 0), (2, 30), (3, 0))]
    source = read(both)
    assert {line.indent for line in source.lines} == {0.0}


def test_a_page_of_nothing_but_indented_lines_keeps_its_indent() -> None:
    source = read([page(typed(LONG, x=LEFT + shift, y=200), number=number) for number, shift in ((1, 0), (2, 20), (3, 0))])
    assert [line.indent for line in source.lines] == [0.0, 20.0, 0.0]


def test_combining_letters_become_whole() -> None:
    assert text_of("Ba\u030anden mødtes") == "Bånden mødtes"


PLAIN = [
    ("a\n\n\nb", ["a", "b"], [0.0, 24.0], "blank lines are white space above"),
    ("  indrykket  ord", ["indrykket ord"], [0.0], "white space is one space"),
    ("", [], [], "nothing"),
]


@pytest.mark.parametrize(("text", "lines", "gaps", "reason"), PLAIN)
def test_plain_text(text: str, lines: list[str], gaps: list[float], reason: str) -> None:
    source = read_plain(text)
    assert [source.of(line.span) for line in source.lines] == lines, reason
    assert [line.gap for line in source.lines] == gaps, reason
    assert source.text == "\n".join(lines)


# --- what holds for every page

WORD = st.text("abdeæøåKMS019.,:()-•", min_size=1, max_size=9)
LINE = st.tuples(
    st.lists(WORD, min_size=1, max_size=9),
    st.sampled_from((0.0, 12.0, 40.0, 240.0)),
    st.sampled_from((9.0, 10.0, 14.0)),
    st.booleans(),
)
PAGES = st.lists(st.lists(LINE, min_size=1, max_size=12), min_size=1, max_size=3)
Drawn = list[list[tuple[list[str], float, float, bool]]]


def printed(drawn: Drawn) -> SourceText:
    made = []
    for number, rows in enumerate(drawn, start=1):
        lines = [words(" ".join(row), LEFT + x, TOP + 20 * place, size=size, bold=bold) for place, (row, x, size, bold) in enumerate(rows)]
        made.append(page(*lines, number=number, width=900))
    return read(made)


def letters(text: str) -> list[str]:
    return sorted(sign for sign in text if not sign.isspace() and sign != "-")


@settings(max_examples=30)
@given(PAGES)
def test_no_letter_is_lost_and_none_made_up(drawn: Drawn) -> None:
    source = printed(drawn)
    put = "".join(word for rows in drawn for row, *_ in rows for word in row)
    assert letters(source.text + "".join(piece.text for piece in source.furniture)) == letters(put)


@settings(max_examples=30)
@given(PAGES)
def test_every_word_stands_at_its_span_and_on_its_page(drawn: Drawn) -> None:
    source = printed(drawn)
    end = 0
    for word in source.words:
        assert end <= word.span.start < word.span.end <= len(source.text)
        assert not any(sign.isspace() for sign in source.of(word.span))
        assert 0 <= word.box.x0 < word.box.x1 <= 900
        assert 0 <= word.box.top < word.box.bottom <= 842
        assert 1 <= word.box.page <= len(drawn)
        end = word.span.end
    covered = {place for word in source.words for place in range(word.span.start, word.span.end)}
    assert all(place in covered for place, sign in enumerate(source.text) if not sign.isspace())


@settings(max_examples=30)
@given(PAGES)
def test_lines_cover_the_text_in_order(drawn: Drawn) -> None:
    source = printed(drawn)
    end = 0
    for line in source.lines:
        assert line.span.start >= end
        assert not source.text[end : line.span.start].strip()
        assert (line.span.start == 0 or source.text[line.span.start - 1] == "\n") == line.starts
        assert line.segments[0].start == line.span.start
        assert line.segments[-1].end == line.span.end
        end = line.span.end
    assert end == len(source.text)


@settings(max_examples=30)
@given(PAGES)
def test_reading_twice_gives_the_same(drawn: Drawn) -> None:
    assert printed(drawn) == printed(drawn)


@given(st.text("ab æ\n\t.:-1", max_size=80))
def test_plain_text_keeps_its_words(text: str) -> None:
    source = read_plain(text)
    assert source.text.split() == text.split()
    assert all(source.of(line.span).strip() for line in source.lines)
