"""The fan: what was recorded month by month, and the futures that the forecast sees."""

import math
from dataclasses import dataclass
from functools import cache

import altair as alt
import numpy as np
from numpy.typing import NDArray

from karski.briefings.charts._drawing import (
    INK,
    QUIET,
    RULE,
    SERIES,
    Compiled,
    Row,
    Rows,
    Size,
    at,
    compiled,
    draw,
    line,
    rules,
    table,
    texts,
    written,
)
from karski.briefings.charts._frame import Frame
from karski.briefings.charts._scale import Deaths, apart, deaths_scale
from karski.briefings.charts._text import Word, grouped, literal
from karski.core.months import month_of_year, year_of

LEVELS = (0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95)
BANDS = ((0, 6), (1, 5), (2, 4))  # 90, 80 and 50 %, by the levels that bound them
FRAMES = {
    "wide": Frame(width=860, height=300, left=56, top=26, right=112, bottom=28),
    "narrow": Frame(width=350, height=250, left=52, top=26, right=62, bottom=28),
}
_LINE, _BETWEEN_YEARS, _BETWEEN_DEATHS = 14, 44, 26  # pixels


@dataclass(frozen=True, slots=True, eq=False)
class Fan:
    """A history and its continuation.

    Attributes
    ----------
    origin : int
        The last month of the history (`karski.core.months`).
    history : array of float, shape (months,)
        People killed in each month up to `origin`, NaN where no data are.
    quantiles : array of float, shape (7, steps)
        The forecast's quantiles at `LEVELS` for the months after `origin` [people].
    """

    origin: int
    history: NDArray[np.float64]
    quantiles: NDArray[np.float64]

    def __post_init__(self) -> None:
        assert self.quantiles.shape[0] == len(LEVELS)
        assert np.all(np.diff(self.quantiles, axis=0) >= 0), "quantiles cross"

    @property
    def first(self) -> int:
        """The first month of the history."""
        return self.origin - len(self.history) + 1

    @property
    def last(self) -> int:
        """The last month of the forecast."""
        return self.origin + int(self.quantiles.shape[1])


def fan(numbers: Fan, size: Size) -> str:
    """Draw history and forecast.

    The root carries the horizontal scale for the page's script: ``data-x0`` and
    ``data-x1``, the first and last month, stand ``data-left`` and ``data-right``
    pixels from the left of the view box.

    Parameters
    ----------
    numbers : Fan
    size : {"wide", "narrow"}

    Returns
    -------
    str
        One ``<svg>`` element with the placeholders ``recorded``, ``forecast``,
        ``middle``, ``half`` and ``nine_in_ten``. Its vertical scale begins at 0 and
        gives small numbers more room.
    """
    plot = _Plot.of(numbers, FRAMES[size])
    data = {
        "data-x0": numbers.first,
        "data-x1": numbers.last,
        "data-left": plot.frame.left,
        "data-right": plot.frame.left + plot.frame.across,
    }
    return draw(_chart(), plot.tables(size), size, plot.frame, data)


@cache
def _chart() -> Compiled:
    band = table("bands").mark_area(color=SERIES[0], fillOpacity=0.16)
    middle = table("middles").mark_line(
        color=SERIES[0], strokeWidth=1.8, strokeDash=[4, 3]
    )
    past = table("past").mark_line(color=INK, strokeWidth=1.8, strokeCap="round")
    by_band = alt.Detail("band", type="nominal")
    return compiled(
        rules("grid", RULE),
        rules("ticks", QUIET),
        band.encode(detail=by_band, **at("x", "y", "y2")),
        rules("origin", QUIET, strokeDash=[1, 3], strokeCap="round"),
        middle.encode(**at("x", "y")),
        past.encode(detail=alt.Detail("run", type="nominal"), **at("x", "y")),
        texts("numbers", "right"),
        texts("years", "center"),
        texts("before", "right"),
        texts("after"),
        texts("names", halo=True),
        texts("names_inside", "right", halo=True),
        texts("name_of_middle", strong=True, halo=True),
    )


