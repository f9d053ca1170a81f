"""From a span of the text to its place on the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from referat.models.place import Box, Span
from referat.models.text import Line, SourceText, Word, Words


def word(start: int, end: int, box: tuple[int, float, float, float, float]) -> Word:
    return Word(Span(start, end), Box(*box), 11, bold=start == 0, confidence=1)


def source() -> SourceText:
    """`Sundhedsklyngen mødes igen`: the first word is split over two lines, the last stands on the next page."""
    words = Words()
    words.append(word(0, 8, (1, 480, 700, 520, 712)))
    words.append(word(8, 15, (1, 70, 714, 110, 726)))
    words.append(word(16, 21, (1, 114, 714, 150, 726)))
    words.append(word(22, 26, (2, 70, 60, 90, 72)))
    starts = [(0, 15, 1), (8, 21, 1), (22, 26, 2)]
    lines = tuple(Line(Span(a, b), Box(page, 70, 0, 520, 10), 11, False, 0, 0, True, (Span(a, b),)) for a, b, page in starts)
    return SourceText("Sundhedsklyngen mødes igen", lines, words)


def test_a_split_word_has_a_box_in_each_line() -> None:
    assert source().boxes([Span(0, 15)]) == [Box(1, 480, 700, 520, 712), Box(1, 70, 714, 110, 726)]


def test_words_of_a_line_share_a_box_and_pages_never_do() -> None:
    assert source().boxes([Span(9, 26)]) == [Box(1, 70, 714, 150, 726), Box(2, 70, 60, 90, 72)]
    assert source().page_boxes([Span(0, 26)]) == [Box(1, 70, 700, 520, 726), Box(2, 70, 60, 90, 72)]


def test_a_span_begins_on_the_page_of_its_first_word() -> None:
    assert source().page_of(Span(22, 26)) == 2
    assert source().page_of(Span(15, 16)) is None
    assert SourceText("Uden sider", ()).page_of(Span(0, 4)) is None


def test_boldness_is_asked_of_every_word_of_a_span() -> None:
    words = source().words
    assert words.all_bold(Span(0, 8))
    assert not words.all_bold(Span(0, 15))
    assert not words.all_bold(Span(15, 16))


def test_lines_of_a_span_are_those_that_share_a_character_with_it() -> None:
    found = source()
    assert list(found.lines_of(Span(16, 23))) == [found.lines[1], found.lines[2]]
    assert list(found.lines_of(Span(21, 22))) == []


@given(st.lists(st.integers(0, 3), min_size=1, max_size=30), st.integers(0, 60), st.integers(0, 60))
def test_a_span_has_the_words_it_shares_a_character_with(gaps: list[int], one: int, other: int) -> None:
    words, at = Words(), 0
    for gap in gaps:
        words.append(word(at + gap, at + gap + 2, (1, 0, 0, 1, 1)))
        at += gap + 2
    span = Span(min(one, other), max(one, other))
    expected = [index for index, found in enumerate(words) if found.span.overlaps(span)]
    if span.start < span.end:
        assert list(words.indices(span)) == expected


def test_words_come_back_as_they_went_in() -> None:
    words = source().words
    assert words[0] == word(0, 8, (1, 480, 700, 520, 712))
    assert len(list(words)) == len(words) == 4
    assert words == source().words
    assert words != Words()


@given(st.lists(st.tuples(*[st.floats(0, 10_000)] * 5), max_size=5))
def test_words_that_were_read_can_be_kept_and_read_again(rows: list[tuple[float, ...]]) -> None:
    once, again = Words(), Words()
    for number, (x0, top, x1, bottom, size) in enumerate(rows):
        once.append(Word(Span(number, number), Box(1, x0, top, x1, bottom), size, bold=False, confidence=0.98765))
    for found in once:
        again.append(found)
    assert again == once


def test_confidence_is_the_mean_over_the_characters_of_the_words() -> None:
    words = Words()
    words.append(Word(Span(0, 6), Box(1, 10, 10, 40, 20), 11, bold=False, confidence=0.5))
    words.append(Word(Span(7, 9), Box(2, 10, 10, 20, 20), 11, bold=False, confidence=1.0))
    source = SourceText("mødet er", (), words)
    assert source.confidence([Span(0, 9)]) == 0.625  # (6 * 0.5 + 2 * 1.0) / 8
    assert source.confidence([Span(0, 9)], page=2) == 1.0
    assert source.confidence([Span(0, 3)]) == 0.5  # a part of a word is as sure as the word
    assert source.confidence([]) == 1.0
