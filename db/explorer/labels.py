"""The words of the explorer, for values that the database keeps in short; in the language of the answer that is being made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping

from referat.db.explorer.language import current, say


class Names(Mapping[str, str]):
    """What values are called: given in Danish, told in the language of the answer."""

    def __init__(self, danish: Mapping[str, str]) -> None:
        self.danish = dict(danish)

    def __getitem__(self, value: str) -> str:
        return say(self.danish[value])

    def __iter__(self) -> Iterator[str]:
        return iter(self.danish)

    def __len__(self) -> int:
        return len(self.danish)


OUTCOMES = Names(
    {
        "godkendt": "Godkendt",
        "efterretning": "Taget til efterretning",
        "drøftet": "Drøftet",
        "udsat": "Udsat",
        "afvist": "Afvist",
        "udgået": "Udgået",
        "anbefalet": "Anbefalet",
        "oversendt": "Oversendt",
        "valgt": "Valgt",
        "ingen": "Ingen beslutning",
        "andet": "Andet besluttet",
    }
)
# The colour of an outcome's badge; the word itself always stands there too.
TONES = {"godkendt": "yes", "anbefalet": "yes", "valgt": "yes", "udsat": "wait", "afvist": "no", "udgået": "no", "ingen": "none"}
KINDS = Names(
    {
        "beslutning": "Beslutninger",
        "indstilling": "Indstillinger",
        "referat": "Referat af drøftelsen",
        "opgave": "Opgaver",
        "titel": "Titler",
        "møde": "Møder",
    }
)
SECTIONS = Names(
    {
        "resume": "Resumé",
        "baggrund": "Baggrund",
        "sagsfremstilling": "Sagsfremstilling",
        "indstilling": "Indstilling",
        "referat": "Referat",
        "beslutning": "Beslutning",
        "bilag": "Bilag",
        "konsekvenser": "Konsekvenser",
        "tidligere": "Tidligere behandling",
        "fravær": "Fravær",
        "andet": "Andet",
    }
)
STATUSES = Names({"present": "Til stede", "absent": "Afbud og fravær", "guest": "Gæster", "observer": "Observatører"})
# How a person took part, in the middle of a sentence.
PRESENCE = Names({"present": "til stede", "absent": "afbud eller fravær", "guest": "som gæst", "observer": "som observatør"})
DOCUMENTS = Names({"referat": "Referat", "dagsorden": "Dagsorden", "bilag": "Bilag", "andet": "Andet dokument"})
SIDES = Names({"for": "for", "against": "imod", "abstain": "hverken for eller imod"})
SORTS = Names({"bedst": "Bedste først", "nyeste": "Nyeste først", "ældste": "Ældste først"})
FORMATS = Names({"csv": "CSV", "xlsx": "Excel", "json": "JSON", "atom": "Atom", "ics": "Kalender"})
# What became of a task, as people say it.
STATES = Names({"open": "Åben", "done": "Udført", "dropped": "Bortfaldet", "unknown": "Uvis"})
STATE_TONES = {"open": "plain", "done": "yes", "dropped": "none", "unknown": "wait"}
_FACTS = Names(
    {
        "kind": "Dokumentets art",
        "forum": "Forum",
        "organisation": "Organisation",
        "date": "Dato",
        "start": "Begyndt",
        "end": "Sluttet",
        "place": "Sted",
        "chair": "Mødeleder",
        "secretary": "Referent",
        "name": "Navn",
        "status": "Fremmøde",
        "role": "Rolle",
        "heading": "Overskrift",
        "number": "Nummer",
        "title": "Titel",
        "case_number": "Sagsnummer",
        "presenter": "Fremlægger",
        "closed": "Lukket punkt",
        "text": "Tekst",
        "outcome": "Udfald",
        "quote": "Opgave",
        "for_": "Stemmer for",
        "against": "Stemmer imod",
        "abstain": "Hverken for eller imod",
        "on": "Afstemning om",
        "carried": "Vedtaget",
        "post": "Post",
        "term": "Periode",
        "url": "Henvisning",
        "short": "Forkortelse",
        "long": "Lang form",
    }
)
_MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)


def date(iso: str | None) -> str:
    """A day as people write it: `29. juni 2022`; a text that is no day stays as it is."""
    try:
        day = dt.date.fromisoformat(iso or "")
    except ValueError:
        return iso or say("uden dato")
    return f"{day.day}{'' if current() == 'en' else '.'} {say(_MONTHS[day.month - 1])} {day.year}"


def moment(iso: str) -> str:
    """A moment in the time of this machine: `29. juni 2022 kl. 14.05`."""
    time = dt.datetime.fromisoformat(iso).astimezone()
    return f"{date(time.date().isoformat())} {say('kl.')} {time:%H.%M}"


def short_date(iso: str) -> str:
    """A day in a narrow column: `29/6 22`."""
    year, month, day = iso.split("-")
    return f"{int(day)}/{int(month)} {year[2:]}"


def number(value: int) -> str:
    """A whole number with a full stop (in English a comma) for every thousand."""
    return f"{value:,}" if current() == "en" else f"{value:,}".replace(",", ".")


def fact(path: str) -> str:
    """What a fact is called, from where it stands in the model: `items[4].outcome` is `Udfald`."""
    name = path.rpartition(".")[2].partition("[")[0]
    return _FACTS.get(name, name)


def tone(outcome: str | None) -> str:
    """The colour class of an outcome."""
    return TONES.get(outcome or "", "plain")
