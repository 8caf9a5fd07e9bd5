"""Karski's own model: the past of each place, corrected by the past of all.

An equal pool of four distributions of a month's deaths. Two know the place alone: its
smoothed recent past, and a negative binomial of its mean and variance. Two learn from
all places: a logit gives the chance of any deaths, and forests the distribution of how
many, relative to the place's own past. Months are then joined into paths, so that sums
over months can be read off the draws.

No single month sets the scale: what is forecast from is a past in which each month is
limited by the year before it. What is learned from is the past as it was counted.
"""

from dataclasses import dataclass
from typing import Final, Self

import numpy as np

from karski.models._counts import GRID, Floats, Singles, Whole, quantiles
from karski.models._model import Draws, Model, counts
from karski.models._occurrence import chance_of_deaths
from karski.models._paths import joined
from karski.models._recent_past import negative_binomial, smoothed_past
from karski.models._sizes import Rows, positive_base, recalibrated, scaled
from karski.models._tempered import tempered
from karski.models._training import training_rows
from karski.panel._panel import Panel
from karski.panel.history import Features, own

RECENT: Final = {3.0: 1.0}  # share by half-life [months] of the place's own member
BASE: Final = {3.0: 0.5, 8.0: 0.35, 24.0: 0.15}  # the same, of what forests correct
LEVEL: Final = "decayed_log_2"  # the feature that is a place's own recent level
FEWEST: Final = 100  # rows with deaths below which the past of each speaks alone


@dataclass(frozen=True, slots=True)
class Past:
    """A history and what the model reads in it.

    Attributes
    ----------
    history : array, shape (places, months)
        Deaths up to the origin [people / month]; NaN where the state did not exist.
    described : mapping of str to array, shape (places, months)
        Features of the history (`karski.panel.history.own`).
    """

    history: Floats
    described: Features

    @classmethod
    def of(cls, history: Floats) -> Self:
        """Describe a history."""
        return cls(history, own(history))

    def features(self, place: Whole, month: Whole, ahead: Whole) -> Singles:
        """Return the features of places at months, and months `ahead`, row by row."""
        columns = [values[place, month] for values in self.described.values()]
        return np.column_stack([*columns, ahead]).astype(np.float32)

    def rows(self, place: Whole, month: Whole, ahead: Whole) -> Rows:
        """Return what forests know of places at months; outcomes lie `ahead`."""
        base = smoothed_past(self.history, BASE)[place, month]
        level = self.described[LEVEL][place, month]
        return Rows(self.features(place, month, ahead), level, positive_base(base))


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    """Draw possible futures of every place: draw k over the steps is one of them."""
    counted = Past.of(panel.history(target))
    believed = Past.of(tempered(counted.history))
    ahead = np.arange(1, steps + 1)
    pooled = distributions(counted, believed, ahead, random)
    shape = (len(counted.history), steps, size)
    ascending = quantiles(pooled.reshape(-1, len(GRID)), size).reshape(shape)
    return counts(
        joined(ascending, believed.history, believed.described, ahead, random)
    )


def distributions(
    counted: Past, believed: Past, steps: Whole, random: np.random.Generator
) -> Singles:
    """Pool the members' distributions of every place and month ahead.

    Parameters
    ----------
    counted : Past
        As it was counted: what is learned from.
    believed : Past
        The same, tempered (`karski.models._tempered`): what is forecast from.
    steps : array of int, shape (steps,)
        Months ahead, ascending.
    random : numpy.random.Generator
        Chooses the rows that are learned from.

    Returns
    -------
    array, shape (places, steps, grid)
        Cumulative probabilities at the counts of ``GRID``.
    """
    recent = smoothed_past(believed.history, RECENT)[:, -1]
    alone = ((recent + negative_binomial(believed.history)) / 2).astype(np.float32)
    pooled: Singles = np.repeat(alone, len(steps), axis=0)
    learned = _learned(counted, believed, steps, random)
    if learned is not None:
        pooled = ((pooled + learned) / 2).astype(np.float32)
    return pooled.reshape(len(counted.history), len(steps), len(GRID))


def _learned(
    counted: Past, believed: Past, steps: Whole, random: np.random.Generator
) -> Singles | None:
    """Return what was learned from all places; None where too little was seen."""
    history = counted.history
    place, month, ahead, weight = training_rows(history, int(steps[-1]), random)
    deaths = history[place, month + ahead]
    some = deaths > 0
    if some.sum() < FEWEST:
        return None
    known = counted.features(place, month, ahead)
    every = np.repeat(np.arange(len(history)), len(steps))
    origin = np.full(len(every), history.shape[1] - 1)
    asked = believed.rows(every, origin, np.tile(steps, len(history)))
    chance = chance_of_deaths(known, some.astype(float), weight, asked.features)
    chance = chance[:, None]
    del known  # as large as all that follows
    seen = counted.rows(place[some], month[some], ahead[some])
    seeds = random.integers(1 << 30, size=2).tolist()
    given = (seen, deaths[some], weight[some], asked)
    how_many = (recalibrated(*given, seeds[0]) + scaled(*given, seeds[1])) / 2
    return (1 - chance + chance * how_many).astype(np.float32)


MODEL = Model(
    title="Karski: each place's past, corrected by the past of all",
    reference=(
        "Karski's own; forests after Meinshausen (2006), J. Machine Learning Research"
        " 7, 983-999; paths after Clark and others (2004), J. Hydrometeorology 5(1),"
        " 243-262"
    ),
    draw=draw,
    joint=True,
)
