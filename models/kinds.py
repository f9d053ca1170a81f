"""The closed lists of words that values may take; Danish, since users read them (see `docs/contract.md`)."""

from __future__ import annotations

from enum import StrEnum


class DocumentKind(StrEnum):
    """What a document is: minutes, an agenda only, an attachment or bundle of them, or something else."""

    REFERAT = "referat"
    DAGSORDEN = "dagsorden"
    BILAG = "bilag"
    ANDET = "andet"


class Status(StrEnum):
    """How a person took part in a meeting."""

    PRESENT = "present"
    ABSENT = "absent"
    GUEST = "guest"
    OBSERVER = "observer"


class SectionKind(StrEnum):
    """What a part of an agenda item is."""

    RESUME = "resume"
    BAGGRUND = "baggrund"
    SAGSFREMSTILLING = "sagsfremstilling"
    INDSTILLING = "indstilling"
    REFERAT = "referat"
    BESLUTNING = "beslutning"
    BILAG = "bilag"
    KONSEKVENSER = "konsekvenser"
    TIDLIGERE = "tidligere"
    FRAVAER = "fravær"
    ANDET = "andet"


class Outcome(StrEnum):
    """What became of an agenda item."""

    GODKENDT = "godkendt"
    EFTERRETNING = "efterretning"
    DROEFTET = "drøftet"
    UDSAT = "udsat"
    AFVIST = "afvist"
    UDGAAET = "udgået"
    ANBEFALET = "anbefalet"
    OVERSENDT = "oversendt"
    VALGT = "valgt"
    INGEN = "ingen"
    ANDET = "andet"


class ReservationKind(StrEnum):
    """How somebody distanced himself from a decision."""

    FORBEHOLD = "forbehold"
    MINDRETAL = "mindretalsudtalelse"
    SAERSTANDPUNKT = "særstandpunkt"
    IKKE_TILTRAEDE = "kan ikke tiltræde"
    STANDSNING = "standsning"


class PresenceKind(StrEnum):
    """Why somebody did not take part in all of a meeting."""

    INHABIL = "inhabil"
    DELTOG_IKKE = "deltog ikke"
    ANKOM = "ankom"
    FORLOD = "forlod"


class OwnerKind(StrEnum):
    """Whether the owner of a task is a person or a body."""

    PERSON = "person"
    ORGANISATION = "organisation"


class Strength(StrEnum):
    """Whether a task is a commitment or a request."""

    BINDING = "binding"
    REQUEST = "request"


class Precision(StrEnum):
    """How exactly a deadline is worded."""

    MINUTE = "minute"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    SEASON = "season"
    HALF_YEAR = "half-year"
    YEAR = "year"
    VAGUE = "vague"


class OcrMode(StrEnum):
    """When pages are read as images: those without usable text, every one, or none."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class ProblemCode(StrEnum):
    """What can be wrong with a document; the first group stops the reading, the second is a finding."""

    NOT_A_PDF = "not-a-pdf"
    EMPTY = "empty"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_PAGES = "no-pages"
    NO_TEXT = "no-text"
    TOO_BIG = "too-big"
    TIMEOUT = "timeout"
    CRASHED = "crashed"
    UNREADABLE_FILE = "unreadable-file"

    NOT_MINUTES = "not-minutes"
    NO_ITEMS = "no-items"
    CLIPPED = "clipped"
    PAGES_WITHOUT_TEXT = "pages-without-text"
