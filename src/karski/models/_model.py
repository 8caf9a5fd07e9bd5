"""What a model is, and the one way to run any of them."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core.errors import MissingDataError
from karski.core.months import label
from karski.panel._panel import Panel

Draws: TypeAlias = NDArray[np.int32]
MONTHS_NEEDED = 12  # of history, below which no model here can speak
MOST = int(np.iinfo(np.int32).max)  # people; what a draw can hold


class Draw(Protocol):
    """Sample the target's future, given the panel as known at its origin."""

    def __call__(
        self,
        panel: Panel,
        target: str,
        steps: int,
        size: int,
        random: np.random.Generator,
    ) -> Draws:
        """Return draws, shape (places, steps, size)."""
        ...


@dataclass(frozen=True, slots=True)
class Model:
    """A way to draw futures, and where it comes from.

    Attributes
    ----------
    joint : bool
        Whether draw k over the steps is one possible future, so that sums over
        months can be read off the draws.
    size : int or None
        The number of draws it always makes, or None if any number can be asked for.
    follows_spikes : bool
        Whether one last month a thousand times the usual sets the whole forecast, as
        its idea demands; for any other model it must not.
    """

    title: str
    reference: str
    draw: Draw
    joint: bool = False
    size: int | None = None
    follows_spikes: bool = False


def counts(values: NDArray[np.floating] | NDArray[np.int64]) -> Draws:
    """Turn sampled numbers into counts, at most what an int32 can hold.

    Parameters
    ----------
    values : array
        Whole numbers, at least 0 [people / month].

    Examples
    --------
    >>> counts(np.array([3.0, 4e9])).tolist()
    [3, 2147483647]
    """
    return np.minimum(values, MOST).astype(np.int32)


def sample(
    model: Model,
    panel: Panel,
    target: str,
    *,
    origin: int,
    steps: int,
    size: int,
    seed: int,
) -> Draws:
    """Draw futures from `model`, holding it to what every model promises.

    Parameters
    ----------
    model : Model
    panel : Panel
    target : str
        A column of `panel` that counts people [people / month].
    origin : int
        The last month whose data may be used; the panel is cut there first.
    steps, size : int
        Months ahead (1..steps), and draws of each.
    seed : int
        The same seed gives the same draws.

    Returns
    -------
    array of int32, shape (places, steps, size or model.size)
        Counts [people / month], for ``panel.at(origin).places``.

    Raises
    ------
    MissingDataError
        The panel does not reach `origin`, holds no place there, lacks `target`, has
        fewer than a year of it, or a value of it is missing while the state existed.
    AssertionError
        `model` broke its promise: a wrong shape, or a value that is no count.
    """
    known = panel.at(origin)
    _check_history(known, target)
    draws = model.draw(known, target, steps, size, np.random.default_rng(seed))
    shape = (len(known.places), steps, model.size or size)
    assert draws.shape == shape, f"{model.title}: {draws.shape}, not {shape}"
    assert draws.dtype == np.int32, f"{model.title}: {draws.dtype}, not int32"
    assert (draws >= 0).all(), f"{model.title}: a count below zero"
    return draws


def _check_history(panel: Panel, target: str) -> None:
    if not len(panel.places):
        raise MissingDataError(f"the panel has no place in {label(panel.as_of)}")
    if target not in panel.frame.columns:
        raise MissingDataError(f"the panel holds no {target!r}")
    if len(panel.times) < MONTHS_NEEDED:
        raise MissingDataError(
            f"{target} has {len(panel.times)} months up to {label(panel.as_of)};"
            f" at least {MONTHS_NEEDED} are needed"
        )
    missing = panel.frame.filter(pl.col(target).is_null())
    if len(missing):
        row = missing.row(0, named=True)
        raise MissingDataError(
            f"{target} of place {row['place']} is missing in {label(row['month'])}"
            f" ({len(missing)} such rows); a model needs every month of a state"
        )
