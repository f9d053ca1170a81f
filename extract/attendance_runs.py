"""Lists of people as they are printed: one a line, or in a run with commas; each with title, organisation, party and mark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from referat.extract.name_shape import is_full_name, is_single_name, is_title, name_length, role_kind, title_then_full_name, title_then_name
from referat.extract.stitched import Stitched, joined, stitch
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.minutes import Text
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

_RULE = "attendance.list"


@dataclass(slots=True)
class Listed:
    """A person of a list. `status` and `mark` only where the entry itself says how the person took part; `initials` as printed in brackets.

    `only_items`: where the entry says that the person came for some items only.
    """

    name: Text
    roles: list[Text] = field(default_factory=list)
    organisation: Text | None = None
    status: Status | None = None
    mark: tuple[Span, ...] = ()
    initials: str | None = None
    named_title: bool = False
    only_items: tuple[Span, ...] = ()

    @property
    def role(self) -> Text | None:
        """All roles as one."""
        return joined(self.roles, _RULE)


@dataclass(frozen=True, slots=True)
class _Atom:
    start: int
    end: int
    kind: str  # text | bracket
    before: str = ","


_OPEN_END = re.compile(r"(?:\b(?:og|af|for|i|på|ved|til|samt|med|den|det|under|fra)|[-–&/(])$")
_BULLET = re.compile(r"^(?:[•▪◦\uf0b7\uf0a7*·–-]\s*|\d{1,2}[.)]\s+|v/\s*|ved\s+)")
_SPLIT = re.compile(r"[,;•\n]|\s[-–—]\s|\s[-–—]$|\.\s+(?=[A-ZÆØÅ])|\.$|\((?P<b>[^()]*)(?:\)|$)|\s(?:og|samt)\s|:\s")
_INSTEAD = re.compile(
    r"\b(?:i\s+stedet(?:\s+for\s+\w+)?\s+(?:deltager|deltog|mødte|møder|kom|kommer|for)|(?:deltager|deltog|mødte|møder)\s+i\s+stedet(?:\s+for)?|"
    r"stedfortræder(?:\s+for\s+\w+)?:|suppleant:)\s*:?\s*", re.I)
_NOISE = re.compile(
    r"(?:[Pp]unkt|[Pp]kt\.?|[Pp]unkterne|[Kk]l\.?|fra\s+kl|til\s+kl|kom|gik|ankom|forlod|deltog|deltager|via|pr\.|per|[Oo]nline|virtuelt|"
    r"på\s+(?:teams|skype|video|zoom|Teams|Skype|Zoom)|under|indtil|tlf|mobil|mail|fra\s+(?:punkt|pkt)|til\s+(?:punkt|pkt)|ej\s+mødt|"
    r"som\s+giver|der\s+giver|hele|nr\.?|vej|\d)\b.*|.*@.*|\d.*", re.S)
_ONLY_ITEMS = re.compile(r"(?:(?:deltog|deltager|under|ved|til)\s+)?(?:punkt|pkt\.?|punkterne)\s*\d", re.I)
_SHORTENED = frozenset({"tekn", "grp", "afd", "adm", "dir", "sekr", "vicekommunaldir", "nfmd", "fmd"})
_NEXT_PERSON = (";", "o", "s", "•")  # first signs of what may stand between two people on one line
_PARTY = re.compile(r"[A-ZÆØÅ]{1}|[A-ZÆØÅ]{2}")
_ACRONYM = re.compile(r"(?=.*[A-ZÆØÅ])[A-ZÆØÅ0-9][A-ZÆØÅ0-9/&-]{1,7}")
_INITIALS = re.compile(r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]{1,4}")
_PLAIN_TITLE = re.compile(r"(?P<t>\w+)\s+(?:for\s+|fra\s+)?(?P<o>[A-ZÆØÅ0-9][\wÆØÅ/&-]*(?:\s+[A-ZÆØÅ][\w/&-]*){0,3})")


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
    return [stitch(source, entry) for entry in entries], False


def _is_run(source: SourceText, lines: Sequence[Span]) -> bool:
    """More than one person on most lines, or single first names with commas."""
    many = sum(len(list(_names(source.of(line)))) > 1 for line in lines)
    if many * 2 >= len(lines):
        return True
    text = " ".join(source.of(line) for line in lines)
    return len(lines) <= 3 and sum(is_single_name(part.strip()) for part in re.split(r",|\bog\b|\.", text)) > len(lines)


def _names(text: str) -> Iterator[str]:
    for part in re.split(r"[,;(]|\s[-–]\s|\s(?:og|samt)\s", text):
        bare = _BULLET.sub("", part.strip(" .)"))
        if name_length(bare) or title_then_full_name(bare):
            yield bare


def _begins_entry(source: SourceText, line: Span, before: Sequence[Span]) -> bool:
    text = source.of(line).strip()
    last = " ".join(source.of(part) for part in before).rstrip()
    if _BULLET.match(text) and not re.match(r"[–-]\s", text):
        return True
    if last.count("(") > last.count(")") or _OPEN_END.search(last):
        return False
    head = re.split(r"[,;(]|\s[-–]\s", text)[0].strip(" .:")
    if head[:1].islower() and not is_title(head.split()[0]):
        return False
    return bool(name_length(head)) or title_then_full_name(head) or text.endswith(":")


def read_entry(entry: Stitched, *, run: bool = True, single_names: bool = False, group: Text | None = None) -> list[Listed]:
    """The people of an entry.

    run: several may follow each other with commas; else what stands behind a comma describes the one before it.
    single_names: a capitalised word alone is a person. group: the organisation of the list they stand in.
    """
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
    return people


def _atoms(text: str, start: int, end: int, *, single_names: bool) -> list[_Atom]:
    atoms: list[_Atom] = []
    at, before = start, ","
    for match in _SPLIT.finditer(text, start, end):
        if match[0].startswith(". ") and _is_initial(text, match.start()):
            continue
        if match[0].strip() in ("og", "samt") and not _person_follows(text[match.end():end], single_names=single_names):
            continue
        if text[at:match.start()].strip():
            atoms.append(_Atom(at, match.start(), "text", before))
        if match["b"] is not None:
            atoms.append(_Atom(match.start("b"), match.end("b"), "bracket", "("))
        before = match[0].strip()[:1] if match["b"] is None else before
        at = match.end()
    if text[at:end].strip():
        atoms.append(_Atom(at, end, "text", before))
    return atoms


def _is_initial(text: str, at: int) -> bool:
    """A full stop that ends an initial or an abbreviation, or a name part before an initial ('Andreas. K. Holm')."""
    word = text[:at].rsplit(" ", 1)[-1]
    return len(word) <= 2 or bool(re.match(r"\.\s+[A-ZÆØÅ]\.", text[at:at + 5])) or word.lower() in _SHORTENED


def _person_follows(text: str, *, single_names: bool) -> bool:
    head = re.split(r"[,;(.]|\s[-–]\s|\s(?:og|samt)\s", text.strip())[0].strip()
    if single_names and (is_single_name(head) or title_then_name(head)):
        return True
    return bool(name_length(head)) or title_then_full_name(head)


def _walk(entry: Stitched, start: int, end: int, *, run: bool, single_names: bool, group: Text | None) -> list[Listed]:
    people: list[Listed] = []
    for atom in _atoms(entry.text, start, end, single_names=single_names):
        raw = entry.text[atom.start:atom.end]
        shift = len(raw) - len(raw.lstrip(" –-"))
        low, text = atom.start + shift, raw.strip(" –-")
        if atom.kind == "text" and (run or not people or atom.before in _NEXT_PERSON):
            person = _person(entry, low, text, single_names=single_names)
            if person is not None:
                people.append(person)
                continue
        if people:
            _describe(people[-1], entry, low, text, atom, group)
    return people


def _person(entry: Stitched, low: int, text: str, *, single_names: bool) -> Listed | None:
    bare = text.rstrip(" .")
    bullet = _BULLET.match(bare)
    if bullet:
        low, bare = low + bullet.end(), bare[bullet.end():]
    titled = title_then_name(bare)
    if titled and (titled[2] - titled[1] > 0) and (single_names or is_full_name(bare[titled[1]:titled[2]])):
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
            _describe(person, entry, low + length + (len(bare[length:]) - len(bare[length:].lstrip())), rest, _Atom(0, 0, "text"), None)
        return person
    if single_names and is_single_name(bare):
        name = entry.fact(low, low + len(bare), _RULE)
        return Listed(name) if name else None
    return None


def _describe(person: Listed, entry: Stitched, low: int, text: str, atom: _Atom, group: Text | None) -> None:
    """Take what stands beside a name into the person: mark, initials, party, title, organisation."""
    text = text.rstrip(" .")
    fact = entry.fact(low, low + len(text), _RULE)
    if fact is None:
        return
    status = marked(text)
    if status is not None:
        person.status, person.mark = status, fact.spans
    elif _NOISE.fullmatch(text):
        if _ONLY_ITEMS.match(text):
            person.only_items = fact.spans
    elif atom.kind == "bracket":
        _bracket(person, text, fact)
    elif _is_party(text) and person.organisation is None:
        person.organisation = fact
    else:
        _title_or_organisation(person, entry, low, text, fact, atom, group)


def marked(text: str) -> Status | None:
    """The status that a mark beside a name says ('afbud', 'fravær', 'gæst'); None for other text."""
    entry = wording("attendance_marks").find(text) or wording("attendance_marks").find(text.split(" ", 1)[0])
    kinds = {"mark_absent": Status.ABSENT, "mark_present": Status.PRESENT, "mark_guest": Status.GUEST, "mark_observer": Status.OBSERVER}
    return kinds.get(entry.kind) if entry and (len(text) < 40 or entry.kind == "mark_absent") else None


def _is_party(text: str) -> bool:
    return bool(_PARTY.fullmatch(text) or _ACRONYM.fullmatch(text))


def _bracket(person: Listed, text: str, fact: Fact[str]) -> None:
    words = text.split()
    if len(text) == 1 and text.isupper():
        person.organisation = person.organisation or fact
    elif _INITIALS.fullmatch(text) and _fits(text, person.name.value):
        person.initials = text
    elif any(is_title(word) for word in words):
        person.roles.append(fact)
        if person.roles[:-1]:
            _absorb_bracket(person)
    elif person.organisation is None and text[:1].isalnum():
        person.organisation = fact


def _absorb_bracket(person: Listed) -> None:
    """'chef for pleje (medformand)' stays one wording."""
    bracket, before = person.roles.pop(), person.roles.pop()
    person.roles.append(Fact(f"{before.value} ({bracket.value})", (*before.spans, *bracket.spans), _RULE))


def _fits(initials: str, name: str) -> bool:
    """Whether the letters are the initials of the name (each begins a word or a part of one, in order)."""
    at = 0
    plain = name.lower()
    for letter in initials.lower():
        at = plain.find(letter, at)
        if at < 0:
            return False
        at += 1
    return plain.startswith(initials[0].lower())


def _title_or_organisation(person: Listed, entry: Stitched, low: int, text: str, fact: Fact[str], atom: _Atom, group: Text | None) -> None:
    words = text.split()
    titled = is_title(words[0].lstrip("-–")) or any(is_title(word) for word in words[:3])
    plain = _PLAIN_TITLE.fullmatch(text)
    if plain and role_kind(plain["t"]) == "plain" and person.organisation is None and group is None:
        role, place = entry.fact(low, low + plain.end("t"), _RULE), entry.fact(low + plain.start("o"), low + len(text), _RULE)
        person.roles += [role] if role else []
        person.organisation = place
    elif titled or (text[:1].islower() and not person.roles):
        person.roles.append(fact)
    elif group is None and person.organisation is None and (person.named_title or not person.roles or _is_employer(words, atom, person.roles)):
        person.organisation = fact
    elif person.roles:
        person.roles.append(fact)


def _is_employer(words: Sequence[str], atom: _Atom, roles: Sequence[Text]) -> bool:
    """A place of work by itself: 'Nordvang Kommune', 'Region Vest', or one set off by a dash.

    Not a further part of one: 'Institut for X, Sygehus Y'.
    """
    kinds = {role_kind(word) for word in words}
    if roles and any(role_kind(word) == "organisation" for word in roles[-1].value.split()[:1]):
        return False
    return "employer" in kinds or (atom.before in "-–—" and "organisation" in kinds)
