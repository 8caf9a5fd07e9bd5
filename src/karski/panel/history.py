"""Features of a count's own past, and of its neighbours', at many scales.

Scales run from one month to ten years, because violence has short memory (a battle),
long memory (a war) and very long memory (a past that returns). Logarithms are of one
plus the count, so that quiet is zero.
"""

from collections.abc import Mapping
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.panel import trailing

Array: TypeAlias = NDArray[np.float64]
Features: TypeAlias = Mapping[str, Array]

MEANINGS: Mapping[str, str] = {
    "log_mean": "log(1 + mean of the last {} months)",
    "mean_log": "mean over the last {} months of log(1 + count)",
    "share_any": "share of the last {} months with any death",
    "share_25": "share of the last {} months with 25 deaths or more",
    "share_100": "share of the last {} months with 100 deaths or more",
    "log_largest": "log(1 + largest of the last {} months)",
    "spread_log": "standard deviation over the last {} months of log(1 + count)",
    "log_since": "log(1 + months since a month with {} deaths or more)",
    "decayed_log": "mean of log(1 + count), weights halving every {} months",
    "log_decayed": "log(1 + mean, weights halving every {} months)",
    "trend": "means of {} months, the shorter less the longer, in logarithms",
    "around_log_mean": "log(1 + mean over neighbours and the last {} months)",
    "around_mean_log": "mean over neighbours and the last {} months of log(1 + count)",
}
LEVELS = (25, 100)  # people; 25 is UCDP's line for an armed conflict


def own(history: Array) -> dict[str, Array]:
    """Return features of each place's own past.

    Parameters
    ----------
    history : array, shape (places, months)
        Counts [people / month]; NaN where the state did not exist.

    Returns
    -------
    mapping of str to array, shape (places, months)
        By name; `columns` says what each means. Values of month t use months up to t.
    """
    logs = np.log1p(history)
    found = {
        f"log_mean_{n}": np.log1p(trailing.mean(history, n))
        for n in (1, 2, 3, 6, 12, 24, 60, 120)
    }
    for n in (3, 6, 12, 24, 60, 120):
        found[f"mean_log_{n}"] = trailing.mean(logs, n)
        found[f"share_any_{n}"] = trailing.mean(_at_least(history, 1), n)
    for n in (12, 60):
        for level in LEVELS:
            reached = _at_least(history, level)
            found[f"share_{level}_{n}"] = trailing.mean(reached, n)
    for n in (6, 12, 36):
        found[f"log_largest_{n}"] = np.log1p(trailing.largest(history, n))
    for n in (12, 36):
        found[f"spread_log_{n}"] = trailing.spread(logs, n)
    for level in (1, *LEVELS):
        found[f"log_since_{level}"] = np.log1p(trailing.months_since(history, level))
    for half in (2, 6, 18):
        found[f"decayed_log_{half}"] = trailing.exponential_mean(logs, half)
    for half in (3, 9):
        decayed = trailing.exponential_mean(history, half)
        found[f"log_decayed_{half}"] = np.log1p(decayed)
    found["trend_3_12"] = found["mean_log_3"] - found["mean_log_12"]
    found["trend_12_60"] = found["mean_log_12"] - found["mean_log_60"]
    found["trend_6_24"] = found["log_mean_6"] - found["log_mean_24"]
    return found


def around(history: Array, neighbours: NDArray[np.bool_]) -> dict[str, Array]:
    """Return features of what happens around each place.

    Parameters
    ----------
    history : array, shape (places, months)
    neighbours : array of bool, shape (places, places)
        Row i marks the places whose counts are averaged for place i. A place with
        none has zeros.

    Returns
    -------
    mapping of str to array, shape (places, months)
    """
    exists = (~np.isnan(history)).astype(float)
    number = np.maximum(neighbours @ exists, 1.0)
    found: dict[str, Array] = {}
    for n in (3, 12, 60):
        deaths = neighbours @ np.nan_to_num(history) / number
        logs = neighbours @ np.log1p(np.nan_to_num(history)) / number
        found[f"around_log_mean_{n}"] = np.log1p(trailing.mean(deaths, n))
        found[f"around_mean_log_{n}"] = trailing.mean(logs, n)
    return found


def _at_least(history: Array, level: float) -> Array:
    return np.where(np.isnan(history), np.nan, history >= level)


def active(history: Array, months: int = 120) -> NDArray[np.bool_]:
    """Say whether any deaths fell in the last `months`, by place and month.

    Parameters
    ----------
    history : array, shape (places, months)

    Returns
    -------
    array of bool, shape (places, months)
    """
    return trailing.mean(_at_least(history, 1), months) > 0


def meaning(name: str) -> str:
    """Say in words what a feature is.

    Examples
    --------
    >>> meaning("share_25_12"), meaning("trend_3_12")[:20]
    ('share of the last 12 months with 25 deaths or more', 'means of 3 and 12 mo')
    """
    family = max((f for f in MEANINGS if name.startswith(f"{f}_")), key=len)
    numbers = name.removeprefix(f"{family}_").split("_")
    return MEANINGS[family].format(" and ".join(numbers))
