"""How sure a risk is: the model fitted anew, with countries weighed at random.

The Bayesian bootstrap (Rubin, 1981, The Annals of Statistics 9(1), 130-134): each
country, with all its years, gets a weight drawn from an exponential distribution. The
parts of a blend get shares drawn at random too: which of them is right is not known.
"""

from dataclasses import replace

import numpy as np
from scipy.stats import rankdata

from karski.core.parallel import spread
from karski.core.progress import Progress, silent
from karski.forecasts.onset._question import Question, work_at
from karski.forecasts.onset.risks import Recalibration
from karski.models._onset import Array, Integers
from karski.models.onset import Blend
from karski.panel._panel import Panel

DRAWS, LINES = 40, 10
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
    random = np.random.default_rng(seed)
    work = work_at(question, panel, origin)
    weighed = replace(work, weights=_weights(work.learn.places, random), seed=seed)
    fitted = weighed.fit()
    if not isinstance(fitted, Blend):
        return fitted.log_odds(work.values)
    shares = random.dirichlet(np.ones(len(fitted.parts)))
    return shares @ np.stack([part.log_odds(work.values) for part in fitted.parts])


def _weights(places: Integers, random: np.random.Generator) -> Array:
    """Return a weight for each case, the same for all of one country; on average 1."""
    names, member = np.unique(places, return_inverse=True)
    drawn: Array = random.exponential(size=len(names))[member]
    even: Array = drawn / drawn.mean()
    return even


def around(
    raw: Array, drawn: Array, made: Recalibration, random: np.random.Generator
) -> Array:
    """Return log-odds that are as likely as the forecast's, to tell how sure it is.

    Parameters
    ----------
    raw : array, shape (places,)
        The model's own log-odds; the draws are centred on them.
    drawn : array, shape (draws, places)
        Of `resampled`.
    made : Recalibration
        Each draw is put through `LINES` lines, as unsure as the one learnt.
    random : numpy.random.Generator

    Returns
    -------
    array, shape (draws * LINES, places)
    """
    centred = np.repeat(drawn - drawn.mean(axis=0) + raw, LINES, axis=0)
    lines = made.draw(len(centred), random)
    found: Array = lines[:, :1] + lines[:, 1:] * centred
    return found


def ranks(log_odds: Array) -> Array:
    """Return ranks in each row, 1 for the highest; ties share their mean rank.

    Parameters
    ----------
    log_odds : array, shape (draws, places)
    """
    found: Array = rankdata(-log_odds, axis=1)
    return found
