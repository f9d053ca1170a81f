"""Lists of people as they are printed: one a line, or in a run with commas; each with title, organisation, party and mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.attendance.person_details import Detail, Listed, describe
from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.attendance.substitutes import take_out_replaced
from referat.extract.people.name_shape import is_full_name, is_single_name, is_title, name_length, title_then_full_name, title_then_name
from referat.models.kinds import Status
from referat.models.minutes import Text
from referat.models.names import is_first_name
from referat.models.place import Span
from referat.models.text import SourceText

_RULE = "attendance.list"


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    bracket: bool = False
    before: str = ","


_OPEN_END = re.compile(r"(?:\b(?:og|af|for|i|på|ved|til|samt|med|den|det|under|fra)|[-–&/(])$")
_BRACKETS = re.compile(r"\s*\([^()]*(?:\)|$)")
_BULLET = re.compile(r"^(?:[•▪◦\uf0b7\uf0a7*·–-]\s*|\d{1,2}[.)]\s+|v/\s*|ved\s+)")
_SPLIT = re.compile(r"[,;•\n]|\s[-–—/|·]\s|\s[-–—]$|\.\s+(?=[A-ZÆØÅ0-9])|\.$|\((?P<b>[^()]*)(?:\)|$)|\s(?:og|samt)\s|:\s")
_INSTEAD = re.compile(
    r"\b(?:i\s+stedet(?:\s+for)?(?:\s+\w+)?\s+(?:deltager|deltog|mødte|møder|kom|kommer)|(?:deltager|deltog|mødte|møder)\s+i\s+stedet(?:\s+for)?|"
    r"stedfortræder(?:\s+for\s+\w+)?:|suppleant:)\s*:?\s*",
    re.I,
)
_UNDER_ITEMS = re.compile(r"\s+(?P<u>(?:under|ved|til)\s+(?:punkt|pkt\.?|punkterne)\s*\d.*|under\s+(?:punktet|pkt).*|fra\s+\S.*)")
_SHORTENED = frozenset({"pkt", "kl", "nr", "st", "tekn", "grp", "afd", "adm", "dir", "sekr", "vicekommunaldir", "nfmd", "fmd"})
_NEXT_PERSON = (";", "o", "s", "•")  # first signs of what may stand between two people on one line


def split_entries(source: SourceText, lines: Sequence[Span]) -> tuple[list[Stitched], bool]:
    """The lines of a list as entries, and whether they are one run: a run is one entry, else each person has one."""
    if not lines:
        return [], False
    if _is_run(source, lines):
        return [stitch(source, lines)], True
    entries: list[list[Span]] = []
    for line in lines:
        if entries and not _begins_entry(source, line, entries[-1]):
            entries[-1].append(line)
        else:
            entries.append([line])
    return [stitch(source, entry, apart=_columns(source, entry)) for entry in entries], False


def _columns(source: SourceText, parts: Sequence[Span]) -> frozenset[int]:
    """The parts that stand on the same printed line as the one before them: further columns."""
    lines = [next(iter(source.lines_of(part))).span for part in parts]
    return frozenset(index for index in range(1, len(parts)) if lines[index] == lines[index - 1])


def _is_run(source: SourceText, lines: Sequence[Span]) -> bool:
    """More than one person on most lines, or single first names with commas."""
    many = sum(len(list(_names(source.of(line)))) > 1 for line in lines)
    if many * 2 >= len(lines):
        return True
    text = _BRACKETS.sub("", " ".join(source.of(line) for line in lines))
    begins = sum(len(list(_names(re.split(r"[,;(]", source.of(line).strip())[0]))) for line in lines)
    if len(lines) > 1 and len(list(_names(text))) > begins + 1:
        return True
    return len(lines) <= 4 and sum(is_single_name(part.strip()) for part in re.split(r",|\bog\b|\.", text)) > len(lines)


def _names(text: str) -> Iterator[str]:
    for part in re.split(r"[,;(]|\s[-–]\s|\s(?:og|samt)\s", text):
        bare = _BULLET.sub("", part.strip(" .)"))
        if name_length(bare) or title_then_full_name(bare):
            yield bare


def _begins_entry(source: SourceText, line: Span, before: Sequence[Span]) -> bool:
    text = source.of(line).strip()
    last = " ".join(source.of(part) for part in before).rstrip()
    bullet = _BULLET.match(text)
    if bullet and (not re.match(r"[–-]\s", text) or _is_person(text[bullet.end() :])):
        return True
    if last.count("(") > last.count(")") or _OPEN_END.search(last):
        return False
    head = re.split(r"[,;(]|\s[-–]\s", text)[0].strip(" .:")
    if head[:1].islower() and not is_title(head.split()[0]):
        return False
    return bool(name_length(head)) or title_then_full_name(head) or text.endswith(":")


def _one_name(text: str, length: int) -> int:
    """Where the first name ends in four words that are two names with a comma missing: 'Viggo Holm Susie Lund'."""
    words = text[:length].split()
    if len(words) != 4 or not (is_first_name(words[0]) and is_first_name(words[2], alone=True)) or is_first_name(words[1]):
        return length
    return len(f"{words[0]} {words[1]}")


def _is_person(text: str) -> bool:
    head = re.split(r"[,;(]|\s[-–]\s", text)[0].strip(" .:")
    return bool(name_length(head)) or title_then_full_name(head) or is_single_name(head)


def read_entry(entry: Stitched, *, run: bool = True, single_names: bool = False, group: Text | None = None) -> list[Listed]:
    """The people of an entry.

    run: several may follow each other with commas; else what stands behind a comma describes the one before it.
    single_names: a capitalised word alone is a person. group: the organisation of the list they stand in.
    """
    entry, replaced = take_out_replaced(entry)
    people: list[Listed] = []
    cut = _INSTEAD.search(entry.text)
    end = cut.start() if cut else len(entry.text)
    begin = _BULLET.match(entry.text)
    people += _walk(entry, begin.end() if begin else 0, end, run=run, single_names=single_names, group=group)
    if cut:
        later = _walk(entry, cut.end(), len(entry.text), run=run, single_names=False, group=group)
        for person in later:
            person.status = person.status or Status.PRESENT
            if people and person.organisation is None:
                person.organisation = people[-1].organisation
        people += later
    return people + replaced


def _atoms(text: str, start: int, end: int, *, single_names: bool) -> list[_Atom]:
    atoms: list[_Atom] = []
    at, before = start, ","
    for match in _SPLIT.finditer(text, start, end):
        if match[0].startswith(". ") and _is_initial(text, match.start()):
            continue
        if match[0].strip() in ("og", "samt") and not _person_follows(text[match.end() : end], single_names=single_names):
            continue
        if text[at : match.start()].strip():
            atoms.append(_Atom(at, match.start(), before=before))
        if match["b"] is not None:
            atoms.append(_Atom(match.start("b"), match.end("b"), bracket=True, before="("))
        before = match[0].strip()[:1] if match["b"] is None else before
        at = match.end()
    if text[at:end].strip():
        atoms.append(_Atom(at, end, before=before))
    return atoms


def _is_initial(text: str, at: int) -> bool:
    """A full stop that ends an initial or an abbreviation, or a name part before an initial ('Andreas. K. Holm')."""
    word = text[:at].rsplit(" ", 1)[-1]
    return len(word) <= 2 or bool(re.match(r"\.\s+[A-ZÆØÅ]\.", text[at : at + 5])) or word.lower() in _SHORTENED


def _person_follows(text: str, *, single_names: bool) -> bool:
    head = re.split(r"[,;(.]|\s[-–]\s|\s(?:og|samt)\s", text.strip())[0].strip()
    if single_names and (is_single_name(head) or title_then_name(head)):
        return True
    return bool(name_length(head)) or title_then_full_name(head)


def read_details(person: Listed, text: Stitched) -> None:
    """Take the cell beside a name into the person; a place of work in it stands behind a comma as behind a dash."""
    for atom in _atoms(text.text, 0, len(text.text), single_names=False):
        raw = text.text[atom.start : atom.end]
        start = atom.start + len(raw) - len(raw.lstrip(" –-"))
        describe(person, Detail(text, start, raw.strip(" –-"), atom.bracket, "–"))


def _walk(entry: Stitched, start: int, end: int, *, run: bool, single_names: bool, group: Text | None) -> list[Listed]:
    people: list[Listed] = []
    for atom in _atoms(entry.text, start, end, single_names=single_names):
        raw = entry.text[atom.start : atom.end]
        shift = len(raw) - len(raw.lstrip(" –-"))
        low, text = atom.start + shift, raw.strip(" –-")
        if not atom.bracket and (run or not people or atom.before in _NEXT_PERSON):
            found = _persons(entry, low, text, single_names=single_names)
            people += found
            if found:
                continue
        if people:
            describe(people[-1], Detail(entry, low, text, atom.bracket, atom.before), group)
    return people


def _persons(entry: Stitched, low: int, text: str, *, single_names: bool) -> list[Listed]:
    """The person of a part of a list; two where a comma between them is missing."""
    length = name_length(text)
    short = _one_name(text, length)
    if short < length:
        rest = text[short:].lstrip()
        two = ((low, text[:short]), (low + len(text) - len(rest), rest))
        return [person for start, part in two if (person := _person(entry, start, part, single_names=False)) is not None]
    person = _person(entry, low, text, single_names=single_names)
    return [person] if person is not None else []


def _under_items(person: Listed | None, entry: Stitched, low: int, under: re.Match[str]) -> Listed | None:
    """The person, with what stands behind the name: 'under pkt. 3', 'fra administrationen'."""
    if person is not None:
        describe(person, Detail(entry, low + under.start("u"), under["u"]))
    return person


def _person(entry: Stitched, low: int, text: str, *, single_names: bool) -> Listed | None:
    bullet = _BULLET.match(text)
    low, bare = (low + bullet.end(), text[bullet.end() :].rstrip(" .")) if bullet else (low, text.rstrip(" ."))
    under = _UNDER_ITEMS.search(bare)
    if under:
        return _under_items(_person(entry, low, bare[: under.start()], single_names=single_names), entry, low, under)
    titled = title_then_name(bare)
    if titled and (single_names or is_full_name(bare[titled[1] : titled[2]]) or is_first_name(bare[titled[1] : titled[2]], alone=True)):
        name = entry.fact(low + titled[1], low + titled[2], _RULE)
        title = entry.fact(low, low + titled[0], _RULE)
        if name is not None:
            return Listed(name, [title] if title else [], named_title=True)
    length = name_length(bare)
    if length and (length == len(bare) or bare[length] in " ,"):
        name = entry.fact(low, low + length, _RULE)
        person = Listed(name) if name else None
        rest = bare[length:].strip()
        if person and rest:
            describe(person, Detail(entry, low + len(bare) - len(bare[length:].lstrip()), rest))
        return person
    if is_single_name(bare) and (single_names or is_first_name(bare, alone=True)):
        name = entry.fact(low, low + len(bare), _RULE)
        return Listed(name) if name else None
    return None
