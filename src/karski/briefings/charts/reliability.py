"""Reliability: of what we said would come with some chance, how often it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from karski.briefings.charts._drawing import (
    INK,
    QUIET,
    RULE,
    SERIES,
    Compiled,
    Rows,
    Size,
    compiled,
    dot,
    dots,
    draw,
    line,
    rules,
    texts,
    written,
)
from karski.briefings.charts._frame import Frame
from karski.briefings.charts._text import Word, literal

FRAMES = {
    "wide": Frame(width=600, height=380, left=44, top=30, right=24, bottom=44),
    "narrow": Frame(width=350, height=330, left=40, top=30, right=16, bottom=44),
}
TOPS = (0.05, 0.1, 0.2, 0.5, 1.0)
PARTS = 5


@dataclass(frozen=True, slots=True)
class Bin:
    """Forecasts that said about the same.

    Attributes
    ----------
    said : float
        Mean of the chances said [0 to 1].
    came : float
        Share of them in which it came [0 to 1].
    low, high : float
        Interval of that share, `low` <= `came` <= `high`.
    """

    said: float
    came: float
    low: float
    high: float

    def __post_init__(self) -> None:
        assert 0 <= self.low <= self.came <= self.high <= 1
        assert 0 <= self.said <= 1


def reliability(bins: Sequence[Bin], size: Size, others: Sequence[Bin] = ()) -> str:
    """Draw what came over what was said, each with its interval, and the diagonal.

    Both axes go from 0 to the same share, 100 % at most.

    Parameters
    ----------
    bins : sequence of Bin
        At least one.
    size : {"wide", "narrow"}
    others : sequence of Bin
        Those of somebody else, as hollow circles without intervals.

    Returns
    -------
    str
        One ``<svg>`` element with the placeholders ``said`` and ``came``.
    """
    frame = FRAMES[size]
    ends = [each.high for each in bins] + [each.came for each in others]
    most = max(ends + [each.said for each in (*bins, *others)])
    top = next(each for each in TOPS if most <= each)
    tables = {**_axes(frame, top), **_marks(bins, frame, top)}
    if others:
        tables["others"] = _shares(others, frame, top, hollow=True)
    return draw(_chart(bool(others)), tables, size, frame)


@cache
def _chart(others: bool) -> Compiled:
    return compiled(
        rules("grid", RULE),
        rules("base", QUIET),
        rules("diagonal", QUIET, strokeDash=[4, 3]),
        rules("intervals", SERIES[0], 4, strokeOpacity=0.35, strokeCap="round"),
        *([dots("others", 5)] if others else []),
        dots("shares", 5),
        texts("numbers", "right"),
        texts("numbers_below", "center"),
        texts("name"),
        texts("name_below", "right"),
    )


def _axes(frame: Frame, top: float) -> dict[str, Rows]:
    across, down = frame.across, frame.down
    parts = [part / PARTS for part in range(PARTS + 1)]
    shares = [f"{100 * top * part:.0f}%" for part in parts]
    rows, columns = [down * (1 - p) for p in parts], [across * p for p in parts]
    return {
        "grid": [line(0, y, across, y) for y in rows[1:]],
        "base": [line(0, down, across, down)],
        "diagonal": [line(0, down, across, 0)],
        "numbers": [written(-7, y, s) for y, s in zip(rows, shares, strict=True)],
        "numbers_below": [
            written(x, down + 14, s) for x, s in zip(columns, shares, strict=True)
        ],
        "name": [written(-frame.left, -20, literal(Word("came")))],
        "name_below": [written(across, down + 34, literal(Word("said")))],
    }


def _marks(bins: Sequence[Bin], frame: Frame, top: float) -> dict[str, Rows]:
    def y(share: float) -> float:
        return frame.down * (1 - share / top)

    placed = [(frame.across * each.said / top, each) for each in bins]
    return {
        "intervals": [line(x, y(each.low), x, y(each.high)) for x, each in placed],
        "shares": _shares(bins, frame, top),
    }


def _shares(
    bins: Sequence[Bin], frame: Frame, top: float, *, hollow: bool = False
) -> Rows:
    return [
        dot(
            frame.across * each.said / top,
            frame.down * (1 - each.came / top),
            INK,
            hollow=hollow,
        )
        for each in bins
    ]
