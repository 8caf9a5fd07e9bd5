"""Reasons: how much each raises or lowers the odds, against the average country."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from karski.briefings.charts._drawing import (
    QUIET,
    RULE,
    Compiled,
    Row,
    Rows,
    Size,
    coloured,
    compiled,
    draw,
    line,
    rules,
    texts,
    written,
)
from karski.briefings.charts._rows import Diverging, Table, diverging, named_rows
from karski.briefings.charts._text import Label, Word, grouped, literal

MORE, LESS = "\N{MULTIPLICATION SIGN}", "\N{DIVISION SIGN}"
TIMES = (2, 4, 10, 30, 100, 1_000, 10_000, 100_000)  # of the odds, under the plot
LEAST = 1.1 * math.log(2)  # the scale reaches twice and half the odds at least
LEFT, RIGHT, TOP, BAR = 270, 24, 26, 10  # pixels
_BETWEEN = 34


@dataclass(frozen=True, slots=True)
class Reason:
    """A theme and what it adds to a country's log-odds.

    Attributes
    ----------
    theme : str or Word
        `words.of_theme`, or a name as it is.
    log_odds : float
        Above 0 it raises the risk.
    """

    theme: Label
    log_odds: float


def reasons(themes: Sequence[Reason], size: Size) -> str:
    """Draw a bar for each reason, to the right if it raises the odds.

    The numbers under the bars say by how much a reason multiplies the odds, or, to
    the left, divides them.

    Parameters
    ----------
    themes : sequence of Reason
        In the order of the rows, at least one.
    size : {"wide", "narrow"}

    Returns
    -------
    str
        One ``<svg>`` element with the placeholders ``lower`` and ``higher``, and those
        of the themes.
    """
    table = named_rows(size, len(themes), LEFT, RIGHT, TOP)
    axis = _axis(themes, table)
    tables = {**_background(themes, table, axis), "bars": _bars(themes, table, axis)}
    return draw(_chart(), tables, size, table.frame)


def _axis(themes: Sequence[Reason], table: Table) -> Diverging:
    every = [each.log_odds for each in themes]
    return diverging(min(every), max(every), LEAST, table.frame.across)


def _ticks(axis: Diverging) -> list[tuple[float, str]]:
    """Return where no change stands, and how many times the odds to either side."""
    return [
        (axis.x(0), f"{MORE}1"),
        *_side(axis, 1, MORE),
        *_side(axis, -1, LESS),
    ]


def _side(axis: Diverging, sign: int, mark: str) -> Iterator[tuple[float, str]]:
    last = axis.x(0)
    for times in TIMES:
        log_odds = sign * math.log(times)
        x = axis.x(log_odds)
        if axis.low <= log_odds <= axis.high and abs(x - last) >= _BETWEEN:
            last = x
            yield x, f"{mark}{grouped(times)}"


@cache
def _chart() -> Compiled:
    return compiled(
        rules("grid", RULE),
        coloured(rules("bars", QUIET, BAR)),
        rules("none", QUIET),
        texts("numbers", "center"),
        texts("names", halo=True),
        texts("lower", "right"),
        texts("higher"),
    )


def _background(
    themes: Sequence[Reason], table: Table, axis: Diverging
) -> dict[str, Rows]:
    ticks, zero = _ticks(axis), axis.x(0)
    positions = [x for x, _ in ticks]
    return {
        "grid": table.uprights(positions),
        "none": [line(zero, -TOP + 4, zero, table.frame.down)],
        "numbers": table.under(positions, [text for _, text in ticks]),
        "names": table.names([each.theme for each in themes]),
        "lower": [written(zero - 7, -14, f"← {literal(Word('lower'))}")],
        "higher": [written(zero + 7, -14, f"{literal(Word('higher'))} →")],
    }


def _bars(themes: Sequence[Reason], table: Table, axis: Diverging) -> list[Row]:
    bars: list[Row] = []
    for index, each in enumerate(themes):
        colour = "var(--d2)" if each.log_odds > 0 else "var(--d-2)"
        y = table.y(index)
        bars.append({**line(axis.x(0), y, axis.x(each.log_odds), y), "colour": colour})
    return bars
