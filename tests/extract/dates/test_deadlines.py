"""Deadlines: rows of (text, last day or None, precision) for a meeting on Wednesday 29 June 2022 whose next one is on 11 October."""

from __future__ import annotations

import datetime as dt
import time

import pytest

from referat.extract.dates.deadlines import DeadlineMatch, find_deadlines

MEETING = dt.date(2022, 6, 29)
NEXT = dt.date(2022, 10, 11)

ROWS = [
    # days
    ("inden fredag den 1/7 kl. 10", "2022-07-01", "minute"),
    ("senest den 1. oktober 2024", "2024-10-01", "day"),
    ("senest d. 29. september", "2022-09-29", "day"),
    ("senest 1/8-22", "2022-08-01", "day"),
    ("inden 1. august", "2022-08-01", "day"),
    ("pr. 1. marts 2023", "2023-03-01", "day"),
    ("den 19. september", "2022-09-19", "day"),
    ("senest fredag den 2. september kl. 12", "2022-09-02", "minute"),
    ("deadline 1. september", "2022-09-01", "day"),
    ("Frist: 1. september", "2022-09-01", "day"),
    ("inden den 1/9", "2022-09-01", "day"),
    ("på mødet den 23/9", "2022-09-23", "day"),
    ("på byrådets møde den 19. oktober 2022", "2022-10-19", "day"),
    ("fra 1. januar 2023", "2023-01-01", "day"),
    ("18/7", "2022-07-18", "day"),
    ("18/7-22", "2022-07-18", "day"),
    ("3. september", "2022-09-03", "day"),
    ("den 15.-17. august", "2022-08-17", "day"),
    ("i perioden 1. august til 5. september", "2022-09-05", "day"),
    ("i morgen", "2022-06-30", "day"),
    ("senest på fredag", "2022-07-01", "day"),
    ("næste mandag", "2022-07-04", "day"),
    ("senest fredag", "2022-07-01", "day"),
    ("torsdag i uge 35", "2022-09-01", "day"),
    ("på tirsdag i næste uge", "2022-07-05", "day"),
    ("med frist den 1. september", "2022-09-01", "day"),
    ("omkring 1. september", "2022-09-01", "day"),
    # weeks
    ("i uge 35", "2022-09-04", "week"),
    ("uge 38", "2022-09-25", "week"),
    ("i løbet af uge 35", "2022-09-04", "week"),
    ("senest i uge 40", "2022-10-09", "week"),
    ("i uge 35 eller 36", "2022-09-11", "week"),
    ("i uge 35-36", "2022-09-11", "week"),
    ("uge 35/36", "2022-09-11", "week"),
    ("i uge 2", "2023-01-15", "week"),
    ("i uge 3, 2023", "2023-01-22", "week"),
    ("i uge 26", "2022-07-03", "week"),
    ("i ugerne 35 og 36", "2022-09-11", "week"),
    ("i næste uge", "2022-07-10", "week"),
    ("inden ugens udgang", "2022-07-03", "week"),
    ("i denne uge", "2022-07-03", "week"),
    ("i uge nr. 35", "2022-09-04", "week"),
    # months and their parts
    ("i oktober", "2022-10-31", "month"),
    ("i oktober 2024", "2024-10-31", "month"),
    ("i august måned", "2022-08-31", "month"),
    ("i løbet af november", "2022-11-30", "month"),
    ("i juni", "2022-06-30", "month"),
    ("i maj", "2023-05-31", "month"),
    ("i februar 2024", "2024-02-29", "month"),
    ("primo maj", "2023-05-10", "month"),
    ("medio oktober", "2022-10-20", "month"),
    ("ultimo februar", "2023-02-28", "month"),
    ("primo september 2022", "2022-09-10", "month"),
    ("i begyndelsen af september", "2022-09-10", "month"),
    ("i slutningen af januar", "2023-01-31", "month"),
    ("i midten af august", "2022-08-20", "month"),
    ("midt i august", "2022-08-20", "month"),
    ("inden udgangen af november", "2022-11-30", "month"),
    ("inden udgangen af oktober 2024", "2024-10-31", "month"),
    ("sidst i august", "2022-08-31", "month"),
    ("først i september", "2022-09-10", "month"),
    ("i august/september", "2022-09-30", "month"),
    ("i september og oktober", "2022-10-31", "month"),
    ("i december/januar", "2023-01-31", "month"),
    ("i starten af september", "2022-09-10", "month"),
    ("i den første uge af maj", "2023-05-07", "month"),
    ("i næste måned", "2022-07-31", "month"),
    ("inden månedens udgang", "2022-06-30", "month"),
    ("til mødet i december", "2022-12-31", "month"),
    ("på udvalgets møde i april", "2023-04-30", "month"),
    ("til Økonomiudvalgets møde i november", "2022-11-30", "month"),
    ("i sept. 2022", "2022-09-30", "month"),
    ("oktober 2022", "2022-10-31", "month"),
    # quarters, half-years, seasons, years
    ("inden udgangen af 1. kvartal 2025", "2025-03-31", "quarter"),
    ("i 3. kvartal", "2022-09-30", "quarter"),
    ("i 1. kvartal", "2023-03-31", "quarter"),
    ("i fjerde kvartal 2022", "2022-12-31", "quarter"),
    ("Q4 2022", "2022-12-31", "quarter"),
    ("i 3. og 4. kvartal 2022", "2022-12-31", "quarter"),
    ("i 2. halvår", "2022-12-31", "half-year"),
    ("i første halvår 2023", "2023-06-30", "half-year"),
    ("i 1. halvår", "2022-06-30", "half-year"),
    ("efteråret 2022", "2022-11-30", "season"),
    ("i foråret", "2023-05-31", "season"),
    ("i løbet af foråret 2023", "2023-05-31", "season"),
    ("til efteråret", "2022-11-30", "season"),
    ("i løbet af sommeren", "2022-08-31", "season"),
    ("til vinter", "2023-02-28", "season"),
    ("i vinteren 2022/23", "2023-02-28", "season"),
    ("hen over sommeren", "2022-08-31", "season"),
    ("i det tidlige forår", "2023-05-31", "season"),
    ("i 2024", "2024-12-31", "year"),
    ("inden udgangen af 2024", "2024-12-31", "month"),
    ("primo 2023", "2023-01-31", "month"),
    ("medio 2023", "2023-06-30", "month"),
    ("ultimo 2023", "2023-12-31", "month"),
    ("i løbet af 2023", "2023-12-31", "year"),
    ("inden årets udgang", "2022-12-31", "year"),
    ("inden årsskiftet", "2022-12-31", "year"),
    ("inden nytår", "2022-12-31", "year"),
    ("inden udgangen af året", "2022-12-31", "month"),
    ("i indeværende år", "2022-12-31", "year"),
    ("næste år", "2023-12-31", "year"),
    ("til foreningens generalforsamling i 2024", "2024-12-31", "year"),
    ("i slutningen af 2022", "2022-12-31", "month"),
    # counted from the meeting
    ("inden for to uger", "2022-07-13", "week"),
    ("om tre uger", "2022-07-20", "week"),
    ("inden for de kommende to uger", "2022-07-13", "week"),
    ("inden 14 dage", "2022-07-13", "day"),
    ("inden for 8 dage", "2022-07-07", "day"),
    ("inden for en måned", "2022-07-29", "month"),
    ("om et år", "2023-06-29", "year"),
    ("om et halvt år", "2022-12-29", "year"),
    ("om 6 måneder", "2022-12-29", "month"),
    ("i løbet af de næste 3 måneder", "2022-09-29", "month"),
    ("inden tre hverdage", "2022-07-04", "day"),
    ("om 2-3 uger", "2022-07-20", "week"),
    ("om to til tre uger", "2022-07-20", "week"),
    ("om 8 måneder", "2023-02-28", "month"),
    ("inden for de næste 14 dage", "2022-07-13", "day"),
    ("om en uges tid", "2022-07-06", "week"),
    # the next meeting
    ("på næste møde", "2022-10-11", "day"),
    ("til næste møde", "2022-10-11", "day"),
    ("næste gang", "2022-10-11", "day"),
    ("inden næste møde", "2022-10-11", "day"),
    ("på næste SOF", "2022-10-11", "day"),
    ("næste bestyrelsesmøde", "2022-10-11", "day"),
    ("i god tid inden næste møde", "2022-10-11", "day"),
    ("frem til næste møde", "2022-10-11", "day"),
    ("på det kommende møde", "2022-10-11", "day"),
    ("på næste Seniorrådsmøde", "2022-10-11", "day"),
    ("på næste og sidste møde i SOF i oktober", "2022-10-11", "day"),
    ("på SOF-mødet i oktober", "2022-10-11", "day"),
    ("på mødet i oktober", "2022-10-11", "day"),
    ("på det næste møde", "2022-10-11", "day"),
    # no day
    ("inden sommerferien", None, "vague"),
    ("efter sommerferien", None, "vague"),
    ("hurtigst muligt", None, "vague"),
    ("snarest", None, "vague"),
    ("snarest muligt", None, "vague"),
    ("så hurtigt som muligt", None, "vague"),
    ("ASAP", None, "vague"),
    ("på et kommende møde", None, "vague"),
    ("til et fremtidigt møde", None, "vague"),
    ("inden jul", None, "vague"),
    ("efter nytår", None, "vague"),
    ("til næste generalforsamling", None, "vague"),
    ("så snart det foreligger", None, "vague"),
    ("i begyndelsen af det nye år", None, "vague"),
    ("efter et år", None, "vague"),
    ("efter den 1. september", None, "vague"),
    ("inden sommeren", None, "vague"),
    ("inden næste tilskudsrunde", None, "vague"),
    ("senere på året", None, "vague"),
    ("i den nærmeste fremtid", None, "vague"),
    ("når budgettet er vedtaget", None, "vague"),
    ("på et senere møde", None, "vague"),
    ("inden Sankt Hans", None, "vague"),
    ("inden weekenden", None, "vague"),
    ("inden sæsonstart", None, "vague"),
    ("inden skoleårets afslutning", None, "vague"),
    ("inden budgetforhandlingerne", None, "vague"),
    ("frem mod budgetseminaret i august", "2022-08-31", "month"),
    ("inden ansøgningsfristen den 1. september", "2022-09-01", "day"),
    ("inden budgetopfølgningen pr. 31. august", "2022-08-31", "day"),
    ("på septembermødet", "2022-09-30", "month"),
    ("til oktobermødet", "2022-10-11", "day"),  # the month of the next meeting
    ("til næste MED-møde", "2022-10-11", "day"),
]

