"""Text put together from several places, which still knows where each character stands."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from referat.models.fact import Fact
from referat.models.place import Span
from referat.models.text import SourceText


@dataclass(frozen=True, slots=True)
class Stitched:
    """One line of text made of spans of a document with a blank between them; `starts[i]` is where `parts[i]` begins in it."""

    text: str
    parts: tuple[Span, ...]
    starts: tuple[int, ...]

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """The places of text[start:end], without blank ones."""
        found = []
        for index in range(max(0, bisect_right(self.starts, start) - 1), len(self.parts)):
            part, shift = self.parts[index], self.parts[index].start - self.starts[index]
            low, high = max(part.start, start + shift), min(part.end, end + shift)
            if low < high:
                found.append(Span(low, high))
        return tuple(found)

    def fact(self, start: int, end: int, rule: str) -> Fact[str] | None:
        """text[start:end] without white space and closing marks at its ends; None where nothing is left."""
        while start < end and self.text[start] in " \t\n,;:–-•":
            start += 1
        while start < end and self.text[end - 1] in " \t\n,;:–-":
            end -= 1
        value = " ".join(self.text[start:end].split())
        return Fact(value, self.spans(start, end), rule) if value else None


def stitch(source: SourceText, parts: Iterable[Span], *, apart: Collection[int] = ()) -> Stitched:
    """The parts as one text, in the order given; white space inside them becomes single characters of the same length.

    apart: the parts before which a comma is put, since they stand in a further column.
    """
    pieces: list[str] = []
    kept: list[Span] = []
    starts: list[int] = []
    length = 0
    for index, part in enumerate(parts):
        if part.end == part.start:
            continue
        between = ", " if index in apart else " " if kept else ""
        piece = source.of(part).replace("\n", " ").replace("\t", " ").replace("\xa0", " ")
        kept.append(part)
        starts.append(length + len(between))
        pieces.append(between + piece)
        length += len(between) + len(piece)
    return Stitched("".join(pieces), tuple(kept), tuple(starts))


def joined(facts: Sequence[Fact[str]], rule: str, between: str = ", ") -> Fact[str] | None:
    """Several values as one, each with its place; None without any."""
    if not facts:
        return None
    return Fact(between.join(fact.value for fact in facts), tuple(span for fact in facts for span in fact.spans), rule)
