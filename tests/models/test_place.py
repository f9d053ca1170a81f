"""Spans and boxes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.models.place import Box, Span, union_by_page

SPANS = st.tuples(st.integers(0, 50), st.integers(0, 50)).map(lambda ends: Span(min(ends), max(ends)))
SIDES = st.tuples(*[st.integers(0, 100)] * 4)
BOXES = st.builds(lambda page, s: Box(page, min(s[0], s[2]), min(s[1], s[3]), max(s[0], s[2]), max(s[1], s[3])), st.integers(1, 3), SIDES)


@pytest.mark.parametrize("ends", [(-1, 3), (4, 3)], ids=["before the text", "backwards"])
def test_what_is_no_span_is_refused(ends: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(*ends)


@given(SPANS, SPANS)
def test_spans_overlap_where_they_share_a_character(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) == other.overlaps(one)
    if one.start < one.end and other.start < other.end:
        assert one.overlaps(other) == bool(shared)


@given(SPANS, SPANS)
def test_a_span_holds_another_where_it_has_all_its_characters(one: Span, other: Span) -> None:
    if other.start < other.end:
        assert (other in one) == (set(range(other.start, other.end)) <= set(range(one.start, one.end)))


@given(st.lists(BOXES, max_size=6))
def test_the_union_has_one_box_a_page_and_holds_every_box_of_it(boxes: list[Box]) -> None:
    union = union_by_page(boxes)
    assert [box.page for box in union] == sorted({box.page for box in boxes})
    for whole in union:
        parts = [box for box in boxes if box.page == whole.page]
        assert (whole.x0, whole.top) == (min(box.x0 for box in parts), min(box.top for box in parts))
        assert (whole.x1, whole.bottom) == (max(box.x1 for box in parts), max(box.bottom for box in parts))
