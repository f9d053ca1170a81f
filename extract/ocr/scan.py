"""What an image of a page says beside its words: how askew it lies, its ruled lines, how thick its strokes are; and ways to clean it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image, ImageFilter

_STEEPEST = 4.0  # degrees; a page that lies more askew than this is not put right
_DUST = 7.5  # pixels of a spot at 300 dpi
_HAIRLINE = 0.88  # of the paper's light: thin lines come out grey
_SPECK = 3  # pixels at 300 dpi across which the median filter takes specks away


@dataclass(frozen=True, slots=True)
class Thickness:
    """Which pixels are ink, and which of them are its outline."""

    ink: Any
    outline: Any

    def stroke(self, x0: int, top: int, x1: int, bottom: int) -> float:
        """The mean thickness in pixels of the strokes inside a box; 0 where nothing is printed."""
        ink, outline = (int(np.count_nonzero(part[top:bottom, x0:x1])) for part in (self.ink, self.outline))
        return 2.0 * ink / outline if outline else 0.0


def has_ink(image: Image.Image) -> bool:
    """Whether anything is printed on a small image of a page."""
    return bool(_ink(image, share=0.8).sum() > 30)


def printed_lines(image: Image.Image, *, dpi: int) -> int:
    """How many lines of print there are on a small image of a page: bands of ink as high as letters are, with paper between them."""
    ink = _ink(image)
    rows = np.flatnonzero(ink.sum(axis=1) > 1)
    bands = np.split(rows, np.flatnonzero(np.diff(rows) > 1) + 1) if len(rows) else []
    low, high, wide = dpi / 18, dpi / 3.5, dpi / 3
    return sum(low <= len(band) <= high and int(np.ptp(np.nonzero(ink[band].any(axis=0))[0])) >= wide for band in bands)


def painted_over(image: Image.Image, boxes: Iterable[tuple[float, float, float, float]], *, dpi: float) -> Image.Image:
    """The page without what stands in some boxes (x0, top, x1, bottom in points)."""
    clean, scale = image.copy(), dpi / 72
    for x0, top, x1, bottom in boxes:
        clean.paste(255, (int(x0 * scale) - 1, int(top * scale) - 1, int(x1 * scale) + 2, int(bottom * scale) + 2))
    return clean


def turned(image: Image.Image, degrees: int) -> Image.Image:
    """The page turned counter-clockwise by quarters: 0, 90, 180 or 270 degrees."""
    ways = {90: Image.Transpose.ROTATE_90, 180: Image.Transpose.ROTATE_180, 270: Image.Transpose.ROTATE_270}
    return image.transpose(ways[degrees]) if degrees else image


def straightened(image: Image.Image) -> tuple[Image.Image, float]:
    """The page turned so that its lines are level, and by how many degrees (counter-clockwise); about its middle."""
    angle = _skew(_ink(image.reduce(3)))
    if abs(angle) < 0.08:
        return image, 0.0
    return image.rotate(angle, resample=Image.Resampling.BICUBIC, fillcolor=255), angle


def _skew(ink: Any) -> float:
    """The angle in degrees by which the page must be turned: the one at which its rows of ink are the sharpest."""
    ys, xs = np.nonzero(ink)
    if len(ys) < 500:
        return 0.0
    step = max(1, len(ys) // 60_000)
    ys, xs = ys[::step].astype(np.float32), xs[::step].astype(np.float32)
    best = 0.0
    for span, fine in ((_STEEPEST, 0.4), (0.4, 0.05)):
        angles = [best + fine * turn for turn in range(-round(span / fine), round(span / fine) + 1)]
        best = max(angles, key=lambda angle: (_sharpness(xs, ys, angle), -abs(angle)))
    return best if abs(best) <= _STEEPEST else 0.0


def _sharpness(xs: Any, ys: Any, angle: float) -> float:
    rows = np.round(ys - xs * np.float32(np.tan(np.radians(angle)))).astype(np.int64)
    counts = np.bincount(rows - rows.min())
    return float(np.square(counts.astype(np.float64)).sum())


def _ink(image: Image.Image, *, share: float = 0.68) -> Any:
    """Which pixels have less than this share of their neighbourhood's light (shadows at the edges of a scan are not ink)."""
    small = image.reduce(8) if min(image.size) > 800 else image
    ground = small.filter(ImageFilter.MaxFilter(5)).filter(ImageFilter.GaussianBlur(4)).resize(image.size, Image.Resampling.BILINEAR)
    return np.asarray(image, dtype=np.int16) < share * np.asarray(ground, dtype=np.int16)


def despeckled(image: Image.Image) -> Image.Image:
    """The page without dust: dark spots of a few pixels with nothing beside them, smaller than a full stop or the dot of an i."""
    ink = _ink(image, share=0.8)
    near, wide = _around(ink, 3), _around(ink, 6)
    dust = ink & (near <= _DUST) & (wide - near < 1)
    if not dust.any():
        return image
    spots = Image.fromarray(dust).convert("L").filter(ImageFilter.MaxFilter(3))
    clean = image.copy()
    clean.paste(255, mask=spots)
    return clean