NONE = [
    "kl. 10",
    "man kan ikke",
    "nu",
    "sag 23/1493",
    "25 % af beløbet",
    "Jan Lindeborg orienterede",
    "Maj Holmgaard orienterede",
    "til Maj Holmgaard",
    "August Vestbo bød velkommen",
    "§ 2",
    "i går",
    "på mødet",
    "for regnskabsåret 2021",
    "regnskabet for 2021",
    "referatet af 3. maj 2022",
    "i 2021",
    "siden 2020",
    "budgettet for 2024",
    "i alt 12 personer",
    "brev dateret 1. juli 2022",
    "i et år",
    "fire uger før",
    "uger og dage",
    "i ugen",
    "udgangen af sagen",
    "i år og dag",
    "om dagen",
    "i 12 boliger",
    "til 2.000 kr.",
    "pr. bolig",
    "om to mænd",
    "næste punkt",
    "i begyndelsen",
    "på fredagsmødet",
    "referatet fra næste",
    "sommerfesten",
    "forårsrengøring",
    "ved sæsonstart",
    "inden for fristen",
]


def only(text: str, next_meeting: dt.date | None = NEXT) -> DeadlineMatch | None:
    found = find_deadlines(text, anchor=MEETING, next_meeting=next_meeting)
    assert len(found) <= 1, found
    return found[0] if found else None


