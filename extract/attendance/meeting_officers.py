"""Who chaired, minuted or counted votes according to the text: 'Som dirigent blev valgt N.N.', 'Referent: N.N.', a signature."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from referat.extract.people.name_shape import is_full_name, is_single_name, name_length, title_then_name
from referat.models.caseless import Caseless
from referat.models.fact import Fact
from referat.models.minutes import Text
from referat.models.place import Span
from referat.models.text import Line, SourceText
from referat.models.wording import wording


@dataclass(frozen=True, slots=True)
class Officer:
    """An officer of a meeting: the office as one word in lower case, the name as printed there."""

    office: Text
    name: Text
    organisation: Text | None = None

    @property
    def kind(self) -> str:
        """dirigent, referent, stemmetæller or mødeleder."""
        return _KINDS[self.office.value.lower()]


_KINDS = {
    "dirigent": "dirigent", "dirigenter": "dirigent", "referent": "referent", "ref": "referent", "protokolfører": "referent",
    "skriftfører": "referent", "stemmetæller": "stemmetæller", "stemmetællere": "stemmetæller", "ordstyrer": "mødeleder",
    "mødeleder": "mødeleder",
}  # fmt: skip
_ONE = {"dirigenter": "dirigent", "stemmetællere": "stemmetæller"}
_RULE = "officer.sentence"
_OFFICE = wording("roles").alternatives("officer")
_OFFICE_REST = "|".join(re.escape(form[1:]) for form in wording("roles").forms("officer") if len(form) > 4)
_CAP = r"[A-ZÆØÅ](?:\.|[\w'’-]+\.(?=\s+[A-ZÆØÅ]\.)|(?:hr|r|h|a|oh|ald|ic|ed)\.|[\w'’-]*)"
_NAME = rf"(?P<n>{_CAP}(?:[^\S\n]+(?:(?:von|van|de|af)[^\S\n]+)?{_CAP}){{0,4}})"
_TITLE = r"(?:(?:[Aa]dvokat|(?:[Ff]or|[Nn]æstfor)mand(?:en)?|[Kk]asserer(?:en)?|[Dd]irektør|[A-Za-zÆØÅæøå]+(?:chef|konsulent))\s+)?"
_FROM = r"(?:\s*,?\s+(?:fra|v/|ved)\s+(?P<o>[A-ZÆØÅ0-9][\w/&.-]*(?:\s+[A-ZÆØÅ][\w/&.-]*){0,3}))?"
_CHOSEN = (
    r"(?:valgt|genvalgt|udpeget|foreslået|valgte|vælges|vælger|valgtes|foreslog|foreslår|foreslås|udpegede|udpegedes|udpeges|konstitueret)"
)
_PATTERNS = tuple(
    re.compile(pattern)
    for pattern in (
        # Som dirigent blev enstemmigt valgt N.N.; Til referent valgtes N.N.; Bestyrelsen foreslog som dirigent N.N.
        rf"(?i:\b(?:som|til)\s+(?P<f>{_OFFICE}))\s+(?:\w+\s+){{0,4}}?(?:(?i:{_CHOSEN}|blev|er))\s*(?:\w+\s+){{0,2}}?:?\s*{_TITLE}{_NAME}{_FROM}",
        # N.N. blev valgt til dirigent; N.N. vælges som referent
        (
            rf"{_TITLE}{_NAME}{_FROM}\s+(?:(?:blev|er|bliver|var|enstemmigt|enstemmig|herefter|med|applaus|og|der)\s+){{0,5}}"
            rf"(?i:{_CHOSEN}|påtog\s+sig(?:\s+hvervet)?|meldte\s+sig|fungerede|fungerer|tilbød\s+sig)\s+(?:enstemmigt\s+)?"
            rf"(?i:som|til|til\s+at\s+være)\s+(?i:(?P<f>{_OFFICE})(?:\s+og\s+(?P<g>{_OFFICE}))?)\b"
        ),
        # N.N. er dirigent og referent
        rf"{_TITLE}{_NAME}{_FROM}\s+(?:er|var|blev|bliver)\s+(?i:(?P<f>{_OFFICE})(?:\s+og\s+(?P<g>{_OFFICE}))?)\b",
        # foreslog N.N. som dirigent og M.M. som referent; med N.N. som dirigent
        (
            rf"(?i:\b(?:foreslog|foreslår|foreslået|valgte|vælger|indstillede|med|og|valgtes|udpegede))\s+(?:at\s+vælge\s+)?"
            rf"{_TITLE}{_NAME}{_FROM}\s+(?i:som|til)\s+(?i:(?P<f>{_OFFICE})(?:\s+og\s+(?P<g>{_OFFICE}))?)\b"
        ),
        # Referent Inge Holm, as a sentence or line of its own
        rf"(?m:(?:^|(?<=\.\s))(?P<f>[DROMSP](?i:{_OFFICE_REST}))\s+{_NAME}{_FROM}\s*(?=[.,\n]|$))",
        # Valg af dirigent, et kolon og N.N.; Referent blev N.N.
        rf"(?i:\b(?P<f>{_OFFICE})(?:en)?)(?:\s*:\s*|\s+(?:blev|er|var|bliver)\s+(?:valgt\s+)?:?){_TITLE}{_NAME}{_FROM}",
    )
)
_ANY_OFFICE = Caseless(_OFFICE)
_REACH = 120  # characters between an office and the name of who was given it
_ANY_NAME = re.compile(rf"{_NAME}{_FROM}")
_CHAIRMAN = re.compile(r"[Ff]ormand(?:en)?,?\s+$")
_AND_ANOTHER = re.compile(rf"\s+og\s+{_TITLE}{_NAME}{_FROM}")
_PROPOSED = re.compile(
    rf"(?:[Ff]oreslog|[Ff]oreslår|[Vv]algtes|[Vv]algte|[Vv]ælges|[Pp]egede\s+på|[Vv]alget\s+faldt\s+på)\s+(?:enstemmigt\s+)?{_TITLE}{_NAME}{_FROM}"
)
_HEADING = re.compile(
    r"^(?:ad\s+)?(?:dagsordenens\s+)?(?:(?:punkt|pkt\.?)\s*)?[\d.):\s–-]*(?:(?:valg|udpegning)\s+af\s+)?"
    rf"(?P<f>{_OFFICE})(?:(?:,|\s+og|\s+samt)\s+(?P<g>{_OFFICE}))?(?:(?:,|\s+og|\s+samt)\s+\w+)?[\s.:]*$",
    re.I,
)
_ANSWER = re.compile(
    rf"\s*(?:[•*–-]\s*)?{_TITLE}{_NAME}{_FROM}(?=\s*(?:$|[,.(\n]|\s(?:f\w{{1,2}}\s+nr\b|blev|bliver|er|vælges|valgtes|valgt|påtog|nr)\b))"
)
_ALONE = re.compile(rf"(?:som\s+|for\s+)?(?P<f>{_OFFICE})\s*:?", re.I)
_UNDERLINE = re.compile(r"[\s_.…–-]*")


def find_officers(source: SourceText, *, head: Span, tail: Span | None = None, items: Sequence[Span] = ()) -> list[Officer]:
    """The officers that the text names, in order; one for each office and name."""
    found: list[Officer] = []
    for span in (head, *items, *((tail,) if tail else ())):
        for officer in (*_in_sentences(source, span), *_under_headings(source, span), *_in_signatures(source, span)):
            if not any(other.kind == officer.kind and other.name.value == officer.name.value for other in found):
                found.append(officer)
    return found


def _in_sentences(source: SourceText, span: Span) -> Iterator[Officer]:
    text = source.of(span)
    hits = [match for start, end in _around_offices(text) for pattern in _PATTERNS for match in pattern.finditer(text, start, end)]
    for match in sorted(hits, key=lambda match: match.start("n")):
        yield from _officers(match, span.start, text)


def _around_offices(text: str) -> Iterator[tuple[int, int]]:
    """The passages, in whole lines, that name an office: the expressions are slow, and look at nothing else."""
    last: tuple[int, int] | None = None
    for match in _ANY_OFFICE.finditer(text):
        start = text.rfind("\n", 0, max(0, match.start() - _REACH)) + 1
        end = text.find("\n", match.end() + _REACH)
        end = len(text) if end < 0 else end
        if last and start <= last[1]:
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _officers(match: re.Match[str], shift: int, text: str) -> Iterator[Officer]:
    """One officer for each office that a sentence gives a person, and one for a second person of the same office ('N.N. og M.M.')."""
    for group in ("f", "g"):
        if match.groupdict().get(group):
            place = Span(shift + match.start(group), shift + match.end(group))
            officer = _officer(match[group].lower(), place, match, shift)
            if officer:
                yield officer
    another = _AND_ANOTHER.match(text, match.end()) if match["f"].lower().endswith("e") else None
    if another:
        place = Span(shift + match.start("f"), shift + match.end("f"))
        officer = _officer(match["f"].lower(), place, another, shift)
        if officer:
            yield officer


def _officer(office: str, place: Span, match: re.Match[str], shift: int) -> Officer | None:
    raw = match["n"]
    line_end = raw.find("\n")
    name = raw[:line_end] if line_end > 0 else raw
    name = re.split(r"\.\s", name)[0].rstrip(" .,-")
    length = name_length(name)
    titled = title_then_name(name)
    start = match.start("n")
    if titled and not length:
        start, name = start + titled[1], name[titled[1] : titled[2]]
    elif length:
        name = name[:length]
    if not _is_person(name):
        return None
    organisation = Fact(match["o"], (Span(shift + match.start("o"), shift + match.end("o")),), _RULE) if match["o"] else None
    printed = Span(shift + start, shift + start + len(name))
    return Officer(Fact(_ONE.get(office, office), (place,), _RULE), Fact(" ".join(name.split()), (printed,), _RULE), organisation)


def _is_person(name: str) -> bool:
    return is_full_name(name) or is_single_name(name)


def _under_headings(source: SourceText, span: Span) -> Iterator[Officer]:
    """The name that stands alone under 'Valg af dirigent', or with 'blev valgt' after it."""
    lines = list(source.lines_of(span))
    for line, after in pairwise(lines):
        heading = _HEADING.match(source.line_text(line))
        if not heading:
            continue
        answer = _ANSWER.match(source.text, after.span.start, min(span.end, after.span.end + 80))
        if answer is None or not _is_person(answer["n"]):
            answer = _PROPOSED.search(source.text, after.span.start, min(span.end, after.span.end + 160))
        if answer is None or not _is_person(answer["n"]):
            answer = _only_name(source.text, after.span.start, min(span.end, after.span.end + 160))
        if answer:
            place = Span(line.span.start + heading.start("f"), line.span.start + heading.end("f"))
            officer = _officer(heading["f"].lower(), place, answer, 0)
            if officer:
                yield officer


def _only_name(text: str, start: int, end: int) -> re.Match[str] | None:
    """The one full name of a passage that says that somebody was elected; None where several are named or nobody was."""
    if not re.search(r"\bvalg(?:t|te|tes)\b|\bvælges\b", text[start:end]):
        return None
    names = [match for match in _ANY_NAME.finditer(text, start, end) if is_full_name(match["n"])]
    return names[0] if len(names) == 1 and not _CHAIRMAN.search(text, max(0, names[0].start() - 14), names[0].start("n")) else None


def _in_signatures(source: SourceText, span: Span) -> Iterator[Officer]:
    """'Dirigent' or 'Som referent' on a line of its own, or beside another one, and the name in the same column below or above it."""
    lines = list(source.lines_of(span))
    for index, line in enumerate(lines):
        for column, segment in enumerate(line.segments):
            office = _ALONE.fullmatch(source.of(segment).strip())
            name = _column_name(source, lines, index, column) if office else None
            if office and name is not None:
                start = segment.start + source.of(segment).lower().index(office["f"].lower())
                yield Officer(Fact(office["f"].lower(), (Span(start, start + len(office["f"])),), "officer.signature"), name)


def _column_name(source: SourceText, lines: Sequence[Line], index: int, column: int) -> Text | None:
    above = [lines[index - 1]] if index > 0 else []
    for other in (*lines[index + 1 : index + 4], *above):
        if len(other.segments) <= column:
            continue
        segment = other.segments[column]
        text = source.of(segment).strip()
        if _UNDERLINE.fullmatch(text):
            continue
        if is_full_name(text):
            start = segment.start + source.of(segment).index(text)
            return Fact(text, (Span(start, start + len(text)),), "officer.signature")
    return None
