"""Whether forecasts are as sure as they should be, from the scores of a back-test.

Each case has the range of its PIT (`karski.evaluation.metrics.pit`), so neither counts
nor ties blur the answer. Months of one country are not independent, so each figure has
the interval of a bootstrap by country; `pit_band` would hold for independent cases.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import isnan

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.evaluation.intervals import LEVEL, compare
from karski.evaluation.metrics.pit import BINS, share_below

Array = NDArray[np.float64]
LEVELS = (0.5, 0.8, 0.9)
FIGURES: dict[str, type[pl.DataType]] = {
    "nominal": pl.Float64,
    "share": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "agrees": pl.Boolean,
}


def intervals_cover(
    scores: pl.DataFrame,
    levels: Sequence[float] = LEVELS,
    *,
    cluster: str = "place",
    seed: int = 0,
) -> pl.DataFrame:
    """Return how much of what came the central intervals held.

    Parameters
    ----------
    scores : polars.DataFrame
        Of one model, with ``pit_low`` and ``pit_high``.
    levels : sequence of float
        Nominal coverage, in (0, 1).
    cluster : str
        The column drawn as a whole in the bootstrap.
    seed : int

    Returns
    -------
    polars.DataFrame
        nominal; share covered, with its 95 % interval; and whether that interval
        holds the nominal coverage (null where one cluster gives no interval).
    """
    ends = [((1 - level) / 2, (1 + level) / 2) for level in levels]
    rows = [_row(scores, *pair, cluster, seed) for pair in ends]
    return pl.DataFrame(rows, schema=FIGURES, orient="row")


def histogram(
    scores: pl.DataFrame, bins: int = BINS, *, cluster: str = "place", seed: int = 0
) -> pl.DataFrame:
    """Return the share of PIT in each of `bins`, as `intervals_cover` does.

    Too few in the middle bins: forecasts too narrow. Too many: too wide. Too many in
    the upper ones: forecasts too low.

    Returns
    -------
    polars.DataFrame, shape (bins, 5)
        nominal (1 / bins), share, low, high, agrees.
    """
    edges = np.linspace(0, 1, bins + 1).tolist()
    rows = [_row(scores, *pair, cluster, seed) for pair in pairwise(edges)]
    return pl.DataFrame(rows, schema=FIGURES, orient="row")


def _row(
    scores: pl.DataFrame, start: float, end: float, cluster: str, seed: int
) -> tuple[float, float, float, float, bool | None]:
    lower, upper = scores["pit_low"].to_numpy(), scores["pit_high"].to_numpy()
    inside = share_below(lower, upper, end) - share_below(lower, upper, start)
    nominal = round(end - start, 12)  # free of the rounding of its two ends
    clusters = scores[cluster].to_numpy()
    even = np.full(len(inside), nominal)
    gap = compare(inside, even, clusters, level=LEVEL, seed=seed).difference
    low, high = nominal + gap.low, nominal + gap.high
    agrees = None if isnan(low) else low <= nominal <= high
    return nominal, float(inside.mean()), low, high, agrees
