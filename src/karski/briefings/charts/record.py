"""The record: what past forecasts said of the year ahead, and what came."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from karski.briefings.charts._drawing import (
    INK,
    RULE,
    SERIES,
    Compiled,
    Row,
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
from karski.briefings.charts._rows import Table
from karski.briefings.charts._scale import Deaths, deaths_scale
from karski.briefings.charts._text import Word, grouped, literal

ROW = 30  # pixels
_BETWEEN_NUMBERS = 44


@dataclass(frozen=True, slots=True)
class Past:
    """One past forecast of deaths over twelve months, and what came [people].

    Attributes
    ----------
    year : int
        The year that was forecast.
    low, middle, high : float
        Quantiles at 0.05, 0.5 and 0.95.
    came : float
    """

    year: int
    low: float
    middle: float
    high: float
    came: float

    def __post_init__(self) -> None:
        assert self.low <= self.middle <= self.high, "quantiles cross"

    @property
    def missed(self) -> bool:
        """What came lies outside the range of nine in ten futures."""
        return not self.low <= self.came <= self.high


def record(forecasts: Sequence[Past], size: Size) -> str:
    """Draw a row for each forecast: range, middle, and what came.

    A bar holds nine in ten futures, a tick the middle; a circle is what came, hollow
    and with the word ``missed`` where it lies outside the bar. The scale begins at 0
    and gives small numbers more room.

    Parameters
    ----------
    forecasts : sequence of Past
        In the order of the rows, at least one.
    size : {"wide", "narrow"}

    Returns
    -------
    str
        One ``<svg>`` element.
    """
    table = _table(size, len(forecasts))
    every = [number for each in forecasts for number in (each.high, each.came)]
    scale = deaths_scale(every, table.frame.across)
    tables = {
        **_background(forecasts, table, scale),
        "ranges": _ranges(forecasts, table, scale),
        "middles": _middles(forecasts, table, scale),
        "came": _came(forecasts, table, scale),
        **_said(forecasts, table, scale),
    }
    return draw(_chart(), tables, size, table.frame)


def _table(size: Size, rows: int) -> Table:
    width, right = (600, 124) if size == "wide" else (350, 104)
    height = ROW * rows + 24
    frame = Frame(width, height, left=48, top=0, right=right, bottom=24)
    return Table(frame, ROW, ROW // 2, above=False)


@cache
def _chart() -> Compiled:
    return compiled(
        rules("grid", RULE),
        rules("ranges", SERIES[0], 4, strokeOpacity=0.35, strokeCap="round"),
        rules("middles", INK, 2),
        dots("came", 5),
        texts("numbers", "center"),
        texts("years", strong=True),
        texts("inside"),
        texts("outside", strong=True),
    )


def _background(
    forecasts: Sequence[Past], table: Table, scale: Deaths
) -> dict[str, Rows]:
    ticks = scale.ticks(_BETWEEN_NUMBERS)
    positions = [scale.at(number) for number in ticks]
    return {
        "grid": table.uprights(positions),
        "numbers": table.under(positions, [grouped(number) for number in ticks]),
        "years": table.names([str(each.year) for each in forecasts]),
    }


def _ranges(forecasts: Sequence[Past], table: Table, scale: Deaths) -> list[Row]:
    ends = [(table.y(i), each.low, each.high) for i, each in enumerate(forecasts)]
    return [line(scale.at(low), y, scale.at(high), y) for y, low, high in ends]


def _middles(forecasts: Sequence[Past], table: Table, scale: Deaths) -> list[Row]:
    ticks = [(scale.at(each.middle), table.y(i)) for i, each in enumerate(forecasts)]
    return [line(x, y - 7, x, y + 7) for x, y in ticks]


def _came(forecasts: Sequence[Past], table: Table, scale: Deaths) -> list[Row]:
    return [
        dot(scale.at(each.came), table.y(i), INK, hollow=each.missed)
        for i, each in enumerate(forecasts)
    ]


def _said(forecasts: Sequence[Past], table: Table, scale: Deaths) -> dict[str, Rows]:
    """Write what came beside its circle, or beside the range if that ends later."""
    inside, outside = [], []
    for index, each in enumerate(forecasts):
        x, y = scale.at(max(each.high, each.came)) + 10, table.y(index)
        number = grouped(each.came)
        if each.missed:
            outside.append(written(x, y, f"{number} {literal(Word('missed'))}"))
        else:
            inside.append(written(x, y, number))
    return {"inside": inside, "outside": outside}
