"""The Danish words of the explorer, for values that the database keeps in short."""

from __future__ import annotations

import datetime as dt

OUTCOMES = {
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
# The colour of an outcome's badge; the word itself always stands there too.
TONES = {"godkendt": "yes", "anbefalet": "yes", "valgt": "yes", "udsat": "wait", "afvist": "no", "udgået": "no", "ingen": "none"}
KINDS = {
    "beslutning": "Beslutninger",
    "indstilling": "Indstillinger",
    "referat": "Referat af drøftelsen",
    "opgave": "Opgaver",
    "titel": "Titler",
    "møde": "Møder",
}
SECTIONS = {
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
STATUSES = {"present": "Til stede", "absent": "Afbud og fravær", "guest": "Gæster", "observer": "Observatører"}
# How a person took part, in the middle of a sentence.
PRESENCE = {"present": "til stede", "absent": "afbud eller fravær", "guest": "som gæst", "observer": "som observatør"}
DOCUMENTS = {"referat": "Referat", "dagsorden": "Dagsorden", "bilag": "Bilag", "andet": "Andet dokument"}
SIDES = {"for": "for", "against": "imod", "abstain": "hverken for eller imod"}
SORTS = {"bedst": "Bedste først", "nyeste": "Nyeste først", "ældste": "Ældste først"}
FORMATS = {"csv": "CSV", "xlsx": "Excel", "json": "JSON", "atom": "Atom", "ics": "Kalender"}
_FACTS = {
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
        return iso or "uden dato"
    return f"{day.day}. {_MONTHS[day.month - 1]} {day.year}"


def short_date(iso: str) -> str:
    """A day in a narrow column: `29/6 22`."""
    year, month, day = iso.split("-")
    return f"{int(day)}/{int(month)} {year[2:]}"


def number(value: int) -> str:
    """A whole number with a full stop for every thousand."""
    return f"{value:,}".replace(",", ".")


def fact(path: str) -> str:
    """What a fact is called, from where it stands in the model: `items[4].outcome` is `Udfald`."""
    name = path.rpartition(".")[2].partition("[")[0]
    return _FACTS.get(name, name)


def tone(outcome: str | None) -> str:
    """The colour class of an outcome."""
    return TONES.get(outcome or "", "plain")
