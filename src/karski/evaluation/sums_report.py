"""How good the chances of sums were, beside a simpler forecast of the same."""

from collections.abc import Callable, Sequence

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.errors import MissingDataError
from karski.evaluation.intervals import Comparison, compare, compare_pooled
from karski.evaluation.metrics.auc import auc
from karski.evaluation.metrics.average_precision import average_precision
from karski.evaluation.metrics.brier import brier
from karski.evaluation.metrics.log_score import log_score
from karski.evaluation.verdict import verdict

Array = NDArray[np.float64]
CASE = ("target", "origin", "place", "months", "threshold")
EACH: dict[str, Callable[[Array, Array], Array]] = {
    "brier": brier,
    "log_score": log_score,
}
ALL: dict[str, Callable[[Array, Array], float]] = {
    "auc": auc,
    "average_precision": average_precision,
}
SCHEMA = {
    "months": pl.Int32,
    "threshold": pl.Int32,
    "metric": pl.String,
    "ours": pl.Float64,
    "baseline": pl.Float64,
    "change": pl.Float64,
    "low": pl.Float64,
    "high": pl.Float64,
    "cases": pl.Int64,
    "events": pl.Int64,
    "verdict": pl.String,
}


def report(
    sums: pl.DataFrame,
    model: str,
    baseline: str,
    *,
    cluster: str = "place",
    seed: int = 0,
) -> pl.DataFrame:
    """Compare two forecasts of sums, on the cases both have.

    Parameters
    ----------
    sums : polars.DataFrame
        The columns of ``exceedance.SUMS``, of both models.
    model, baseline : str
    cluster : str
        The column drawn as a whole in the bootstrap.
    seed : int

    Returns
    -------
    polars.DataFrame
        For each number of months, threshold and metric: both scores, the change as a
        share of the baseline's with its 95 % interval, cases, events and a verdict.

    Raises
    ------
    MissingDataError
        The two have no case in common.
    """
    ours, theirs = (sums.filter(pl.col("model") == name) for name in (model, baseline))
    pairs = ours.join(theirs, on=CASE, suffix="_baseline")
    if not len(pairs):
        raise MissingDataError(f"{model} and {baseline} have no forecast in common")
    rows = []
    for (months, threshold), group in pairs.sort(CASE).group_by(
        "months", "threshold", maintain_order=True
    ):
        events = int(group["event"].sum())
        for metric, found in _comparisons(group, cluster, seed):
            words = verdict(found, baseline, lower_is_better=metric in EACH)
            rows.append(
                (
                    *(months, threshold, metric, found.ours, found.baseline),
                    *(found.change.estimate, found.change.low, found.change.high),
                    *(found.cases, events, words),
                )
            )
    return pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("months", "threshold")


def bounded(probabilities: Array, draws: Array) -> Array:
    """Keep chances read off m draws from being 0 or 1, for the log score alone.

    They are held between 1 / (m + 2) and (m + 1) / (m + 2), the chances that Laplace's
    rule gives to no draw of m and to all of them.

    Parameters
    ----------
    probabilities : array, shape (cases,)
    draws : array, shape (cases,)
        NaN where the chance was not read off draws; it is left as it is.

    Examples
    --------
    >>> bounded(np.array([0.0, 0.5, 1.0]), np.array([8.0, 8.0, np.nan])).tolist()
    [0.1, 0.5, 1.0]
    """
    least = np.where(np.isnan(draws), 0, 1 / (draws + 2))
    return np.clip(probabilities, least, 1 - least)


def _comparisons(
    group: pl.DataFrame, cluster: str, seed: int
) -> Sequence[tuple[str, Comparison]]:
    outcomes = group["event"].to_numpy().astype(np.float64)
    clusters = group[cluster].to_numpy()
    plain, clipped = [], []
    for side in ("", "_baseline"):
        probabilities = group[f"probability{side}"].to_numpy()
        draws = group[f"draws{side}"].cast(pl.Float64).fill_null(np.nan).to_numpy()
        plain.append(probabilities)
        clipped.append(bounded(probabilities, draws))
    found = []
    for name, score in EACH.items():
        sides = clipped if name == "log_score" else plain
        scored = [score(outcomes, side) for side in sides]
        found.append((name, compare(scored[0], scored[1], clusters, seed=seed)))
    for name, whole in ALL.items():
        pooled = compare_pooled(
            whole, outcomes, plain[0], plain[1], clusters, seed=seed
        )
        found.append((name, pooled))
    return found