@pytest.mark.parametrize(("text", "last", "precision"), ROWS)
def test_what_a_deadline_means(text: str, last: str | None, precision: str) -> None:
    match = only(text)
    assert match is not None
    assert (match.last.isoformat() if match.last else None, match.precision.value) == (last, precision)
    assert match.wording == text


@pytest.mark.parametrize(("text", "last", "precision"), [row for row in ROWS if row[0].startswith(("i ", "senest", "om", "på", "inden"))])
def test_the_wording_is_found_in_a_sentence(text: str, last: str | None, precision: str) -> None:
    sentence = f"Formanden for gruppen sender planen til medlemmerne {text}, og den drøftes."
    match = only(sentence)
    assert match is not None
    assert sentence[match.start : match.end] == match.wording == text
    assert (match.last.isoformat() if match.last else None, match.precision.value) == (last, precision)


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_deadline(text: str) -> None:
    assert only(text) is None
    assert only(f"Udvalget drøftede {text} igen.") is None


@pytest.mark.parametrize("text", ["på næste møde", "næste gang", "på næste SOF"])
def test_the_next_meeting_has_no_day_unless_it_is_known(text: str) -> None:
    match = only(text, None)
    assert match is not None
    assert (match.first, match.last, match.precision.value) == (None, None, "vague")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("i oktober", "2022-10-01", "2022-10-31"),
        ("i uge 35", "2022-08-29", "2022-09-04"),
        ("den 15.-17. august", "2022-08-15", "2022-08-17"),
        ("den 19. september", "2022-09-19", "2022-09-19"),
        ("i december/januar", "2022-12-01", "2023-01-31"),
        ("om tre uger", "2022-06-29", "2022-07-20"),
    ],
)
def test_the_first_day(text: str, first: str, last: str) -> None:
    match = only(text)
    assert match is not None
    assert (match.first, match.last) == (dt.date.fromisoformat(first), dt.date.fromisoformat(last))


