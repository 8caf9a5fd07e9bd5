"""What a panel is: places by months, and nothing later than its origin."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Self, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.columns import Column, check
from karski.core.errors import MissingDataError
from karski.core.months import label

Array: TypeAlias = NDArray[np.float64]
KEY = ("place", "month")


@dataclass(frozen=True, slots=True)
class Panel:
    """A table of places by months, sorted and unique, as known at `as_of`.

    Attributes
    ----------
    frame : polars.DataFrame
        Keyed by ``place`` and ``month``, both int32. A place has a row for each month
        in which the state existed and none other: absent is absent, not zero.
    as_of : int
        The origin: the last month whose data are in it, publication lag included.
    columns : tuple of Column
        What each column besides the key means.
    """

    frame: pl.DataFrame
    as_of: int
    columns: tuple[Column, ...]

    @classmethod
    def of(cls, frame: pl.DataFrame, as_of: int, columns: Sequence[Column]) -> Self:
        """Check `frame` and leave out what is later than `as_of`.

        Raises
        ------
        TableError
            The frame breaks what `columns` promise.
        """
        key = tuple(Column(name, name, type=pl.Int32) for name in KEY)
        known = frame.filter(pl.col("month") <= as_of)
        return cls(check(known, (*key, *columns), KEY, "panel"), as_of, tuple(columns))

    def at(self, origin: int) -> Self:
        """Return the panel as it could be known at an earlier (or the same) origin.

        Raises
        ------
        MissingDataError
            `origin` is later than what this panel knows.
        """
        if origin > self.as_of:
            raise MissingDataError(
                f"the panel ends at {label(self.as_of)}; it knows nothing of"
                f" {label(origin)}"
            )
        known = self.frame.filter(pl.col("month") <= origin)
        return replace(self, frame=known, as_of=origin)

    @property
    def places(self) -> NDArray[np.int32]:
        """Return the places that exist at the origin, ascending."""
        last = self.frame.filter(pl.col("month") == self.as_of)
        return last["place"].to_numpy()

    @property
    def months(self) -> NDArray[np.int32]:
        """Return every month from the first to the origin."""
        first = self.frame["month"].min()
        assert isinstance(first, int), "a panel has rows"
        return np.arange(first, self.as_of + 1, dtype=np.int32)

    def history(self, column: str) -> Array:
        """Return one column for the places that exist at the origin.

        Returns
        -------
        array, shape (places, months)
            NaN where the state did not exist yet, or the value is missing.

        Raises
        ------
        MissingDataError
            The panel has no such column.
        """
        if column not in self.frame.columns:
            raise MissingDataError(f"the panel holds no {column!r}")
        places, months = self.places, self.months
        rows = self.frame.filter(pl.col("place").is_in(places.tolist()))
        values = np.full((len(places), len(months)), np.nan)
        row = np.searchsorted(places, rows["place"].to_numpy())
        values[row, rows["month"].to_numpy() - months[0]] = rows[column].to_numpy()
        return values
