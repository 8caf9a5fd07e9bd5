"""The chance that deaths over the next months reach a threshold.

It is read off joint draws of the sum: the share of draws at or above the threshold.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.evaluation._task import NAMES
from karski.forecasts.odds import THRESHOLDS

Array = NDArray[np.float64]
QUANTILES: Mapping[str, float] = {"q05": 0.05, "q50": 0.5, "q95": 0.95}
CHANCES: Mapping[str, type[pl.DataType]] = {
    "place": pl.Int32,
    "months": pl.Int32,
    "threshold": pl.Int32,
    "probability": pl.Float64,
    "draws": pl.Int32,
    **dict.fromkeys(QUANTILES, pl.Float64),
    "total": pl.Float64,
    "event": pl.Int8,
    "past_year": pl.Float64,
}
SUMS: Mapping[str, type[pl.DataType]] = {**NAMES, **CHANCES}


def chances(
    places: NDArray[np.int32],
    totals: NDArray[np.int64] | Array,
    months: int,
    happened: Array,
    past_year: Array,
    thresholds: Sequence[int] = THRESHOLDS,
) -> pl.DataFrame:
    """Return each place's chance to reach each threshold, beside what happened.

    Parameters
    ----------
    places : array, shape (places,)
    totals : array, shape (places, size)
        Draws of the sum [people]; NaN where there is none.
    months : int
        Summed.
    happened : array, shape (places,)
        The sum that came [people]; NaN where it is not known.
    past_year : array, shape (places,)
        Deaths in the 12 months up to the origin; NaN where not known.
    thresholds : sequence of int
        [people]

    Returns
    -------
    polars.DataFrame
        The columns of `CHANCES`, with quantiles of the sum [people]; places whose sum
        is not known, or that have no draws, are left out.
    """
    known = ~np.isnan(totals)
    size = known.sum(axis=1)
    kept = (size > 0) & ~np.isnan(happened)
    ends = np.nanquantile(totals[kept], [*QUANTILES.values()], axis=1)
    ends = ends.reshape(len(QUANTILES), -1)  # also of no place
    tables = []
    for threshold in thresholds:
        reached = ((totals >= threshold) & known).sum(axis=1)
        columns = {
            "place": places[kept],
            "months": np.full(kept.sum(), months),
            "threshold": np.full(kept.sum(), threshold),
            "probability": reached[kept] / size[kept],
            "draws": size[kept],
            **dict(zip(QUANTILES, ends, strict=True)),
            "total": happened[kept],
            "event": happened[kept] >= threshold,
            "past_year": past_year[kept],
        }
        tables.append(pl.DataFrame(columns))
    typed = (pl.col(name).cast(kind) for name, kind in CHANCES.items())
    return (
        pl.concat(tables).select(typed).with_columns(pl.col("past_year").fill_nan(None))
    )
