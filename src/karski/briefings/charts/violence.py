"""Deaths by type of violence, year by year since 1989."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.briefings.charts._drawing import (
    QUIET,
    RULE,
    SERIES,
    Compiled,
    Row,
    Rows,
    Size,
    coloured,
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
from karski.briefings.charts._scale import Deaths, deaths_scale
from karski.briefings.charts._text import Word, grouped, literal

Kind: TypeAlias = Literal["state_based", "non_state", "one_sided"]
KINDS: tuple[Kind, ...] = ("state_based", "non_state", "one_sided")
STRIP, NAME = 98, 28  # pixels: a type's strip, and in it the room for its name
DECADE = 10
_BETWEEN_DEATHS = 26


@dataclass(frozen=True, slots=True, eq=False)
class Violence:
    """Deaths a year, by type of violence as UCDP tells them apart.

    Attributes
    ----------
    first : int
        The first year.
    deaths : mapping of str to array of float, shape (years,)
        People killed a year, NaN where no data are; only the types at hand.
    unfinished : bool
        The last year is not over: its deaths are those so far.
    """

    first: int
    deaths: Mapping[Kind, NDArray[np.float64]]
    unfinished: bool = False

    def __post_init__(self) -> None:
        assert self.deaths, "no type of violence"
        assert len({each.shape for each in self.deaths.values()}) == 1


def violence(numbers: Violence, size: Size) -> str:
    """Draw a strip for each type of violence at hand, all on one scale.

    A dot on a stem is a year; a hollow dot a year that is not over, and a gap a year
    without data. The scale begins at 0 and gives small numbers more room. The root
    carries ``data-x0``, ``data-x1`` (years), ``data-left`` and ``data-right``, as in
    `fan.fan`.

    Parameters
    ----------
    numbers : Violence
    size : {"wide", "narrow"}

    Returns
    -------
    str
        One ``<svg>`` element with the placeholders ``state_based``, ``non_state`` and
        ``one_sided``, as far as they are at hand.
    """
    kinds = [kind for kind in KINDS if kind in numbers.deaths]
    frame = _frame(size, len(kinds))
    years = len(numbers.deaths[kinds[0]])
    data = {
        "data-x0": numbers.first,
        "data-x1": numbers.first + years - 1,
        "data-left": frame.left,
        "data-right": frame.left + frame.across,
    }
    return draw(_chart(), _tables(numbers, kinds, frame), size, frame, data)


def _frame(size: Size, strips: int) -> Frame:
    width, left, right = (860, 62, 14) if size == "wide" else (350, 56, 10)
    height = STRIP * strips + 26
    return Frame(width, height, left=left, top=0, right=right, bottom=26)


@cache
def _chart() -> Compiled:
    return compiled(
        rules("grid", RULE),
        coloured(rules("stems", QUIET, 1.4)),
        rules("base", QUIET),
        dots("dots", 1.9),
        texts("numbers", "right"),
        texts("years", "center"),
        texts("names", strong=True, halo=True),
    )


def _tables(numbers: Violence, kinds: list[Kind], frame: Frame) -> dict[str, Rows]:
    every = np.concatenate([numbers.deaths[kind] for kind in kinds]).tolist()
    strips = [
        _Strip(kind, STRIP * (index + 1), frame, deaths_scale(every, STRIP - NAME))
        for index, kind in enumerate(kinds)
    ]
    marked = [strip.years(numbers) for strip in strips]
    return {
        "grid": [row for strip in strips for row in strip.grid()],
        "numbers": [row for strip in strips for row in strip.numbers()],
        "base": [line(0, s.foot, frame.across, s.foot) for s in strips],
        "stems": [row for stems, _ in marked for row in stems],
        "dots": [row for _, circles in marked for row in circles],
        "names": [
            written(0, s.foot - STRIP + 12, literal(Word(s.kind))) for s in strips
        ],
        "years": _decades(numbers, frame),
    }


@dataclass(frozen=True, slots=True)
class _Strip:
    """One type's part of the plot; `foot` is the position of its 0 [pixels]."""

    kind: Kind
    foot: int
    frame: Frame
    scale: Deaths

    def grid(self) -> list[Row]:
        heights = [self.foot - self.scale.at(n) for n in self._ticks()[1:]]
        return [line(0, y, self.frame.across, y) for y in heights]

    def numbers(self) -> list[Row]:
        ticks = self._ticks()
        return [written(-7, self.foot - self.scale.at(n), grouped(n)) for n in ticks]

    def _ticks(self) -> tuple[float, ...]:
        return self.scale.ticks(_BETWEEN_DEATHS)

    def years(self, numbers: Violence) -> tuple[list[Row], list[Row]]:
        """Return stems and dots of the years with data."""
        stems: list[Row] = []
        circles: list[Row] = []
        deaths = numbers.deaths[self.kind].tolist()
        colour = SERIES[KINDS.index(self.kind)]
        for index, number in enumerate(deaths):
            if math.isnan(number):
                continue
            x, y = _x(index, len(deaths), self.frame), self.foot - self.scale.at(number)
            hollow = numbers.unfinished and index == len(deaths) - 1
            circles.append(dot(x, y, colour, hollow=hollow, rim=colour))
            stems.append({**line(x, y, x, self.foot), "colour": colour})
        return stems, circles


def _x(index: int, years: int, frame: Frame) -> float:
    return frame.across * index / max(1, years - 1)


def _decades(numbers: Violence, frame: Frame) -> list[Row]:
    years = len(next(iter(numbers.deaths.values())))
    return [
        written(_x(index, years, frame), frame.down + 17, str(numbers.first + index))
        for index in range(years)
        if (numbers.first + index) % DECADE == 0
    ]
