"""What speaks for a later passage taking a task up again: how much it is worth together, and how it is said in Danish."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass

from referat.db.followups import explicit
from referat.db.followups.passages import sentences
from referat.db.followups.reading import Part
from referat.db.followups.subjects import Kind, Term, roots
from referat.models.likeness import likeness

# The weights were set on two thirds of the judged links (tests/db/followups/judged.yaml); the last third was kept to check them.
_OWN, _AROUND, _HEADING, _OWNER, _CUE, _REPEATED = 0.6, 0.3, 0.5, 0.4, 0.25, 0.3
_AROUND_MOST = 1.2
_SOON = {1: 0.15, 2: 0.08}  # the next meeting, and the one after
_FADES, _OVER = 0.35, 730  # how much less after so many days
_ALONE, _LATE = 0.25, 200  # one word alone counts less after so many days
_OTHER = 0.5
_FULL = 0.8  # a heading that may stand for the task's own words, where its owner is named or something is taken up
_YEARLY = 300  # days, from which on the same words are the custom of the year
_SAME_WORDS = 0.8
# A sentence that begins so goes on about what was said before it.
_GOES_ON = re.compile(r"(?:Den|Det|De|Han|Hun|Der|Dette|Denne|Disse|Herefter|Derefter|Dog|Men|Desuden|Derfor|Aktion|Begge|Ingen)\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a passage. own: weight of the shared words of the task itself; around: of those that stand around it.

    coverage: how much of the task's words is shared; heading: how much the same heading says; owner: who is named, with how seldom that
    is; cue: words that take something up; days, meetings: how long after; other_year, other_part: it tells of another year or
    of the opposite part.
    """

    words: tuple[Term, ...]
    own: float
    around: float
    coverage: float
    heading: float
    owner: str | None
    owner_weight: float
    cue: str | None
    old_matters: bool
    repeated: bool
    other_year: bool
    other_part: bool
    days: int
    meetings: int

    def score(self) -> float:
        """How sure it is that the task is taken up again, 0 to 1; nothing without a word of the task itself."""
        if self.own <= 0 and not (self.heading >= _FULL and (self.owner or self.cue)):
            return 0.0
        value = _OWN * self.own * (0.5 + 0.5 * math.sqrt(self.coverage)) + _AROUND * min(self.around, _AROUND_MOST)
        value += _HEADING * self.heading + _OWNER * self.owner_weight + _SOON.get(self.meetings, 0.0)
        value += _CUE * (bool(self.cue) or self.old_matters)
        value += (_REPEATED if self.days < _YEARLY else -_REPEATED) * self.repeated
        value -= _OTHER * (self.other_year + self.other_part) + _ALONE * (len(self.words) == 1 and self.days > _LATE)
        return 1 - math.exp(-max(value, 0.0) * (1 - _FADES * self.days / _OVER))

    def reason(self) -> str:
        """In Danish, for people to judge."""
        said = ["næsten samme ord"] if self.repeated else []
        said += ["overskrift om det samme"] if self.heading else []
        for kind, label in ((Kind.ACRONYM, "forkortelser"), (Kind.NAME, "navne"), (Kind.WORD, "sjældne ord")):
            words = list(dict.fromkeys(term.written for term in self.words if term.kind is kind))[:4]
            said += [f"{label}: {', '.join(words)}"] if words else []
        said += [f"ansvarlig nævnt: {self.owner}"] if self.owner else []
        said += [f"„{self.cue}“"] if self.cue else []
        said += ["gennemgang af gamle sager"] if self.old_matters else []
        return "; ".join(said)


def about(part: Part, wanted: Iterable[str]) -> list[str]:
    """The sentences of a passage that hold one of the stems; all of them where only the heading does."""
    wanted = set(wanted)
    found = [sentence for sentence in sentences(part.text) if wanted.intersection(roots(sentence.replace("-", " ")))]
    return found or sentences(part.text)


def told_of(part: Part, own: Iterable[str]) -> tuple[str, str]:
    """The sentences of a passage that say most of what a task is about, from the first to the last; and the same with one that goes on."""
    wanted, every = set(own), sentences(part.text)
    counts = [len(wanted.intersection(roots(sentence.replace("-", " ")))) for sentence in every]
    most = max(counts)
    if not most:
        return part.text, part.text
    at = [place for place, count in enumerate(counts) if count == most]
    told = every[at[0] : at[-1] + 1]
    after = every[at[-1] + 1 : at[-1] + 2]
    return " ".join(told), " ".join([*told, *(after if after and _GOES_ON.match(after[0]) else [])])


def cue(part: Part, told: Iterable[str]) -> str | None:
    """Words that take something up, in the heading or in the sentences that are about the task."""
    return next((words for text in (part.heading, *told) if (words := explicit.taken_up(text))), None)


def is_repeated(quote: str, told: Iterable[str]) -> bool:
    """Whether a sentence says nearly the same as the task."""
    return any(likeness(quote, sentence) >= _SAME_WORDS for sentence in told)


def tells_of_other_year(quote: str, told: Iterable[str]) -> bool:
    """Whether both name years, and none that is the same: what comes again every year."""
    mine, theirs = set(_YEAR.findall(quote)), set(_YEAR.findall(" ".join(told)))
    return bool(mine and theirs and not mine & theirs)


def tells_of_other_part(quote: str, told: Iterable[str]) -> bool:
    """Whether the task is about one of two opposite parts and the sentences about the other: the west side and the east side."""
    mine, theirs = explicit.sides(quote), explicit.sides(" ".join(told))
    return any(len(pair & mine) == 1 and len(pair & theirs) == 1 and pair & mine != pair & theirs for pair in explicit.opposites())
