"""Charts as shapes for a template to draw: how many decisions of each outcome there are a year, and parts of a whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from referat.db.explorer import labels
from referat.db.explorer.language import say

TONES = labels.Names(
    {
        "yes": "Godkendt, anbefalet eller valgt",
        "plain": "Drøftet, taget til efterretning eller andet",
        "wait": "Udsat",
        "no": "Afvist eller udgået",
        "none": "Uden udfald",
    }
)
_WIDTH, _HEIGHT, _LEFT, _TOP, _BOTTOM = 720, 190, 60, 14, 28
# With more years than this, bars stand for the newest ones alone.
_MOST_BARS = 40
# Wide enough for the larger letters of a phone.
_LABEL_WIDTH = 64


@dataclass(frozen=True, slots=True)
class Bar:
    """A rectangle and what it stands for."""

    x: float
    y: float
    width: float
    height: float
    tone: str
    label: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, what stands at the axes, and the same numbers as a table: a heading and a number for each tone of `legend`."""

    width: int
    height: int
    left: int
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    names: tuple[tuple[float, str], ...]
    legend: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    summary: str
    base: float


def by_year(counts: Mapping[tuple[str, str | None], int], *, what: str) -> Chart | None:
    """A chart of counts by year and outcome; None where there are fewer than two years, which a sentence tells better."""
    years: dict[int, Counter[str]] = {}
    for (year, outcome), count in counts.items():
        years.setdefault(int(year), Counter())[labels.tone(outcome) if outcome else "none"] += count
    if len(years) < 2:
        return None
    shown = range(max(min(years), max(years) - _MOST_BARS + 1), max(years) + 1)
    columns = {year: years.get(year, Counter()) for year in shown}
    tones = [tone for tone in TONES if any(column[tone] for column in columns.values())]
    top = _round_up(max(column.total() for column in columns.values()))
    step = (_WIDTH - _LEFT) / len(columns)
    high = _HEIGHT - _TOP - _BOTTOM
    bars, names = [], []
    every = max(1, round(_LABEL_WIDTH / step + 0.49))
    for index, (name, column) in enumerate(columns.items()):
        left, at = _LEFT + index * step, float(_HEIGHT - _BOTTOM)
        wide = min(step * 0.72, 46)
        for tone in tones:
            if column[tone]:
                tall = column[tone] / top * high
                at -= tall
                label = f"{name}: {labels.number(column[tone])} {TONES[tone].lower()}"
                bars.append(Bar(round(left + (step - wide) / 2, 1), round(at, 1), round(wide, 1), round(tall, 1), tone, label))
        if index % every == 0:
            names.append((round(left + step / 2, 1), str(name)))
    return Chart(
        _WIDTH,
        _HEIGHT,
        _LEFT,
        tuple(bars),
        tuple((round(_HEIGHT - _BOTTOM - part * high, 1), labels.number(round(top * part))) for part in (0.5, 1) if top * part >= 1),
        tuple(names),
        tuple((tone, TONES[tone]) for tone in tones),
        tuple((str(year), tuple(column[tone] for tone in tones)) for year, column in columns.items()),
        say(
            "{what} om året fra {first} til {last}; flest i {most}.",
            what=what,
            first=shown[0],
            last=shown[-1],
            most=max(columns, key=lambda year: columns[year].total()),
        ),
        float(_HEIGHT - _BOTTOM),
    )


def _round_up(value: int) -> int:
    """The next number with one leading digit that halves well: 2, 4, 6, 8, 10, 20."""
    size = int(10 ** (len(str(value)) - 1))
    steps = [size * step for step in (1, 2, 4, 6, 8, 10)]
    return next(max(step, 2) for step in steps if step >= value)


def parts(counts: Mapping[str, int], tones: Mapping[str, str]) -> tuple[Bar, ...]:
    """One bar in pieces: how much of a whole each label is; labels without a count are left out."""
    whole = sum(counts.values())
    found, at = [], 0.0
    for label, count in counts.items():
        if count:
            wide = count / whole * _WIDTH
            found.append(Bar(round(at, 1), 0, round(max(wide - 2, 1), 1), 14, tones[label], f"{label}: {labels.number(count)}"))
            at += wide
    return tuple(found)
