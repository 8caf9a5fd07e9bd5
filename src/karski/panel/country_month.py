"""The country-month panel: deaths, their history, and what else was known."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core import places
from karski.core.columns import Column
from karski.panel import calendar, history
from karski.panel._panel import Panel
from karski.panel.lagged import Covariate, as_known
from karski.panel.series import Series


def bare(series: Series) -> Panel:
    """Return the panel that holds the death counts alone: what models start from."""
    return Panel.of(series.frame, series.last, series.columns)


def build(series: Series, covariates: Sequence[Covariate] = ()) -> Panel:
    """Return the panel with every feature known in each month.

    Parameters
    ----------
    series : Series
        Its last month is the panel's origin.
    covariates : sequence of Covariate
        Joined as published by each month (`karski.panel.lagged`).

    Returns
    -------
    Panel
        The series' columns; for each target ``<target>__<feature>``
        (`karski.panel.history`); for each covariate ``<name>__<column>``; and the
        calendar (`karski.panel.calendar`).
    """
    frame, columns = series.frame, list(series.columns)
    dense = _Dense.of(frame)
    for target in series.targets:
        found = dense.features(frame[target])
        frame = frame.with_columns(s.alias(f"{target}__{s.name}") for s in found)
        columns += [
            Column(f"{target}__{s.name}", history.meaning(s.name), type=pl.Float32)
            for s in found
        ]
    for covariate in covariates:
        frame, added = _with_covariate(frame, covariate)
        columns += added
    frame, added = calendar.add(frame, covariates)
    columns += added
    return Panel.of(frame, series.last, columns)


@dataclass(frozen=True, slots=True)
class _Dense:
    """The way from rows to an array of places by months, and back."""

    row: NDArray[np.int64]
    column: NDArray[np.int64]
    numbers: Sequence[int]
    months: int

    @classmethod
    def of(cls, frame: pl.DataFrame) -> "_Dense":
        numbers, row = np.unique(frame["place"].to_numpy(), return_inverse=True)
        month = frame["month"].to_numpy().astype(np.int64)
        column = month - month.min()
        return cls(row, column, numbers.tolist(), int(column.max()) + 1)

    def features(self, counts: pl.Series) -> list[pl.Series]:
        dense = np.full((len(self.numbers), self.months), np.nan)
        dense[self.row, self.column] = counts.to_numpy()
        found = dict(history.own(dense))
        found |= history.around(dense, places.neighbours(self.numbers))
        return [
            pl.Series(name, values[self.row, self.column].astype(np.float32))
            for name, values in found.items()
        ]


def _with_covariate(
    frame: pl.DataFrame, covariate: Covariate
) -> tuple[pl.DataFrame, list[Column]]:
    rows = frame.select("place", "month")
    joined = as_known(covariate, rows)
    added = []
    for column in covariate.source.columns:
        name = f"{covariate.name}__{column.name}"
        frame = frame.with_columns(joined[column.name].alias(name))
        added.append(replace(column, name=name, missing=True))
    return frame, added
