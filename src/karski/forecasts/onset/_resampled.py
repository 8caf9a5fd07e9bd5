"""How sure a risk is: the model fitted anew, with countries weighed at random.

The Bayesian bootstrap (Rubin, 1981, The Annals of Statistics 9(1), 130-134): each
country, with all its years, gets a weight drawn from an exponential distribution.
"""

from dataclasses import replace

import numpy as np
from scipy.stats import rankdata

from karski.core.parallel import spread
from karski.core.progress import Progress, silent
from karski.forecasts.onset._question import Question, work_at
from karski.models._onset import Array, Integers
from karski.panel._panel import Panel

DRAWS = 40
LEVEL = 0.9  # of intervals of risk and rank


def resampled(
    question: Question,
    panel: Panel,
    origin: int,
    draws: int = DRAWS,
    progress: Progress = silent,
) -> Array:
    """Return the model's own log-odds from `origin` under many weightings.

    Returns
    -------
    array, shape (draws, places)
        In the order of the places forecast.
    """
    asked = (question, panel, origin)
    return np.stack(list(spread(_one, asked, range(draws), progress)))


def _one(asked: tuple[Question, Panel, int], draw: int) -> Array:
    question, panel, origin = asked
    seed = question.stream(origin, "draw", draw)
    work = work_at(question, panel, origin)
    return replace(
        work,
        weights=_weights(work.learn.places, np.random.default_rng(seed)),
        seed=seed,
    ).log_odds()


def _weights(places: Integers, random: np.random.Generator) -> Array:
    """Return a weight for each case, the same for all of one country; on average 1."""
    names, member = np.unique(places, return_inverse=True)
    drawn: Array = random.exponential(size=len(names))[member]
    even: Array = drawn / drawn.mean()
    return even


def ranks(log_odds: Array) -> Array:
    """Return ranks in each row, 1 for the highest; ties share their mean rank.

    Parameters
    ----------
    log_odds : array, shape (draws, places)
    """
    found: Array = rankdata(-log_odds, axis=1)
    return found