@dataclass(frozen=True, slots=True)
class _Plot:
    """The numbers of a fan as positions in the plot of a frame."""

    numbers: Fan
    frame: Frame
    deaths: Deaths

    @classmethod
    def of(cls, numbers: Fan, frame: Frame) -> "_Plot":
        every = [*numbers.history.tolist(), *numbers.quantiles[-1].tolist()]
        return cls(numbers, frame, deaths_scale(every, frame.down))

    def tables(self, size: Size) -> dict[str, Rows]:
        across, down, origin = self.frame.across, self.frame.down, self.x(0)
        ticks = self.deaths.ticks(_BETWEEN_DEATHS)
        years = self.years()
        return {
            "grid": [line(0, self.y(n), across, self.y(n)) for n in ticks[1:]],
            "ticks": [
                line(0, down, across, down),
                *(line(x, down, x, down + 5) for x, _ in years),
            ],
            "numbers": [written(-7, self.y(n), grouped(n)) for n in ticks],
            "years": [written(x, down + 18, year) for x, year in spoken(years)],
            "origin": [line(origin, -20, origin, down)],
            "before": [written(origin - 6, -14, literal(Word("recorded")))],
            "after": [written(origin + 6, -14, literal(Word("forecast")))],
            "past": self.past(),
            "middles": self.middles(),
            "bands": self.bands(),
            **self.names(size),
        }

    def x(self, step: int) -> float:
        """Return where the month `step` months after the origin stands."""
        months = self.numbers.last - self.numbers.first
        since = self.numbers.origin + step - self.numbers.first
        return self.frame.across * since / months

    def y(self, deaths: float) -> float:
        return self.frame.down - self.deaths.at(deaths)

    def years(self) -> list[tuple[float, str]]:
        """Return every January: where it stands and its year."""
        months = range(self.numbers.first, self.numbers.last + 1)
        return [
            (self.x(month - self.numbers.origin), str(year_of(month)))
            for month in months
            if month_of_year(month) == 1
        ]

    def past(self) -> list[Row]:
        """Return the line of what was recorded, broken where nothing is known."""
        rows: list[Row] = []
        run = 0
        for index, deaths in enumerate(self.numbers.history.tolist()):
            if math.isnan(deaths):
                run += 1
                continue
            step = index + 1 - len(self.numbers.history)
            rows.append({"run": str(run), "x": self.x(step), "y": self.y(deaths)})
        return rows

    def futures(self) -> tuple[range, NDArray[np.float64]]:
        """Return steps and quantiles, from the last recorded month if it is known."""
        quantiles, last = self.numbers.quantiles, float(self.numbers.history[-1])
        if math.isnan(last):
            return range(1, quantiles.shape[1] + 1), quantiles
        start = np.full((len(LEVELS), 1), last)
        return range(quantiles.shape[1] + 1), np.hstack([start, quantiles])

    def middles(self) -> list[Row]:
        steps, quantiles = self.futures()
        half = quantiles[LEVELS.index(0.5)].tolist()
        return [
            {"x": self.x(step), "y": self.y(n)}
            for step, n in zip(steps, half, strict=True)
        ]

    def bands(self) -> list[Row]:
        steps, quantiles = self.futures()
        return [
            {"band": str(band), "x": self.x(step), "y": self.y(low), "y2": self.y(high)}
            for band, (below, above) in enumerate(BANDS)
            for step, low, high in zip(
                steps, quantiles[below].tolist(), quantiles[above].tolist(), strict=True
            )
        ]

    def names(self, size: Size) -> dict[str, Rows]:
        """Place the names of the bands and of the middle at the end of the fan."""
        ends = self.numbers.quantiles[:, -1].tolist()
        wanted = [self.y(ends[6]), self.y(ends[4]), self.y(ends[3])]
        widest, half, middle = apart(wanted, _LINE, 4, self.frame.down - 6)
        x = self.frame.across + 6
        name = literal(Word("nine_in_ten"))
        outer = [written(x, widest, name)]
        if size == "narrow":  # longer than the margin: it stands on the band
            outer = [written(x + self.frame.right - 8, max(6, widest - 9), name)]
        inner = [written(x, half, literal(Word("half")))]
        return {
            "names": inner if size == "narrow" else outer + inner,
            "names_inside": outer if size == "narrow" else [],
            "name_of_middle": [written(x, middle, literal(Word("middle")))],
        }


def spoken(years: list[tuple[float, str]]) -> list[tuple[float, str]]:
    """Return every year that has room for its number, or every second, third ..."""
    if len(years) < 2:
        return years
    each = math.ceil(_BETWEEN_YEARS / (years[1][0] - years[0][0]))
    return years[::each]
