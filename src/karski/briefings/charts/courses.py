"""Two courses of action: people killed so far, as played and otherwise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karski.briefings.charts._drawing import INK, PAPER, QUIET, RULE, SERIES, Size
from karski.briefings.charts._frame import Frame, wrapped
from karski.briefings.charts._plain import (
    Point,
    disc,
    shaded,
    stroked,
    text,
    through,
)
from karski.briefings.charts._scale import Deaths, apart, deaths_scale, even_step
from karski.briefings.charts._text import Word, grouped, literal

FRAMES = {
    "wide": Frame(width=860, height=300, left=56, top=16, right=150, bottom=34),
    "narrow": Frame(width=350, height=270, left=52, top=16, right=96, bottom=34),
}
DAYS = {"wide": 12, "narrow": 6}  # numbers below the plot, at most
_LINE, _BETWEEN = 15, 26  # pixels
Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Course:
    """People killed so far, at the end of each day.

    Attributes
    ----------
    low, middle, high : array, shape (days,)
        Nine in ten runs lie between the first and the last.
    """

    low: Numbers
    middle: Numbers
    high: Numbers

    def __post_init__(self) -> None:
        assert np.all(self.low <= self.middle), "the middle lies within"
        assert np.all(self.middle <= self.high), "the middle lies within"


def courses(
    played: Course, otherwise: Course, own: Sequence[float], first: int, size: Size
) -> str:
    """Draw both courses with their bands, and the run that was played.

    Parameters
    ----------
    played, otherwise : Course
        Over the same days, one at least.
    own : sequence of float
        The run's own numbers, as far as it was played; can be empty.
    first : int
        The number of the first day.
    size : {"wide", "narrow"}

    Returns
    -------
    str
        One ``<svg>`` element with the placeholders ``day``, ``as_played``,
        ``otherwise`` and ``your_run``. The vertical scale gives small numbers more
        room.
    """
    frame = FRAMES[size]
    top = [*played.high.tolist(), *otherwise.high.tolist(), *own]
    plot = _Plot(frame, deaths_scale(top, frame.down), len(played.middle))
    marks = [
        *plot.axes(first, DAYS[size]),
        shaded(plot.line(played.low), plot.line(played.high), SERIES[0]),
        shaded(plot.line(otherwise.low), plot.line(otherwise.high), SERIES[1]),
        stroked(through(plot.line(played.middle)), SERIES[0], 1.8),
        stroked(through(plot.line(otherwise.middle)), SERIES[1], 1.8, "4,3"),
        *plot.names(played, otherwise, own),
    ]
    return wrapped("".join(marks), size, frame)


@dataclass(frozen=True, slots=True)
class _Plot:
    frame: Frame
    deaths: Deaths
    days: int

    def x(self, day: int) -> float:
        return self.frame.across * (day + 1) / self.days

    def y(self, people: float) -> float:
        return self.frame.down - self.deaths.at(people)

    def line(self, numbers: Numbers | Sequence[float]) -> list[Point]:
        start = (0.0, self.y(0))
        return [start, *((self.x(d), self.y(float(n))) for d, n in enumerate(numbers))]

    def axes(self, first: int, most: int) -> list[str]:
        across, down = self.frame.across, self.frame.down
        each = int(max(1, even_step(self.days, most)))
        days = range(each - 1, self.days, each)
        ticks = self.deaths.ticks(_BETWEEN)
        grid = "".join(
            through([(0, self.y(n)), (across, self.y(n))]) for n in ticks[1:]
        )
        return [
            stroked(grid, RULE) if grid else "",
            stroked(through([(0, down), (across, down)]), QUIET),
            *(text(-7, self.y(n), grouped(n), "end") for n in ticks),
            *(text(self.x(d), down + 14, str(first + d), "middle") for d in days),
            text(0, down + 14, literal(Word("day"))),
        ]

    def names(
        self, played: Course, otherwise: Course, own: Sequence[float]
    ) -> list[str]:
        """Write the names of the lines beside their ends, and mark the run's own."""
        ends = [
            (self.y(float(played.middle[-1])), "as_played", "strong"),
            (self.y(float(otherwise.middle[-1])), "otherwise", "strong"),
        ]
        marks = []
        if own:
            x, y = self.x(len(own) - 1), self.y(own[-1])
            marks.append(disc(x, y, 4.5, PAPER, INK))
            ends.append((y, "your_run", ""))
        ends.sort()
        placed = apart([y for y, _, _ in ends], _LINE, 0, self.frame.down)
        at = self.frame.across + 10
        for y, (_, key, look) in zip(placed, ends, strict=True):
            marks.append(text(at, y, literal(Word(key)), look=look))
        return marks
