"""Labels and their values in the head of a document: on one line, on the next, in the right column, in a table, in a side box."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import pairwise

from referat.extract.head.labels import MAX_LABEL, PEOPLE, leading_label
from referat.extract.head.pieces import Piece, pieces
from referat.extract.people.name_shape import is_single_name, name_length, title_then_full_name
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import Entry


@dataclass(slots=True)
class Field:
    """A label, what kind of value it announces, and the pieces of the value.

    `groups[i]` is the heading in the left column beside values[i], where one begins there.
    `open_range`: the last value ends in a dash. `colon`: the label ends in a colon.
    """

    kind: str
    label: Span
    values: list[Piece] = field(default_factory=list)
    groups: dict[int, list[Span]] = field(default_factory=dict)
    open_range: bool = False
    colon: bool = False


_TWO_SENTENCES = re.compile(r"\w\.\s+[A-ZÆØÅ]\w+\s")
_GROUP_OF_PEOPLE = re.compile(r"[A-ZÆØÅ0-9][\w.&/() -]{0,48}:\s*[A-ZÆØÅ]")


def read_fields(source: SourceText, span: Span) -> list[Field]:
    """The labels of the span with their values, in order."""
    fields: list[Field] = []
    current: Field | None = None
    group: list[Span] = []
    before: Piece | None = None
    for piece, following in pairwise([*pieces(source, span), None]):
        assert piece is not None
        found = _label(source, piece) or _group_of_people(source, piece, following, current)
        if found:
            current, group = found, []
            fields.append(current)
        elif current is not None and piece.left and not (current.kind in PEOPLE and _is_person(source.of(piece.span))):
            current, group = _beside(source, current, group, piece, before)
        elif current is not None and _belongs(current, piece, source.of(piece.span)):
            if group and not any(known is group for known in current.groups.values()):
                current.groups[len(current.values)] = group
            current.values.append(piece)
            current.open_range = source.of(piece.span).rstrip().endswith(("-", "–"))
        else:
            current = None
        before = piece if piece.left else before
    return fields


def _group_of_people(source: SourceText, piece: Piece, following: Piece | None, current: Field | None) -> Field | None:
    """A heading that is no known label and stands over names ('Forældrevalgte:') begins a list of those present."""
    text = source.of(piece.span).strip()
    goes_on = current is not None and current.kind in PEOPLE and not _heading_like(piece, current)
    if not text.endswith(":") or len(text) > MAX_LABEL or goes_on or following is None or not _is_person(source.of(following.span)):
        return None
    if leading_label(source.of(following.span)):
        return None
    return Field("present", piece.span, groups={0: [piece.span]})


def _is_person(text: str) -> bool:
    head = re.split(r"[,;(]|\s[-–]\s", text)[0].strip(" .")
    return bool(head) and (name_length(head) == len(head) or title_then_full_name(head))


def _label(source: SourceText, piece: Piece) -> Field | None:
    """A new field where the piece begins with a label, with the value behind it."""
    text = source.of(piece.span)
    goes_on = not piece.line.starts and not piece.left
    found = leading_label(text)
    if goes_on and found is not None and ":" not in text[:MAX_LABEL] and not _is_sentence_of_people(text, found):
        found = None
    if found is None or (piece.right and piece.line.in_table and found[0].kind in PEOPLE and ":" not in text):
        return None
    entry, at = found
    field = Field(entry.kind, Span(piece.span.start, min(piece.span.start + at, piece.span.end)))
    field.colon = source.of(field.label).rstrip().endswith(":")
    rest = Span(field.label.end, piece.span.end)
    if source.of(rest).strip(" :.-–"):
        field.values.append(Piece(rest, piece.line, right=True))
    return field


def _is_sentence_of_people(text: str, found: tuple[Entry, int]) -> bool:
    """'Endvidere deltog N.N.' within a paragraph: a label of two words and more behind it."""
    return text[:1].isupper() and found[0].kind in PEOPLE and " " in text[: found[1]].strip() and found[1] < len(text)


def _beside(source: SourceText, current: Field, group: list[Span], piece: Piece, before: Piece | None) -> tuple[Field | None, list[Span]]:
    """A text without a label in the left column: a heading beside people, or the end of the field."""
    if current.kind not in PEOPLE:
        return None, []
    same_cell = before is not None and piece.cell is not None and before.cell == piece.cell
    if group and (same_cell or (piece.cell is None and _is_open(source, current))):
        group.append(piece.span)
        return current, group
    return current, [piece.span]


def _is_open(source: SourceText, current: Field) -> bool:
    """Whether the last value goes on in the next line: a bracket is open, or the line ends in the middle of a wording."""
    text = source.of(current.values[-1].span).rstrip() if current.values else ""
    return text.count("(") > text.count(")") or text.endswith((" og", "-", " for", " i", " af"))


def _belongs(current: Field, piece: Piece, text: str) -> bool:
    """Whether a piece without a label goes on with the value of the field before it."""
    if piece.right or piece.left:
        return True
    first = not current.values
    if current.kind == "other" and not (first and current.colon):
        return False
    if current.kind in PEOPLE:
        return len(text) < 400 and not _heading_like(piece, current) and (first or _goes_on_as_list(piece, text))
    last = current.values[-1].line if current.values else None
    if first:
        return not _heading_like(piece, current)
    if last is not None and text[:1].isdigit() and current.open_range:
        return True
    return (last is not None and not piece.line.starts) or (current.kind == "when_and_where" and piece.line.in_table)


def _goes_on_as_list(piece: Piece, text: str) -> bool:
    """A line that goes on in a list of people: a wrapped line, a bullet, a heading of a group, or one that begins with a name."""
    if not piece.line.starts or piece.line.in_table or text.rstrip().endswith(":"):
        return True
    bare = text.lstrip(" •▪◦\uf0b7\uf0a7*·–-")
    if bare != text.lstrip() and name_length(bare):
        return True
    head = re.split(r"[,;(:]|\s[-–]\s|\s(?:og|samt|meldte|måtte)\s", bare)[0].strip(" .")
    if head and (name_length(head) == len(head) or title_then_full_name(head)):
        return True
    short = len(bare) < 120 and not _TWO_SENTENCES.search(bare)
    return short and (is_single_name(head) or bool(_GROUP_OF_PEOPLE.match(bare)) or head[:1].islower())


def _heading_like(piece: Piece, current: Field) -> bool:
    """A bold or larger line after a value that is not: the list has ended."""
    reference = current.values[-1].line if current.values else None
    if reference is None:
        return False
    larger = piece.line.size > reference.size + 1
    return larger or (piece.line.bold and not reference.bold) or piece.line.gap > 3 * max(reference.gap, 6)