@pytest.mark.parametrize(
    "text", ["inden den 1/9", "senest i uge 40", "inden udgangen af november", "frem til næste møde", "deadline 1. september"]
)
def test_only_the_last_day_is_said(text: str) -> None:
    match = only(text)
    assert match is not None
    assert match.first is None
    assert match.last is not None


def test_after_a_day_is_a_first_day() -> None:
    match = only("efter den 1. september")
    assert match is not None
    assert match.first == dt.date(2022, 9, 1)


def test_a_day_before_the_meeting_is_no_deadline() -> None:
    assert only("den 3. maj 2022") is None
    assert only("senest den 1. juni 2022") is None


def test_other_meetings_by_name() -> None:
    known = {"generalforsamling": dt.date(2022, 9, 15)}
    for text in ("på generalforsamlingen", "Inden generalforsamling", "til næste generalforsamling"):
        (match,) = find_deadlines(text, anchor=MEETING, next_meeting=NEXT, known=known)
        assert match.last == dt.date(2022, 9, 15)


def test_a_particle_before_a_deadline_is_no_part_of_it() -> None:
    assert [match.wording for match in find_deadlines("Der følges op på i august.", anchor=MEETING)] == ["i august"]


def test_two_deadlines_in_a_sentence() -> None:
    text = "Planen sendes ud senest den 1. august og drøftes på næste møde."
    assert [match.wording for match in find_deadlines(text, anchor=MEETING, next_meeting=NEXT)] == ["senest den 1. august", "på næste møde"]


def test_hostile_lines_take_linear_time() -> None:
    for line in (
        "i " * 5000,
        "inden " * 2000,
        "næste " * 2000,
        "1 " * 5000,
        "uge " * 2500,
        "på udvalgets " * 900 + "møde",
        " " * 10_000,
        "i maj/" * 1600,
    ):
        begin = time.perf_counter()
        find_deadlines(line[:10_000], anchor=MEETING, next_meeting=NEXT)
        assert time.perf_counter() - begin < 1.0, line[:20]
