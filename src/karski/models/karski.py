"""Karski's own model: the past of each place, corrected by the past of all.

An equal pool of four distributions of a month's deaths. Two know the place alone: its
smoothed recent past, and a negative binomial of its mean and variance. Two learn from
all places: a logit gives the chance of any deaths, and forests the distribution of how
many, relative to the place's own past. Months are then joined into paths, so that sums
over months can be read off the draws.

No single month sets the scale: all parts start from a past in which each month is
limited by the year before it. What they learn to forecast is what was counted.
"""

from typing import Final

import numpy as np

from karski.models._counts import GRID, Floats, Singles, Whole, quantiles
from karski.models._model import Draws, Model, counts
from karski.models._occurrence import chance_of_deaths
from karski.models._paths import joined
from karski.models._recent_past import negative_binomial, smoothed_past
from karski.models._sizes import Rows, positive_base, recalibrated, scaled
from karski.models._tempered import tempered
from karski.models._training import training_rows
from karski.panel import history as past
from karski.panel._panel import Panel

RECENT: Final = {3.0: 1.0}  # share by half-life [months] of the place's own member
BASE: Final = {3.0: 0.5, 8.0: 0.35, 24.0: 0.15}  # the same, of what forests correct
LEVEL: Final = "decayed_log_2"  # the feature that is a place's own recent level
FEWEST: Final = 100  # rows with deaths below which the past of each speaks alone


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    """Draw possible futures of every place: draw k over the steps is one of them."""
    counted = panel.history(target)
    history = tempered(counted)
    described = past.own(history)
    ahead = np.arange(1, steps + 1)
    pooled = distributions(counted, history, described, ahead, random)
    shape = (len(history), steps, size)
    ascending = quantiles(pooled.reshape(-1, len(GRID)), size).reshape(shape)
    return counts(joined(ascending, history, described, ahead, random))


def distributions(
    counted: Floats,
    history: Floats,
    described: past.Features,
    steps: Whole,
    random: np.random.Generator,
) -> Singles:
    """Pool the members' distributions of every place and month ahead.

    Parameters
    ----------
    counted : array, shape (places, months)
        Deaths up to the origin [people / month]; NaN where the state did not exist.
    history : array, shape (places, months)
        The same, tempered (`karski.models._tempered`): what forecasts start from.
    described : mapping of str to array, shape (places, months)
        Features (`karski.panel.history`).
    steps : array of int, shape (steps,)
        Months ahead, ascending.
    random : numpy.random.Generator
        Chooses the rows that are learned from.

    Returns
    -------
    array, shape (places, steps, grid)
        Cumulative probabilities at the counts of ``GRID``.
    """
    recent = smoothed_past(history, RECENT)[:, -1]
    own = ((recent + negative_binomial(history)) / 2).astype(np.float32)
    pooled: Singles = np.repeat(own, len(steps), axis=0)
    learned = _learned(counted, history, described, steps, random)
    if learned is not None:
        pooled = ((pooled + learned) / 2).astype(np.float32)
    return pooled.reshape(len(history), len(steps), len(GRID))


def _learned(
    counted: Floats,
    history: Floats,
    described: past.Features,
    steps: Whole,
    random: np.random.Generator,
) -> Singles | None:
    """Return what was learned from all places; None where too little was seen."""
    place, month, ahead, weight = training_rows(history, int(steps[-1]), random)
    deaths = counted[place, month + ahead]
    some = deaths > 0
    if some.sum() < FEWEST:
        return None
    features = np.stack(list(described.values()), axis=-1, dtype=np.float32)
    where = np.repeat(np.arange(len(history)), len(steps))
    when = np.full(len(where), history.shape[1] - 1)
    known = _with_step(features, place, month, ahead)
    asked = _with_step(features, where, when, np.tile(steps, len(history)))
    chance = chance_of_deaths(known, some.astype(float), weight, asked)[:, None]
    base, level = smoothed_past(history, BASE), described[LEVEL]
    place, month = place[some], month[some]
    learn = Rows(known[some], level[place, month], positive_base(base[place, month]))
    wanted = Rows(asked, level[where, when], positive_base(base[where, when]))
    seeds = random.integers(1 << 30, size=2).tolist()
    how_many = (
        recalibrated(learn, deaths[some], weight[some], wanted, seeds[0])
        + scaled(learn, deaths[some], weight[some], wanted, seeds[1])
    ) / 2
    return (1 - chance + chance * how_many).astype(np.float32)


def _with_step(features: Singles, place: Whole, month: Whole, ahead: Whole) -> Singles:
    """Return the features of places at months, and the step [months] beside them."""
    return np.column_stack([features[place, month], ahead.astype(np.float32)])


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
