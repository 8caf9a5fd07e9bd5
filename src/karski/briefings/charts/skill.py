"""Skill: how much closer than a baseline, by group, with the interval of each."""

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
from karski.briefings.charts._rows import Diverging, Table, diverging, named_rows
from karski.briefings.charts._scale import even_ticks
from karski.briefings.charts._text import Label, Word, literal, percent

TICKS = {"wide": 7, "narrow": 5}
LEAST = 5.0  # percent: the scale goes as far to either side at least
LEFT, RIGHT, TOP = 190, 24, 26  # pixels


@dataclass(frozen=True, slots=True)
class Change:
    """A score against the baseline's, in one group.

    Attributes
    ----------
    group : str or Word
        A year or a step as it is, a region as its word.
    middle, low, high : float
        The difference and its interval [percent of the baseline's score]; below 0 is
        better.
    """

    group: Label
    middle: float
    low: float
    high: float

    def __post_init__(self) -> None:
        assert self.low <= self.middle <= self.high, "an interval without its middle"


def skill(changes: Sequence[Change], size: Size) -> str:
    """Draw a row for each group: the difference, its interval, and the line of none.

    Parameters
    ----------
    changes : sequence of Change
        In the order of the rows, at least one.
    size : {"wide", "narrow"}

    Returns
    -------
    str
        One ``<svg>`` element with the placeholders ``better`` and ``worse``, and those
        of the groups.
    """
    table = named_rows(size, len(changes), LEFT, RIGHT, TOP)
    axis = _axis(changes, table)
    tables = {**_background(changes, table, axis, size), **_marks(changes, table, axis)}
    return draw(_chart(), tables, size, table.frame)


def _axis(changes: Sequence[Change], table: Table) -> Diverging:
    low, high = min(each.low for each in changes), max(each.high for each in changes)
    return diverging(low, high, LEAST, table.frame.across)


@cache
def _chart() -> Compiled:
    return compiled(
        rules("grid", RULE),
        rules("none", QUIET),
        rules("intervals", SERIES[0], 4, strokeOpacity=0.35, strokeCap="round"),
        dots("middles", 5),
        texts("numbers", "center"),
        texts("names", halo=True),
        texts("better", "right"),
        texts("worse"),
    )


def _background(
    changes: Sequence[Change], table: Table, axis: Diverging, size: Size
) -> dict[str, Rows]:
    ticks = even_ticks(axis.low, axis.high, TICKS[size])
    positions, zero = [axis.x(each) for each in ticks], axis.x(0)
    return {
        "grid": table.uprights(positions),
        "none": [line(zero, -TOP + 4, zero, table.frame.down)],
        "numbers": table.under(positions, [percent(each) for each in ticks]),
        "names": table.names([each.group for each in changes]),
        "better": [written(zero - 7, -14, f"← {literal(Word('better'))}")],
        "worse": [written(zero + 7, -14, f"{literal(Word('worse'))} →")],
    }


def _marks(changes: Sequence[Change], table: Table, axis: Diverging) -> dict[str, Rows]:
    placed = [(table.y(index), each) for index, each in enumerate(changes)]
    return {
        "intervals": [line(axis.x(c.low), y, axis.x(c.high), y) for y, c in placed],
        "middles": [dot(axis.x(c.middle), y, INK) for y, c in placed],
    }
