"""What the head of a document says about its meeting."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from referat.extract.head.head import read_head
from referat.extract.pages.reading import read_plain
from referat.models.kinds import DocumentKind
from referat.models.minutes import Meeting
from referat.models.place import Box, Span
from referat.models.text import Furniture


def meeting(head: str, items: str = "", tail: str = "", *, kind: DocumentKind = DocumentKind.REFERAT) -> Meeting:
    source = read_plain("\n".join(part for part in (head, items, tail) if part))
    at, spans = 0, []
    for part in (head, items, tail):
        length = len(read_plain(part).text)
        spans.append(Span(at, at + length))
        at += length + 1 if part else 0
    return read_head(source, spans[0], tail=spans[2] if tail else None, items=(spans[1],) if items else (), kind=kind)


TITLES = [
    ("Referat af bestyrelsesmøde 3.11.2019\nEJERFORENINGEN, Lyngholm Park 2", "Bestyrelsen", "EJERFORENINGEN, Lyngholm Park 2"),
    ("Referat af bestyrelsesmøde i ejerforeningen, LP 2, 24/4-08", "Bestyrelsen", "ejerforeningen, LP 2"),
    ("Dagsorden\nBestyrelsesmøde – ejerforeningen Birkely Have\nDato: 25/6/2019", "Bestyrelsen", "ejerforeningen Birkely Have"),
    ("Skolebestyrelsesmøde den 4. maj 2020", "Skolebestyrelsen", None),
    (
        "Referat fra ordinær generalforsamling i E/F Lyngholm Etape 2\nden 5. april 2018",
        "ordinær generalforsamling",
        "E/F Lyngholm Etape 2",
    ),
    ("Referat af ordinær generalforsamling den 12. marts 2019 i GF. Birkeparken", "ordinær generalforsamling", "GF. Birkeparken"),
    ("G/F Birkeparken – ordinær generalforsamling\nMødedato: 5. april 2018", "ordinær generalforsamling", "G/F Birkeparken"),
    (
        "År 2018, den 5. april, kl. 19.00, afholdtes ordinær generalforsamling i A/B Rosenhaven i selskabslokalet.",
        "ordinær generalforsamling",
        "A/B Rosenhaven",
    ),
    ("Referat Laugsstævne (generalforsamling) i Fjordby Bylaug.", "Laugsstævne (generalforsamling)", "Fjordby Bylaug"),
    ("REFERAT fra mødet i SUF i Vestfjord den. 29. juni 2022", "SUF i Vestfjord", None),
    ("REFERAT Fjordby Byråd d. 24-04-2024", "Fjordby Byråd", None),
    ("REFERAT: Sundhedsklynge Øst Fagligt Niveau", "Sundhedsklynge Øst Fagligt Niveau", None),
    ("Sønderlund Kommune\nKommunalbestyrelsen\nReferat\nDato: 24. september 2003", "Kommunalbestyrelsen", "Sønderlund Kommune"),
    ("UDVALG\nUdvalget for Børn og Familie\nMØDE\nReferat", "Udvalget for Børn og Familie", None),
    ("Seniorrådsmøde – Referat", "Seniorrådet", None),
    ("Referat af møde i Seniorrådet i Marholm Kommune den 3. maj 2020", "Seniorrådet", "Marholm Kommune"),
    ("Referat af ordinært HovedMED-møde", "HovedMED", None),
    ("Direktionens møde 31. august 2021", "Direktionen", None),
    ("Referat af instruktørmøde d. 27-06-2011", "instruktørmøde", None),
    ("HUSK: Generalforsamlingen er udskudt\nReferat af bestyrelsesmøde 15. november 2018", "Bestyrelsen", None),
]


@pytest.mark.parametrize(("head", "forum", "organisation"), TITLES, ids=[row[0][:40] for row in TITLES])
def test_forum_and_organisation(head: str, forum: str, organisation: str | None) -> None:
    found = meeting(head)
    assert (found.forum.value if found.forum else None, found.organisation.value if found.organisation else None) == (forum, organisation)


WHEN = [
    ("label on the same line", "Referat\nDato: 25/6/2019\nTid: 9-10:30", "2019-06-25", "09:00", "10:30"),
    ("label without a colon", "REFERAT\nMødedato Onsdag d. 24. april 2024 kl. 17:00", "2024-04-24", "17:00", None),
    (
        "value below the label, with seconds",
        "STARTTIDSPUNKT\n05-02-2019 15:00:00\nSLUTTIDSPUNKT\n05-02-2019 17:45:00",
        "2019-02-05",
        "15:00",
        "17:45",
    ),
    ("three labels on one line", "Dato: 12/9-2019   Tid: 9-11   Sted: Rådhuset", "2019-09-12", "09:00", "11:00"),
    ("title with weekday and time", "Referat af bestyrelsesmøde, torsdag d. 4. maj 2017 kl. 18.00", "2017-05-04", "18:00", None),
    ("six digits in a title", "090602 Referat af bestyrelsesmøde", "2009-06-02", None, None),
    (
        "title over the day of the paper",
        "Ejerforeningen Lyngholm 10. juni 2013\nReferat af bestyrelsesmøde 3. juni 2013",
        "2013-06-03",
        None,
        None,
    ),
    (
        "a reminder is another meeting",
        "Referat af bestyrelsesmøde 9. september 2019\nDer afholdes infomøde tirsdag den 24. september kl. 17",
        "2019-09-09",
        None,
        None,
    ),
    ("the next meeting is another one", "Næste møde: 7. juli 2009\nReferat af møde i udvalget den 2. juni 2009", "2009-06-02", None, None),
    (
        "place, day and time together",
        "Referat af generalforsamling\nSTED: Fjordby Skole mandag 6. marts 2017 kl. 19.30",
        "2017-03-06",
        "19:30",
        None,
    ),
    (
        "a year that only another date prints",
        "Referat af bestyrelsesmøde, mandag d. 31. oktober kl. 18.00\nPunkterne blev sendt ud d. 28-10-2011.",
        "2011-10-31",
        "18:00",
        None,
    ),
    ("a range over a line end", "Tid:\nMandag den 20/1 2020 kl. 17.30-\n20.00", "2020-01-20", "17:30", "20:00"),
    (
        "a sentence of its own",
        "Referat fra møde i gruppen, 4. oktober 2011\nMødet blev holdt i klubhuset kl. 14-15.30.",
        "2011-10-04",
        "14:00",
        "15:30",
    ),
    (
        "a sentence of the head",
        "Byrådet\nMøde den 24. oktober 2016\nMødet begyndte kl. 13.00 og sluttede kl. 16.45",
        "2016-10-24",
        "13:00",
        "16:45",
    ),
]


@pytest.mark.parametrize(("head", "day", "start", "end"), [row[1:] for row in WHEN], ids=[row[0] for row in WHEN])
def test_day_and_clock(head: str, day: str, start: str | None, end: str | None) -> None:
    found = meeting(head)
    clock = [fact.value.isoformat("minutes") if fact else None for fact in (found.start, found.end)]
    assert [found.date.value.isoformat() if found.date else None, *clock] == [day, start, end]


@pytest.mark.parametrize(
    "last",
    ["Mødet hævet kl. 22:30", "Mødet hævet 22:30.", "Mødet sluttede kl. 22,30", "Mødet slut kl.22.30", "Mødet afsluttedes ca. 22:30"],
)
def test_the_end_as_told_wins(last: str) -> None:
    found = meeting("Dato: 25/6/2019\nTid: 19.00-22.00", "1. Valg", last)
    assert found.end is not None
    assert found.end.value == dt.time(22, 30)


def test_dates_of_an_agenda_list_are_not_the_meeting() -> None:
    assert meeting("Referat\nIndholdsfortegnelse\n1. Godkendelse af referat fra mødet den 12. marts 2018").date is None


PEOPLE = [
    ("labels", "Mødeleder: Ida Holm Referent: Bo Friis\nDeltagere: Ida Holm, Bo Friis", "", "", "Ida Holm", "Bo Friis"),
    ("no colon, only a name", "Mødeleder Ida Holm\nReferent Bo Friis", "", "", "Ida Holm", "Bo Friis"),
    ("first name resolved", "Deltagere: Ida Holm, Bo Friis\nReferent: Bo", "", "", None, "Bo Friis"),
    ("initials at the end", "Deltagere: Ida Holm, Bo Kær Friis", "1. Valg", "Således opfattet BKF", None, "Bo Kær Friis"),
    ("role in the list", "Deltagere: Ida Holm, formand\nBo Friis (referent)", "", "", "Ida Holm", "Bo Friis"),
    ("deputy is no chair", "Deltagere: Ida Holm, næstformand", "", "", None, None),
    (
        "dirigent of a general meeting, not the chairman",
        "Generalforsamling i Lyngholm Vandværk\nTil stede: Ida Holm, formand",
        "1. Valg af dirigent\nBo Friis blev valgt",
        "",
        "Bo Friis",
        None,
    ),
    (
        "both offices proposed",
        "Generalforsamling",
        "Ida foreslog Bo Friis fra ABC A/S som dirigent og Mia Lund fra ABC A/S som referent.",
        "",
        "Bo Friis",
        "Mia Lund",
    ),
    (
        "proposed under the heading",
        "Generalforsamling",
        "1. Valg af dirigent\nBestyrelsen pegede på Bo Friis, der blev valgt.",
        "",
        "Bo Friis",
        None,
    ),
    ("label and name on their own lines at the end", "Bestyrelsesmøde", "1. Valg", "Referent\nBo Friis", None, "Bo Friis"),
    ("chosen at the meeting", "Deltagere: Ida og Bo", "1. Valg af referent\nBo vælges til referent af dagens møde.", "", None, "Bo"),
    (
        "leads according to a sentence",
        "Udvalget\nDeltagere: Ida Holm, V, Bo Friis, A",
        "Regionsrådsformand Ida Holm vil som mødeleder byde velkommen.",
        "",
        "Ida Holm",
        None,
    ),
    ("led by", "Byrådet den 4. maj 2021\nMødet blev ledet af borgmester Ida Holm.", "", "", "Ida Holm", None),
    ("name above the office", "Generalforsamling", "1. Valg", "Ida Holm\ndirigent", "Ida Holm", None),
    (
        "a heading and one name below it",
        "Generalforsamling",
        "Ad 1. Valg af dirigent og referent\nBestyrelsens forslag, advokat Bo Friis, blev enstemmigt valgt.",
        "",
        "Bo Friis",
        None,
    ),
    ("secretary by office in a bracket", "Til stede: Ida Holm\nEndvidere deltog kulturchef Bo Friis (sekretær).", "", "", None, "Bo Friis"),
    ("somebody unnamed", "Bestyrelsesmøde", "1. Valg af referent\nFormanden valgte sig frivilligt.", "", None, None),
]


@pytest.mark.parametrize(("head", "items", "tail", "chair", "secretary"), [row[1:] for row in PEOPLE], ids=[row[0] for row in PEOPLE])
def test_chair_and_secretary(head: str, items: str, tail: str, chair: str | None, secretary: str | None) -> None:
    found = meeting(head, items, tail)
    assert (found.chair.value if found.chair else None, found.secretary.value if found.secretary else None) == (chair, secretary)


def test_running_headers_say_what_the_text_does_not() -> None:
    source = read_plain("Referat\nDeltagere: Ida Holm")
    box = Box(1, 50.0, 20.0, 300.0, 30.0)
    source = dataclasses.replace(
        source,
        furniture=(Furniture("SENIORRÅDET I MARHOLM KOMMUNE · Side 1", box), Furniture("Bestyrelsesmøde, d. 11. december 2007", box)),
    )
    found = read_head(source, Span(0, len(source.text)))
    assert found.organisation is not None
    assert found.date is not None
    assert found.forum is not None
    assert (found.organisation.value, found.forum.value, found.date.value.isoformat()) == ("Marholm Kommune", "Bestyrelsen", "2007-12-11")
    assert found.organisation.boxes == (box,)


NEXT = [
    ("Dato: 5. maj 2020\nNæste møde: 2. juni", "", "2020-06-02"),
    ("Dato: 5. maj 2020", "8. Næste møde\nNæste bestyrelsesmøde holdes tirsdag den 9. juni kl 19.", "2020-06-09"),
    ("Dato: 5. december 2020", "Næste møde er aftalt til den 7. januar hos Ida.", "2021-01-07"),
    ("Dato: 5. maj 2020", "På næste møde drøftes budgettet fra den 1. april 2020.", None),
]


@pytest.mark.parametrize(("head", "items", "day"), NEXT)
def test_next_meeting(head: str, items: str, day: str | None) -> None:
    found = meeting(head, items).next
    assert (found.date.value.isoformat() if found and found.date else None) == day


def test_a_paper_that_is_no_meeting_has_an_organisation_only() -> None:
    found = meeting("Vedtægter for Grundejerforeningen Birkely\nvedtaget den 9. februar 2010", kind=DocumentKind.ANDET)
    assert (found.forum, found.date) == (None, None)
    assert found.organisation is not None
    assert found.organisation.value == "Grundejerforeningen Birkely"


def test_a_room_is_part_of_its_place() -> None:
    """'Lokale' is a label of its own elsewhere."""
    found = meeting("Referat af møde i Teknikudvalget\nDato: 3. maj 2023\nMødested: Lokale 4, Fjordby Rådhus\nReferent: Bodil Holm").place
    assert found is not None
    assert found.value == "Lokale 4, Fjordby Rådhus"