def _around(ink: Any, reach: int) -> Any:
    """How many pixels of ink there are in the square around each pixel, to about a third of a pixel."""
    side = 2 * reach + 1
    mean = Image.fromarray(ink).convert("L").filter(ImageFilter.BoxBlur(reach))
    return np.asarray(mean, dtype=np.float32) * (side * side / 255)


def cleaned(image: Image.Image) -> Image.Image:
    """The page in black and white without specks: for pages that were hard to read."""
    return Image.fromarray(np.where(_ink(image.filter(ImageFilter.MedianFilter(_SPECK))), 0, 255).astype(np.uint8))


def thickness(image: Image.Image) -> Thickness:
    """What the strokes of the page measure."""
    ink = _ink(image)
    inner = ink.copy()
    inner[1:] &= ink[:-1]
    inner[:-1] &= ink[1:]
    inner[:, 1:] &= ink[:, :-1]
    inner[:, :-1] &= ink[:, 1:]
    return Thickness(ink, ink & ~inner)


@dataclass(frozen=True, slots=True)
class Bar:
    """A straight line on an image, in pixels."""

    x0: int
    top: int
    x1: int
    bottom: int


def bars(image: Image.Image, *, dpi: int) -> list[Bar]:
    """The straight lines printed on a level page, also those under words: at least half an inch long, thin, and not at its very edge."""
    ink = _ink(image.reduce(2), share=_HAIRLINE)
    across = [Bar(2 * start, 2 * top, 2 * end + 1, 2 * bottom + 1) for top, bottom, start, end in _bars(ink, dpi // 2)]
    down = [Bar(2 * top, 2 * start, 2 * bottom + 1, 2 * end + 1) for top, bottom, start, end in _bars(ink.T, dpi // 2)]
    edge = dpi // 12
    return [
        bar
        for bar in across + down
        if bar.bottom > edge and bar.top < image.height - edge and bar.x1 > edge and bar.x0 < image.width - edge
    ]


def without_grids(image: Image.Image, found: list[Bar]) -> Image.Image:
    """The page with the lines of its tables painted over: they are read as letters. Lines under words stay: they touch letters."""
    clean = image.copy()
    across = [bar for bar in found if bar.x1 - bar.x0 > bar.bottom - bar.top]
    down = [bar for bar in found if bar.x1 - bar.x0 <= bar.bottom - bar.top]
    for bars_, others in ((across, down), (down, across)):
        for bar in bars_:
            if sum(_cross(bar, other) for other in others) >= 2:
                clean.paste(255, (max(0, bar.x0 - 1), max(0, bar.top - 1), bar.x1 + 2, bar.bottom + 2))
    return clean


def _cross(bar: Bar, other: Bar) -> bool:
    return bar.x0 <= other.x1 + 9 and other.x0 <= bar.x1 + 9 and bar.top <= other.bottom + 9 and other.top <= bar.bottom + 9


def _bars(ink: Any, dpi: int) -> list[tuple[int, int, int, int]]:
    """Runs of ink along the rows as (top, bottom, start, end), those on neighbouring rows taken together; thick ones are no lines."""
    least, gap, thick = dpi // 2, max(1, dpi // 80), dpi // 25
    found: list[list[int]] = []
    # A scanned line wavers: a pixel counts where its row or one of the two beside it has ink.
    wide = ink.copy()
    wide[1:] |= ink[:-1]
    wide[:-1] |= ink[1:]
    open_bars: list[list[int]] = []
    for y in np.nonzero(wide.sum(axis=1) >= least)[0].tolist():
        for start, end in _runs(wide[y], least, gap):
            same = [bar for bar in open_bars if y - bar[1] <= 2 and start < bar[3] and bar[2] < end]
            open_bars = [bar for bar in open_bars if bar not in same]
            open_bars.append(
                [min([y, *(bar[0] for bar in same)]), y, min([start, *(bar[2] for bar in same)]), max([end, *(bar[3] for bar in same)])]
            )
        found += [bar for bar in open_bars if y - bar[1] > 2]
        open_bars = [bar for bar in open_bars if y - bar[1] <= 2]
    return [(bar[0], bar[1], bar[2], bar[3]) for bar in found + open_bars if bar[1] - bar[0] <= thick and _stands_alone(ink, bar, dpi)]


def _stands_alone(ink: Any, bar: list[int], dpi: int) -> bool:
    """Whether there is paper above or below it; the middles of bold letters in a row have ink on both sides."""
    top, bottom, start, end = bar
    off = max(2, dpi // 60)
    beside = [float(ink[y, start:end].mean()) for y in (top - off, bottom + off) if 0 <= y < len(ink)]
    return min(beside, default=0.0) < 0.15


def _runs(row: Any, least: int, gap: int) -> list[tuple[int, int]]:
    """Where ink runs on for at least `least` pixels, holes of up to `gap` pixels allowed."""
    places = np.nonzero(row)[0]
    if not len(places):
        return []
    breaks = np.nonzero(np.diff(places) > gap)[0]
    starts, ends = np.concatenate(([0], breaks + 1)), np.concatenate((breaks, [len(places) - 1]))
    # Dotted rows of letters are no line: most of it must be ink.
    return [
        (int(places[a]), int(places[b]))
        for a, b in zip(starts, ends, strict=True)
        if places[b] - places[a] >= least and (b - a + 1) > 0.9 * (places[b] - places[a] + 1)
    ]
