"""One window of a submission: draws laid out beside what happened."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.errors import SubmissionError
from karski.evaluation import _layout, _rows
from karski.evaluation._problems import Place, Problem
from karski.evaluation.metrics._metric import Values

Cells = NDArray[np.intp]
SIZE = 1000  # draws that the challenge asks for


@dataclass(frozen=True, slots=True, eq=False)
class Actuals:
    """What happened in a window.

    Attributes
    ----------
    cells : polars.DataFrame
        month_id, country_id, outcome; a row for each country-month to be forecast,
        sorted by country and month.
    """

    window: str
    cells: pl.DataFrame

    def position(self, rows: pl.DataFrame) -> Cells:
        """Return the cell of each row by its number in `cells`, or -1 if in none."""
        month, country = (self.cells[name].to_numpy() for name in _layout.KEY)
        first, last, most = month.min(), month.max(), max(int(country.max()), 0)
        table = np.full((most + 2, last - first + 3), -1)
        table[country, month - first + 1] = np.arange(len(self.cells))
        there = rows["country_id"].to_numpy(), rows["month_id"].to_numpy()
        found: Cells = table[
            np.where(there[0] < 0, most + 1, np.minimum(there[0], most + 1)),
            np.clip(there[1], first - 1, last + 1) - first + 1,
        ]
        return found


@dataclass(frozen=True, slots=True, eq=False)
class Draws:
    """A submission's draws of one window.

    Attributes
    ----------
    cells : array of int, shape (n,)
        Which country-months could be read, by their number in ``Actuals.cells``.
    counts : array of int, shape (n,)
        Draws of each.
    values : array, shape (sum of counts,)
        The draws, cell by cell.
    problems : tuple of Problem
    """

    cells: Cells
    counts: Cells
    values: Values
    problems: tuple[Problem, ...]

    def groups(self) -> Iterator[tuple[Cells, Values]]:
        """Give the cells that have the same number of draws, and those draws.

        Yields
        ------
        cells : array of int, shape (k,)
        draws : array, shape (k, size)
        """
        start = np.cumsum(self.counts) - self.counts
        for size in np.unique(self.counts).tolist():
            here = self.counts == size
            if here.all():
                yield self.cells, self.values.reshape(-1, size)
            else:
                yield self.cells[here], self.values[start[here, None] + np.arange(size)]


def read_actuals(window: str, folder: Path) -> Actuals:
    """Read what happened in a window.

    Raises
    ------
    SubmissionError
        A file cannot be read, a value is missing or wrong, a country-month stands
        there twice, or there is none.
    """
    place = Place("actuals", window)
    tables, problems = _read_files(place, folder, (*_layout.KEY, "outcome"))
    if problems:
        raise SubmissionError(str(problems[0]))
    cells = pl.concat(tables, how="vertical_relaxed").drop("valid")
    twice = cells.filter(cells.select(_layout.KEY).is_duplicated())
    if len(twice):
        what = "a country-month stands there twice"
        raise SubmissionError(str(place.problem("duplicate draws", what, twice)))
    if not len(cells):
        raise SubmissionError(f"actuals, window {window}: there are no rows")
    return Actuals(window, cells.sort("country_id", "month_id"))


def read_draws(submission: str, folder: Path, actuals: Actuals) -> Draws:
    """Read one window of a submission, naming whatever is wrong with it.

    A country-month that is missing, has an outcome that cannot be scored or the same
    draw twice is left out; nothing is filled in.
    """
    place = Place(submission, actuals.window)
    tables, problems = _read_files(place, folder, _rows.COLUMNS)
    if not tables:
        none = np.empty(0, np.intp)
        return Draws(none, none, np.empty(0, np.int32), tuple(problems))
    rows = pl.concat(tables, how="vertical_relaxed")
    position = actuals.position(rows)
    problems += _extra(place, rows, position)
    if not (position >= 0).all():
        rows, position = rows.filter(position >= 0), position[position >= 0]
    twice = _duplicates(position, rows["draw"].to_numpy())
    problems += _named_duplicates(place, rows, twice)
    spoilt = np.zeros(len(actuals.cells), bool)
    spoilt[position[~rows["valid"].to_numpy()]] = True
    spoilt[position[twice]] = True
    count = np.bincount(position, minlength=len(actuals.cells))
    problems += _missing(place, actuals, count)
    keep = (count > 0) & ~spoilt
    problems += _few(place, count[keep])
    values = rows["outcome"].to_numpy()[_by_cell(position, keep)]
    return Draws(np.flatnonzero(keep), count[keep], values, tuple(problems))


def _read_files(
    place: Place, folder: Path, columns: Sequence[str]
) -> tuple[list[pl.DataFrame], list[Problem]]:
    tables, problems = [], []
    for file in _layout.files(folder):
        here = Place(place.submission, place.window, file.name)
        rows, found = _rows.read(here, file, columns)
        problems += found
        if rows is not None:
            tables.append(rows)
    if not tables and not problems:
        problems.append(place.problem("no file", "the folder holds no Parquet file"))
    return tables, problems


def _by_cell(position: Cells, keep: NDArray[np.bool_]) -> Cells:
    """Return the rows of the cells to keep, cell by cell."""
    narrow = (
        position.astype(np.int16) if len(keep) <= np.iinfo(np.int16).max else position
    )
    order = np.argsort(narrow, kind="stable")  # of 16 bits: a radix sort
    return order if keep.all() else order[keep[position[order]]]


def _duplicates(position: Cells, draw: NDArray[np.int32]) -> Cells:
    """Return rows whose draw its cell already has."""
    if not len(draw):
        return np.empty(0, np.intp)
    lowest, span = int(draw.min()), int(draw.max()) - int(draw.min()) + 1
    name = position * span + (draw - np.int64(lowest))
    if not _any_twice(name):
        return np.empty(0, np.intp)
    order = np.argsort(name, kind="stable")
    again: Cells = order[1:][name[order][1:] == name[order][:-1]]
    return again


def _any_twice(name: NDArray[np.int64]) -> bool:
    if int(name.max()) < 4 * len(name):  # dense: counting is faster than sorting
        return bool(np.bincount(name).max() > 1)
    ordered = np.sort(name)
    return bool((ordered[1:] == ordered[:-1]).any())


def _named_duplicates(place: Place, rows: pl.DataFrame, twice: Cells) -> list[Problem]:
    if not len(twice):
        return []
    again = rows[twice]
    what = f"draw {again['draw'][0]} stands there twice"
    return [place.problem("duplicate draws", what, again)]


def _extra(place: Place, rows: pl.DataFrame, position: Cells) -> list[Problem]:
    extra = rows.filter(position < 0).select(_layout.KEY).unique(maintain_order=True)
    if not len(extra):
        return []
    what = "a country-month that is not asked for, left aside,"
    return [place.problem("extra country-months", what, extra)]


def _missing(place: Place, actuals: Actuals, count: Cells) -> list[Problem]:
    missing = actuals.cells.filter(count == 0)
    if not len(missing):
        return []
    what = f"a country-month of {len(count):,} asked for is missing"
    return [place.problem("missing country-months", what, missing)]


def _few(place: Place, count: Cells) -> list[Problem]:
    if not len(count):
        return []
    least, most = int(count.min()), int(count.max())
    problems = []
    if least != most:
        what = f"country-months have from {least:,} to {most:,} draws"
        problems.append(place.problem("unequal draws", what))
    if least < SIZE:
        what = f"{least:,} draws where {SIZE:,} are asked for; scored as they are"
        problems.append(place.problem("too few draws", what))
    return problems
