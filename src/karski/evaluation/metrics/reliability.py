"""Reliability: whether what was called 30 % came in 30 of 100 cases."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from karski.evaluation.metrics._metric import (
    Array,
    Metric,
    Values,
    check_probabilities,
)

EDGES: tuple[float, ...] = (0.0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
SIMULATIONS = 1000


@dataclass(frozen=True, slots=True, eq=False)
class Diagram:
    """A reliability diagram: one entry for each bin of probability.

    Attributes
    ----------
    edges : array, shape (bins + 1,)
    cases : array of int, shape (bins,)
    forecast, observed : array, shape (bins,)
        Mean probability and share of events; NaN in an empty bin.
    lower, upper : array, shape (bins,)
        Where `observed` would lie were the probabilities honest; NaN in an empty bin.
    """

    edges: Array
    cases: NDArray[np.intp]
    forecast: Array
    observed: Array
    lower: Array
    upper: Array


def diagram(
    outcomes: Values,
    probabilities: Array,
    *,
    edges: tuple[float, ...] = EDGES,
    level: float = 0.9,
    seed: int = 0,
) -> Diagram:
    """Bin probabilities, with the band in which honest ones would stay.

    The band is made by consistency resampling [1]_: probabilities are drawn with
    replacement, an event is drawn from each, and the shares in each bin are
    collected; it takes cases as independent.

    Parameters
    ----------
    outcomes : array, shape (cases,)
        1 where the event came, 0 where not.
    probabilities : array, shape (cases,)
        In 0..1.
    edges : tuple of float
        Ascending from 0 to 1; a bin holds its lower edge, the last one both.
    level : float
        Of the band, bin by bin, in (0, 1).
    seed : int

    Returns
    -------
    Diagram

    Raises
    ------
    ValueError
        The shapes do not fit, or a value is out of range.

    References
    ----------
    .. [1] Broecker and Smith (2007), Weather Forecast. 22, 651-661.
    """
    check_probabilities(outcomes, probabilities)
    ends = np.array(edges)
    cases, forecast, observed = _bins(outcomes, probabilities, ends)
    lower, upper = _band(probabilities, ends, level, seed)
    empty = cases == 0
    lower[empty], upper[empty] = np.nan, np.nan
    return Diagram(ends, cases, forecast, observed, lower, upper)


def reliability(
    outcomes: Values, probabilities: Array, *, edges: tuple[float, ...] = EDGES
) -> float:
    """Return the part of the Brier score that comes of wrong calibration [1]_.

    Returns
    -------
    float
        The squared gap between `forecast` and `observed` of the `diagram`, averaged
        over cases; 0 is best.

    Raises
    ------
    ValueError
        The shapes do not fit, or a value is out of range.

    References
    ----------
    .. [1] Murphy (1973), J. Appl. Meteorol. 12, 595-600.

    Examples
    --------
    >>> reliability(np.array([1, 0]), np.array([0.5, 0.5]))
    0.0
    """
    check_probabilities(outcomes, probabilities)
    cases, forecast, observed = _bins(outcomes, probabilities, np.array(edges))
    gap = np.square(np.nan_to_num(forecast - observed))
    return float(np.sum(cases * gap) / np.sum(cases))


def _bins(
    outcomes: Values, probabilities: Array, edges: Array
) -> tuple[NDArray[np.intp], Array, Array]:
    place = _place(probabilities, edges)
    cases = np.bincount(place, minlength=len(edges) - 1)
    filled = np.where(cases, cases, np.nan)
    forecast = np.bincount(place, probabilities, len(edges) - 1) / filled
    observed = np.bincount(place, outcomes, len(edges) - 1) / filled
    return cases, forecast, observed


def _band(
    probabilities: Array, edges: Array, level: float, seed: int
) -> tuple[Array, Array]:
    random = np.random.default_rng(seed)
    bins = len(edges) - 1
    shares = np.full((SIMULATIONS, bins), np.nan)
    for run in range(SIMULATIONS):
        drawn = random.choice(probabilities, len(probabilities))
        events = random.random(len(drawn)) < drawn
        place = _place(drawn, edges)
        cases = np.bincount(place, minlength=bins)
        filled = cases > 0
        shares[run, filled] = np.bincount(place, events, bins)[filled] / cases[filled]
    ordered = np.sort(shares, axis=0)  # NaN last
    known = np.count_nonzero(np.isfinite(ordered), axis=0)
    tail = (1 - level) / 2
    low, high = (np.rint(q * np.maximum(known - 1, 0)) for q in (tail, 1 - tail))
    columns = np.arange(bins)
    return ordered[low.astype(int), columns], ordered[high.astype(int), columns]


def _place(probabilities: Array, edges: Array) -> NDArray[np.intp]:
    place: NDArray[np.intp] = np.searchsorted(edges, probabilities, side="right") - 1
    return np.minimum(place, len(edges) - 2)


METRIC = Metric(
    title="Calibration part of the Brier score",
    unit="1",
    of="probability",
    proper=False,
    lower_is_better=True,
    score=reliability,
    pooled=True,
)
