"""What a model is, and the one way to run any of them."""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from karski.core.errors import MissingDataError
from karski.core.months import label
from karski.panel._panel import Panel

Draws: TypeAlias = NDArray[np.int32]
MONTHS_NEEDED = 12  # of history, below which no model here can speak


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
    """

    title: str
    reference: str
    draw: Draw
    joint: bool = False
    size: int | None = None


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
        The panel does not reach `origin`, lacks `target`, has fewer than a year of
        it, or a value of it is missing while the state existed.
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
    if len(panel.months) < MONTHS_NEEDED:
        raise MissingDataError(
            f"{target} has {len(panel.months)} months up to {label(panel.as_of)};"
            f" at least {MONTHS_NEEDED} are needed"
        )
    if panel.frame[target].null_count():
        raise MissingDataError(f"{target} is missing in months when the state existed")
