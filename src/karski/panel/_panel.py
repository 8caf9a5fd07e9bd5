"""What a panel is: places by months or years, and nothing later than its origin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal, Self, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.columns import Column, check
from karski.core.errors import MissingDataError
from karski.core.months import label

Array: TypeAlias = NDArray[np.float64]
Period: TypeAlias = Literal["month", "year"]


@dataclass(frozen=True, slots=True)
class Panel:
    """A table of places by months (or years), sorted and unique, as known at `as_of`.

    Attributes
    ----------
    frame : polars.DataFrame
        Keyed by ``place`` (a state's number, or a PRIO-GRID ``gid``) and `period`, both
        int32. A place has a row for each month in which it existed and none other:
        absent is absent, not zero.
    as_of : int
        The origin: the last month (or year) whose data are in it.
    columns : tuple of Column
        What each column besides the key means.
    period : {"month", "year"}
    """

    frame: pl.DataFrame
    as_of: int
    columns: tuple[Column, ...]
    period: Period = "month"

    @classmethod
    def of(
        cls,
        frame: pl.DataFrame,
        as_of: int,
        columns: Sequence[Column],
        period: Period = "month",
    ) -> Self:
        """Check `frame` and leave out what is later than `as_of`.

        Raises
        ------
        TableError
            The frame breaks what `columns` promise.
        """
        names = ("place", period)
        key = tuple(Column(name, name, type=pl.Int32) for name in names)
        known = frame.filter(pl.col(period) <= as_of)
        checked = check(known, (*key, *columns), names, "panel")
        return cls(checked, as_of, tuple(columns), period)

    def at(self, origin: int) -> Self:
        """Return the panel as it could be known at an earlier (or the same) origin.

        Raises
        ------
        MissingDataError
            `origin` is later than what this panel knows.
        """
        if origin > self.as_of:
            raise MissingDataError(
                f"the panel ends at {self._label(self.as_of)}; it knows nothing of"
                f" {self._label(origin)}"
            )
        known = self.frame.filter(pl.col(self.period) <= origin)
        return replace(self, frame=known, as_of=origin)

    @property
    def places(self) -> NDArray[np.int32]:
        """Return the places that exist at the origin, ascending."""
        last = self.frame.filter(pl.col(self.period) == self.as_of)
        return last["place"].to_numpy()

    @property
    def times(self) -> NDArray[np.int32]:
        """Return every month (or year) from the first to the origin."""
        first = self.frame[self.period].min()
        assert isinstance(first, int), "a panel has rows"
        return np.arange(first, self.as_of + 1, dtype=np.int32)

    def history(self, column: str) -> Array:
        """Return one column for the places that exist at the origin.

        Returns
        -------
        array, shape (places, times)
            NaN where the place did not exist yet, or the value is missing.

        Raises
        ------
        MissingDataError
            The panel has no such column.
        """
        if column not in self.frame.columns:
            raise MissingDataError(f"the panel holds no {column!r}")
        places, times = self.places, self.times
        rows = self.frame.filter(pl.col("place").is_in(places.tolist()))
        values = np.full((len(places), len(times)), np.nan)
        row = np.searchsorted(places, rows["place"].to_numpy())
        values[row, rows[self.period].to_numpy() - times[0]] = rows[column].to_numpy()
        return values

    def _label(self, time: int) -> str:
        return label(time) if self.period == "month" else str(time)
