"""How good yearly risks are, beside a baseline's on the same rows.

Every score has two intervals, by resampling whole countries and by resampling whole
years: onsets of one country come in runs, and so do those of one year. A difference is
called one only where both leave out zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import polars as pl

from karski.evaluation.intervals import Interval, Statistic, interval, resample
from karski.evaluation.metrics._metric import Array, Members, sums
from karski.evaluation.metrics.auc import weighted_auc
from karski.evaluation.metrics.average_precision import weighted_average_precision
from karski.evaluation.metrics.brier import brier
from karski.evaluation.metrics.log_score import log_score
from karski.evaluation.onset_cases import KEY

CLUSTERS = {"country": "place", "year": "year"}
RATIO = "observed_over_expected"
SCORES = ("log_score", "brier", "auc", "average_precision", "recall_at_30", RATIO)
LOWER_IS_BETTER = ("log_score", "brier")
ENDS = tuple(f"{end}_by_{each}" for each in CLUSTERS for end in ("low", "high"))
FIGURES: dict[str, type[pl.DataType]] = {
    "score": pl.String,
    "ours": pl.Float64,
    **{f"ours_{end}": pl.Float64 for end in ENDS},
    "baseline": pl.Float64,
    "difference": pl.Float64,
    **{f"difference_{end}": pl.Float64 for end in ENDS},
    "verdict": pl.String,
}
DIGITS = 12
RULED_OUT = {
    1.0: "worse: it gave an onset that came no chance at all",
    -1.0: "better: the baseline gave an onset that came no chance at all",
    0.0: "both gave an onset that came no chance at all",
}
UNDECIDED = "no difference that these data can show"


@dataclass(frozen=True, slots=True)
class _Side:
    """One forecaster's scores: estimates, and what resampling made of them."""

    estimates: Array  # (scores,)
    runs: dict[str, Array]  # by cluster, each (scores, repetitions)


def scores(
    ours: pl.DataFrame, baseline: pl.DataFrame | None = None, *, seed: int = 0
) -> pl.DataFrame:
    """Score the risks of one target, and compare them with a baseline's.

    Parameters
    ----------
    ours, baseline : polars.DataFrame
        As `karski.evaluation.onset_cases.cases` gives them, of the same country-years.
    seed : int
        Of the resampling.

    Returns
    -------
    polars.DataFrame
        A row for each of `SCORES`: the log score [nat] and the Brier score, means over
        country-years; AUC and average precision of all country-years together; the
        share of onsets on the year's list of 30; and onsets observed over expected.
        ``ours`` and ``difference`` (ours less the baseline's) with 95 % intervals by
        country and by year; NaN where there is none. ``verdict`` is in words; without a
        baseline it is null but for observed over expected, which it says of ours alone.

    Raises
    ------
    ValueError
        There are no cases, or the two are not of the same country-years.
    """
    own = _side(ours, seed)
    theirs = None
    if baseline is not None:
        if not ours.select(*KEY, "outcome").equals(baseline.select(*KEY, "outcome")):
            raise ValueError("the two are not of the same country-years")
        theirs = _side(baseline, seed)
    rows = [_row(name, number, own, theirs) for number, name in enumerate(SCORES)]
    return pl.DataFrame(rows, schema=FIGURES, orient="row")


def _side(cases: pl.DataFrame, seed: int) -> _Side:
    if not len(cases):
        raise ValueError("there are no cases to score")
    found = _statistics(cases)
    whole, once = np.zeros(len(cases), np.intp), np.ones((1, 1))
    estimates = np.concatenate([statistic(whole, once) for statistic in found])
    runs = {
        name: resample(found, cases[column].to_numpy(), seed=seed)
        for name, column in CLUSTERS.items()
    }
    return _Side(estimates, runs)


def _statistics(cases: pl.DataFrame) -> Sequence[Statistic]:
    """Return one statistic for each of `SCORES`."""
    came, risk, listed = (
        cases[name].to_numpy() for name in ("outcome", "risk", "listed")
    )
    even = np.ones(len(cases))
    return (
        _ratio(log_score(came, risk), even),
        _ratio(brier(came, risk), even),
        partial(weighted_auc, came, risk),
        partial(weighted_average_precision, came, risk),
        _ratio(came * listed, came),
        _ratio(came, risk),
    )


def _ratio(part: Array, whole: Array) -> Statistic:
    """Return the statistic sum of `part` over sum of `whole`; NaN over zero."""

    def score(clusters: Members, weights: Array) -> Array:
        if not np.isfinite(part).all():  # an onset that was called impossible
            return np.full(len(weights), np.inf)
        above, below = sums(np.stack([part, whole], axis=1), clusters, weights).T
        ratio: Array = np.divide(
            above, below, out=np.full_like(above, np.nan), where=below > 0
        )
        return ratio

    return score


def _row(
    name: str, number: int, own: _Side, theirs: _Side | None
) -> tuple[float | str | None, ...]:
    estimate = float(own.estimates[number])
    alone = _intervals(estimate, {key: runs[number] for key, runs in own.runs.items()})
    if theirs is None:
        verdict = _calibrated(alone) if name == RATIO else None
        return (name, estimate, *_ends(alone), None, None, *4 * (None,), verdict)
    beside = float(theirs.estimates[number])
    gap = float(_gap(own.estimates, theirs.estimates)[number])
    gaps = {
        key: _gap(runs[number], theirs.runs[key][number])
        for key, runs in own.runs.items()
    }
    between = _intervals(gap, gaps)
    verdict = _calibrated(alone) if name == RATIO else _verdict(name, gap, between)
    return (name, estimate, *_ends(alone), beside, gap, *_ends(between), verdict)


def _gap(ours: Array, theirs: Array) -> Array:
    """Subtract, free of the rounding that parts two equal forecasts."""
    with np.errstate(invalid="ignore"):  # two infinite scores have no difference
        gap: Array = np.round(ours - theirs, DIGITS) + 0.0  # no minus zero
    return gap


def _intervals(estimate: float, runs: dict[str, Array]) -> list[Interval]:
    return [interval(estimate, runs[name]) for name in CLUSTERS]


def _ends(intervals: list[Interval]) -> tuple[float, ...]:
    return tuple(end for each in intervals for end in (each.low, each.high))


def _verdict(name: str, gap: float, intervals: list[Interval]) -> str:
    """Say whether ours is better, where both intervals lie on one side of zero."""
    sign = -1 if name in LOWER_IS_BETTER else 1
    if name == "log_score" and not np.isfinite(gap):
        return RULED_OUT[float(np.nan_to_num(np.sign(gap)))]
    if any(np.isnan(each.low) for each in intervals):
        return "too few cases to compare"
    if all(each.low == each.high == 0 for each in intervals):
        return "the same"
    sides = {each.low > 0 for each in intervals if each.decided}
    if len(sides) > 1 or not all(each.decided for each in intervals):
        return UNDECIDED
    return "better" if sign * gap > 0 else "worse"


def _calibrated(intervals: list[Interval]) -> str:
    """Say whether as many onsets came as the risks expected."""
    if any(np.isnan(each.low) for each in intervals):
        return "too few cases to say"
    if all(each.high < 1 for each in intervals):
        return "expects more onsets than came"
    if all(each.low > 1 for each in intervals):
        return "expects fewer onsets than came"
    return "as many onsets came as expected, as far as these data can show"
