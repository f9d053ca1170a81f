"""Dates: rows of (text, anchor or None, expected days) with the reason they are there, and rows of what is no date."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.extract.dates.dates import find_dates
from referat.extract.dates.years import Direction, choose_year

MEETING = dt.date(2022, 6, 29)  # a Wednesday

# Every writing of a whole date: the anchor plays no part.
WHOLE = [
    ("29. juni 2022", "2022-06-29"),
    ("29.juni 2022", "2022-06-29"),
    ("29 juni 2022", "2022-06-29"),
    ("den 29. juni 2022", "2022-06-29"),
    ("d. 29. juni 2022", "2022-06-29"),
    ("d.29. juni 2022", "2022-06-29"),
    ("Den 29. Juni 2022", "2022-06-29"),
    ("29. JUNI 2022", "2022-06-29"),
    ("onsdag den 29. juni 2022", "2022-06-29"),
    ("Onsdag d. 29. juni 2022", "2022-06-29"),
    ("Onsdag, den 29. juni 2022", "2022-06-29"),
    ("onsdag 29. juni 2022", "2022-06-29"),
    ("ONSDAG DEN 29. JUNI 2022", "2022-06-29"),
    ("Mandag 6. marts 2017", "2017-03-06"),
    ("ons. den 29. juni 2022", "2022-06-29"),
    ("29. juni, 2022", "2022-06-29"),
    ("29. juni i 2022", "2022-06-29"),
    ("29. juni år 2022", "2022-06-29"),
    ("29. juni '22", "2022-06-29"),
    ("29. juni 22", "2022-06-29"),
    ("3. jan. 2020", "2020-01-03"),
    ("3. feb. 2020", "2020-02-03"),
    ("3. febr. 2020", "2020-02-03"),
    ("3. mar. 2020", "2020-03-03"),
    ("3. apr. 2020", "2020-04-03"),
    ("3. aug. 2020", "2020-08-03"),
    ("3. sep. 2020", "2020-09-03"),
    ("3. sept. 2020", "2020-09-03"),
    ("3. okt. 2020", "2020-10-03"),
    ("3. nov. 2020", "2020-11-03"),
    ("3. dec. 2020", "2020-12-03"),
    ("3 okt 20", "2020-10-03"),
    ("24-september-2003", "2003-09-24"),
    ("24-sep-2003", "2003-09-24"),
    ("24-09-2003", "2003-09-24"),
    ("24.09.2003", "2003-09-24"),
    ("24/09/2003", "2003-09-24"),
    ("24/9-2003", "2003-09-24"),
    ("24/9 2003", "2003-09-24"),
    ("24 / 9 2003", "2003-09-24"),
    ("24. 9. 2003", "2003-09-24"),
    ("d. 16-09-2025", "2025-09-16"),
    ("3.11.2005", "2005-11-03"),
    ("03.11.05", "2005-11-03"),
    ("3.11.05", "2005-11-03"),
    ("1/4-17", "2017-04-01"),
    ("1/4-2017", "2017-04-01"),
    ("1/4/17", "2017-04-01"),
    ("18/7-08", "2008-07-18"),
    ("1/7 '22", "2022-07-01"),
    ("18-07-08", "2008-07-18"),
    ("d. 1.7.22", "2022-07-01"),
    ("2003-09-24", "2003-09-24"),
    ("2003-9-4", "2003-09-04"),
    ("2003/09/24", "2003-09-24"),
    ("2003.09.24", "2003-09-24"),
    ("Dato: 24.09.2003", "2003-09-24"),
    ("(24.09.2003)", "2003-09-24"),
    ("24.09.2003.", "2003-09-24"),
    ("mødet 24.09.2003 kl. 17", "2003-09-24"),
    ("den tolvte maj 2021", "2021-05-12"),
    ("den første april 1948", "1948-04-01"),
    ("den enogtyvende juni 1950", "1950-06-21"),
    ("Aar 1923 den 4de Marts", "1923-03-04"),
    ("Anno 1899, den 1ste Maj", "1899-05-01"),
    ("den 4de Marts 1923", "1923-03-04"),
    ("Tirsdagen d. 3die Februar 1920", "1920-02-03"),
    ("d. 22de Octbr. 1887", "1887-10-22"),
    ("d. 9. Decbr. 1901", "1901-12-09"),
    ("Løverdag den 7. Juli 1923", "1923-07-07"),
    ("den 17de i Marts Maaned 1911", "1911-03-17"),
    ("29. februar 2024", "2024-02-29"),
]

# No year printed: the year nearest the meeting of 29 June 2022.
YEARLESS = [
    ("den 1/7", "2022-07-01"),
    ("fredag den 1/7 kl. 10", "2022-07-01"),
    ("inden fredag den 1/7 kl. 10", "2022-07-01"),
    ("1/7", "2022-07-01"),
    ("d. 1/7", "2022-07-01"),
    ("fre. 1/7", "2022-07-01"),
    ("fredag 1/7", "2022-07-01"),
    ("den 19. september", "2022-09-19"),
    ("19. september", "2022-09-19"),
    ("19. sept.", "2022-09-19"),
    ("den 3. januar", "2022-01-03"),
    ("3. dec.", "2022-12-03"),
    ("den 3. februar", "2022-02-03"),
    ("den tolvte maj", "2022-05-12"),
    ("den fireogtyvende december", "2022-12-24"),
    ("d. 1.7.", "2022-07-01"),
    ("den 16-09", "2022-09-16"),
    ("senest 20. maj", "2022-05-20"),
    ("den 23/9", "2022-09-23"),
    ("på mødet den 23/9", "2022-09-23"),
    ("onsdag den 4. marts", "2020-03-04"),
    ("torsdag den 4. marts", "2021-03-04"),
    ("mandag den 4. marts", "2024-03-04"),
    ("fredag den 4. marts", "2022-03-04"),
    ("lørdag den 4. marts", "2023-03-04"),
    ("den 19. ds.", "2022-06-19"),
    ("d. 5. d.m.", "2022-06-05"),
    ("den 29. februar", "2024-02-29"),
    ("inden den 1/5", "2022-05-01"),
    ("deadline 1/9", "2022-09-01"),
    ("Mikkel 2/11 udbedrer", "2022-11-02"),
]

SEVERAL = [
    ("25/26. juli", ["2022-07-25", "2022-07-26"]),
    ("den 3. og 10. marts 2023", ["2023-03-03", "2023-03-10"]),
    ("3.-5. marts 2023", ["2023-03-03", "2023-03-05"]),
    ("d. 3. til den 5. marts 2023", ["2023-03-03", "2023-03-05"]),
    ("fra 1. maj til 5. juni 2023", ["2022-05-01", "2023-06-05"]),
    ("den 1/7 og 8/7", ["2022-07-01", "2022-07-08"]),
    ("27.11.05 el. 4.12.05", ["2005-11-27", "2005-12-04"]),
    ("3., 10. og 17. marts 2023", ["2023-03-03", "2023-03-10", "2023-03-17"]),
    ("30. august 2021 – 2. september 2021", ["2021-08-30", "2021-09-02"]),
]

NO_DATES = [
    "sag 23/1493",
    "23/1493",
    "Sagsnr. 12-34-2020",
    "EMN-2022-01234",
    "27.00.00-G01-12-22",
    "S2022-12345",
    "§ 2",
    "§ 3.1",
    "pkt. 3.11",
    "punkt 1.2.20",
    "2/3 af medlemmerne",
    "et flertal på 2/3",
    "1/2 time",
    "3/4 af beløbet",
    "1/3 af boligerne",
    "99,5 %",
    "12.5 %",
    "kl. 8.00-10.00",
    "kl. 10.15",
    "16:00",
    "08.00 – 10.00",
    "1.250.000 kr.",
    "12.000 kr.",
    "2.500,50 kr.",
    "kr. 3.10",
    "20 12 20 22",
    "tlf. 12 34 56 78",
    "12345678",
    "010203-1234",
    "version 3.11.2",
    "ver. 1.10.20",
    "v. 2.1.20",
    "10.11.12.13",
    "man kan ikke",
    "nu",
    "Jan Lindeborg",
    "Maj Holmgaard",
    "August Vestbo",
    "2022",
    "i 2022",
    "29",
    "side 1/7",
    "Side 3 af 7",
    "stuen 1. th.",
    "nr. 5/6",
    "31. februar",
    "32. maj 2020",
    "40/13-2020",
    "den anden fløj og den",
    "bygning 3.4",
    "1-2 gange",
    "opgang 10-12.",
    "2020/21",
    "3 marker og en eng",
    "1.000-1.500 kr.",
    "A12.3.2020",
    "12.3.2020.4",
    "matr. 12.3.20",
    "90602",
    "den 29.",
    "uge 35",
    "1. kvartal 2025",
    "2. halvår",
    "oktober 2022",
]


def days(text: str, anchor: dt.date | None = MEETING, **options: object) -> list[str]:
    return [match.date.isoformat() for match in find_dates(text, anchor=anchor, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(("text", "day"), WHOLE)
def test_a_whole_date_is_read_without_an_anchor(text: str, day: str) -> None:
    assert days(text, None) == [day]


@pytest.mark.parametrize(("text", "day"), YEARLESS)
def test_a_missing_year_is_the_nearest_that_fits(text: str, day: str) -> None:
    assert days(text) == [day]


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_lists_and_ranges_give_each_day(text: str, expected: list[str]) -> None:
    assert days(text) == expected


@pytest.mark.parametrize("text", NO_DATES)
def test_what_is_no_date(text: str) -> None:
    assert days(text) == []


def test_the_table_is_as_long_as_promised() -> None:
    assert len({text for text, _ in WHOLE + YEARLESS}) >= 100
    assert len(set(NO_DATES)) >= 50


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Næste møde: onsdag den 29. juni 2022 kl. 10.", "onsdag den 29. juni 2022"),
        ("Vi ses den 3. marts.", "den 3. marts"),  # the full stop ends the sentence
        ("Vi ses 3. sept. i salen", "3. sept."),
        ("Aar 1923 den 4de Marts afholdtes", "Aar 1923 den 4de Marts"),
        ("(frist 1/4-17)", "1/4-17"),
    ],
)
def test_the_place_of_a_date(text: str, words: str) -> None:
    (match,) = find_dates(text, anchor=MEETING)
    assert text[match.start : match.end] == words


@pytest.mark.parametrize(
    ("text", "direction", "day"),
    [
        ("den 1. maj", Direction.FUTURE, "2023-05-01"),  # a plan
        ("den 15. juni", Direction.FUTURE, "2022-06-15"),  # two weeks ago: told, not planned
        ("den 1. maj", Direction.PAST, "2022-05-01"),
        ("den 1. december", Direction.PAST, "2021-12-01"),
        ("den 1. december", Direction.NEAREST, "2022-12-01"),
        ("den 1. januar", Direction.FUTURE, "2023-01-01"),
    ],
)
def test_plans_look_forward_and_reports_back(text: str, direction: Direction, day: str) -> None:
    assert days(text, direction=direction) == [day]


@pytest.mark.parametrize(
    ("text", "anchor", "day"),
    [
        ("3.11.85", dt.date(1985, 12, 1), "1985-11-03"),
        ("03.11.85", dt.date(2022, 1, 1), "1985-11-03"),
        ("d. 3/11-23", dt.date(1923, 12, 1), "1923-11-03"),
    ],
)
def test_two_digits_are_a_year_of_the_anchors_time(text: str, anchor: dt.date, day: str) -> None:
    assert days(text, anchor) == [day]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("bm-090602.pdf", "2009-06-02"),
        ("referat 20090602", "2009-06-02"),
        ("referat_160925", "2025-09-16"),
        ("referat 290622", "2022-06-29"),
        ("02062009", "2009-06-02"),
    ],
)
def test_compact_dates_only_when_asked_for(text: str, day: str) -> None:
    assert days(text.replace("bm-", "bm ").replace("_", " "), compact=True) == [day]
    assert days(text) == []


def test_a_wrong_weekday_does_not_move_the_year_far() -> None:
    # 29 February falls on a Tuesday in no year near 2022.
    assert choose_year(29, 2, MEETING, weekday=1) == dt.date(2024, 2, 29)
    assert days("søndag den 29. juni 2022") == ["2022-06-29"]


def test_without_an_anchor_a_date_without_year_is_left_out() -> None:
    assert days("den 19. september", None) == []


FORMATS = [
    "{d}. {month} {y}",
    "d. {d:02}-{m:02}-{y}",
    "{d}.{m}.{y}",
    "{d}/{m}-{y}",
    "{d}/{m} {y}",
    "{y}-{m:02}-{d:02}",
    "den {d:02}.{m:02}.{y}",
    "{d}-{month}-{y}",
    "{d}. {month} i {y}",
]
MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"]


@given(
    st.dates(dt.date(1850, 1, 1), dt.date(2099, 12, 31)),
    st.sampled_from(FORMATS),
    st.sampled_from(["", "Mødet ", "(", "senest "]),
    st.sampled_from(["", ".", ", kl. 10.00", ") og", "\n"]),
)
def test_every_day_in_every_format_is_read_back(day: dt.date, form: str, before: str, after: str) -> None:
    written = form.format(d=day.day, m=day.month, y=day.year, month=MONTHS[day.month - 1])
    (match,) = find_dates(before + written + after)
    assert match.date == day
    assert len(before) == match.start or before == "senest "


@given(st.dates(dt.date(2000, 1, 1), dt.date(2050, 12, 31)), st.integers(-150, 150))
def test_a_day_without_its_year_near_the_anchor_keeps_it(anchor: dt.date, distance: int) -> None:
    day = anchor + dt.timedelta(days=distance)
    assert days(f"den {day.day}. {MONTHS[day.month - 1]}", anchor) == [day.isoformat()]


@given(st.text(alphabet="0123456789./- dn:kl%maj'Q", max_size=60))
def test_matches_lie_in_order_in_the_text(text: str) -> None:
    end = 0
    for match in find_dates(text, anchor=MEETING, compact=True):
        assert end <= match.start < match.end <= len(text)
        end = match.end


def test_short_strings_are_fast() -> None:
    rows = [text for text, _ in YEARLESS] + ["Formanden sender en oversigt ud til medlemmerne"] * 30
    find_dates(" ".join(rows), anchor=MEETING)
    begin = time.perf_counter()
    for _ in range(50):
        for text in rows:
            find_dates(text, anchor=MEETING)
    assert 50 * len(rows) / (time.perf_counter() - begin) > 5_000  # 20,000 on an idle machine


def test_a_long_text_takes_linear_time() -> None:
    text = "Formanden sender den 3. marts 2022 en oversigt ud. " * 4000 + "1" * 10_000 + " " * 10_000 + "den " * 5_000
    begin = time.perf_counter()
    assert len(find_dates(text, anchor=MEETING)) == 4000
    assert time.perf_counter() - begin < 3
