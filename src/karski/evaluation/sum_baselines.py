"""Simple forecasts of a sum over months, made from the target's own past.

They stand beside every chance that a model gives (`karski.evaluation.exceedance`):

*Conflictology of sums*. Each of the h months to come is one of the last twelve, drawn
with replacement and independently, and the h are added up; 1,000 such sums are drawn.
(The other reading, `ROLLING`, takes for draws the twelve sums over h months that ended
in each of the last twelve months. Of the two the first is the harder to beat: on
civilian deaths in 12 months, 2018-2024, its Brier score is the lower at each
threshold. So it is the baseline, and the other stands beside it.)

*Last year's total*. A logistic regression of the event on log1p of the deaths in the
twelve months up to the origin, fitted on earlier origins whose outcomes were complete
at this one. Where the event never came before, or always, there is no line: n such
cases give every place the chance 1 / (n + 2), or (n + 1) / (n + 2).

A state younger than a year at the origin has none of these and is left out of
comparisons.
"""

from collections.abc import Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.errors import MissingDataError
from karski.core.months import label
from karski.evaluation._logit import fit, predict
from karski.evaluation._outcomes import YEAR, places_at, sums_after, sums_before
from karski.evaluation._task import SIZE, Task
from karski.evaluation.exceedance import QUANTILES, SUMS, chances
from karski.forecasts.odds import HORIZONS, THRESHOLDS
from karski.panel._panel import Panel

Array = NDArray[np.float64]
CONFLICTOLOGY = "conflictology of sums"
ROLLING = "rolling sums"
LOGIT = "last year's total"


def baselines(
    panel: Panel,
    target: str,
    origins: Sequence[int],
    *,
    horizons: Sequence[int] = HORIZONS,
    thresholds: Sequence[int] = THRESHOLDS,
    seed: int = 0,
) -> pl.DataFrame:
    """Return what the simple forecasts said at each origin.

    Parameters
    ----------
    panel : Panel
        Reaching beyond the origins, for outcomes.
    target : str
    origins : sequence of int
    horizons : sequence of int
        Numbers of months summed.
    thresholds : sequence of int
        [people]
    seed : int
        Of `resampled_sums`.

    Returns
    -------
    polars.DataFrame
        The columns of `SUMS`, models `CONFLICTOLOGY`, `ROLLING` and `LOGIT`.

    Raises
    ------
    MissingDataError
        Before an origin there is no earlier outcome to fit `LOGIT` on.
    """
    tables = [
        table
        for origin in origins
        for months in horizons
        for table in _at(panel, target, origin, months, thresholds, seed)
    ]
    return pl.concat(tables)


def rolling_sums(panel: Panel, target: str, origin: int, months: int) -> Array:
    """Return the sums over `months` that ended in each of the last twelve months.

    Returns
    -------
    array, shape (places, 12)
        For the places at the origin, the latest last; NaN where the state was too
        young.
    """
    places = places_at(panel, origin)
    ends = range(origin - YEAR + 1, origin + 1)
    columns = [sums_before(panel, target, places, end, months) for end in ends]
    return np.stack(columns, axis=1)


def resampled_sums(
    panel: Panel,
    target: str,
    origin: int,
    months: int,
    *,
    size: int = 1000,
    seed: int = 0,
) -> Array:
    """Return draws of `months` months taken independently from the last twelve.

    Returns
    -------
    array, shape (places, size)
        NaN for a state younger than a year.
    """
    places = places_at(panel, origin)
    ends = range(origin - YEAR + 1, origin + 1)
    year = np.stack([sums_before(panel, target, places, end, 1) for end in ends], 1)
    random = np.random.default_rng(seed)
    taken = random.multinomial(months, np.full(YEAR, 1 / YEAR), (len(places), size))
    total: Array = np.einsum("pm,psm->ps", year, taken)
    return total


def past_and_future(
    panel: Panel, target: str, origin: int, months: int
) -> tuple[Array, Array]:
    """Return what was known at `origin` for a fit: past years' sums, and what came.

    The earlier origins lie 12 months apart, the last of them `months` before
    `origin`, so that every outcome was complete.

    Returns
    -------
    before, after : array, shape (cases,)
        Deaths in the 12 months up to an earlier origin, and in the `months` after it.
    """
    pairs = []
    first = int(panel.times[0]) + YEAR - 1
    for earlier in range(origin - months, first - 1, -YEAR):
        places = places_at(panel, earlier)
        before = sums_before(panel, target, places, earlier)
        after = sums_after(panel, target, places, earlier, [months])[months]
        known = ~np.isnan(before) & ~np.isnan(after)
        pairs.append(np.stack([before[known], after[known]]))
    both = np.concatenate(pairs, axis=1) if pairs else np.empty((2, 0))
    return both[0], both[1]


def _at(
    panel: Panel,
    target: str,
    origin: int,
    months: int,
    thresholds: Sequence[int],
    seed: int,
) -> list[pl.DataFrame]:
    places = places_at(panel, origin)
    after = sums_after(panel, target, places, origin, [months])[months]
    before = sums_before(panel, target, places, origin)
    stream = Task(CONFLICTOLOGY, target, origin, 1, months, SIZE, seed).stream
    totals = {
        CONFLICTOLOGY: resampled_sums(panel, target, origin, months, seed=stream),
        ROLLING: rolling_sums(panel, target, origin, months),
        LOGIT: before[:, None],  # for its rows alone; the chances are put in below
    }
    tables = {
        name: chances(places, drawn, months, after, before, thresholds)
        for name, drawn in totals.items()
    }
    past = past_and_future(panel, target, origin, months)
    tables[LOGIT] = _logit_chances(tables[LOGIT], past, f"{target}, {label(origin)}")
    return [
        Task(name, target, origin, 1, months, SIZE, seed).name(rows, SUMS)
        for name, rows in tables.items()
    ]


def _logit_chances(
    rows: pl.DataFrame, past: tuple[Array, Array], where: str
) -> pl.DataFrame:
    """Put the logit's chances into `rows`."""
    before, after = past
    if not len(after):
        raise MissingDataError(
            f"{where}: there is no earlier year to fit a baseline on"
        )
    tables = []
    for (threshold,), here in rows.group_by("threshold", maintain_order=True):
        x = np.log1p(here["past_year"].to_numpy())
        risk = _fitted(np.log1p(before), after >= threshold, x)
        none = dict.fromkeys(("draws", *QUANTILES))
        tables.append(here.with_columns(probability=risk, **none))
    return pl.concat(tables)


def _fitted(past: Array, events: NDArray[np.bool_], x: Array) -> Array:
    count = int(events.sum())
    if 0 < count < len(events):
        return predict(fit(past, events), x)
    return np.full(len(x), (count + 1) / (len(events) + 2))  # Laplace's rule
