"""What came after an origin, and what had gone before it."""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.panel._panel import Panel

Array = NDArray[np.float64]
Places = NDArray[np.int32]
YEAR = 12  # months


def places_at(panel: Panel, origin: int) -> Places:
    """Return the places that existed at `origin`, as ``panel.at(origin).places``.

    It copies no features, which in a loop over origins would cost more than all else.
    """
    here = panel.frame.select("place", "month").filter(pl.col("month") == origin)
    return here["place"].to_numpy()


def outcomes(
    panel: Panel, target: str, places: Places, first: int, last: int
) -> tuple[Array, Mapping[str, int]]:
    """Return deaths in the months from `first` to `last`.

    Returns
    -------
    array, shape (places, months)
        NaN where nothing can be scored.
    mapping of str to int
        How many those are, by reason: ``ceased`` (the state was no more), ``later``
        (after the panel's end), ``missing`` (it existed, its deaths are not known).
    """
    values, exists = _grid(panel, target, places, first, last)
    later = np.arange(first, last + 1) > panel.as_of
    return values, {
        "ceased": int((~exists & ~later).sum()),
        "later": int(later.sum()) * len(places),
        "missing": int((exists & np.isnan(values)).sum()),
    }


def sums_after(
    panel: Panel, target: str, places: Places, origin: int, horizons: Sequence[int]
) -> Mapping[int, Array]:
    """Return deaths in the next months, by their number.

    Returns
    -------
    mapping of int to array, shape (places,)
        NaN where a month of them is not known, or the state ceased.
    """
    last = origin + max(horizons, default=0)
    values, _ = _grid(panel, target, places, origin + 1, last)
    return {months: values[:, :months].sum(axis=1) for months in horizons}


def sums_before(
    panel: Panel, target: str, places: Places, origin: int, months: int = YEAR
) -> Array:
    """Return deaths in the `months` up to the origin, shape (places,).

    NaN where a state is younger, or a month is not known.
    """
    values, _ = _grid(panel, target, places, origin - months + 1, origin)
    total: Array = values.sum(axis=1)
    return total


def _grid(
    panel: Panel, target: str, places: Places, first: int, last: int
) -> tuple[Array, NDArray[np.bool_]]:
    rows = panel.frame.select("place", "month", target).filter(
        pl.col("month").is_between(first, last), pl.col("place").is_in(places.tolist())
    )
    values = np.full((len(places), max(last - first + 1, 0)), np.nan)
    exists = np.zeros(values.shape, bool)
    at = (
        np.searchsorted(places, rows["place"].to_numpy()),
        rows["month"].to_numpy() - first,
    )
    values[at] = rows[target].cast(pl.Float64).to_numpy()
    exists[at] = True
    return values, exists
