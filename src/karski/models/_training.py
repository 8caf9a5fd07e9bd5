"""Which rows the learned members learn from: a place, a month, and months ahead."""

from typing import Final

import numpy as np

from karski.models._counts import Floats, Whole
from karski.panel.history import active

LONGEST: Final = 36
PER_MONTH: Final = 6
QUIET: Final = 0.12
FIRST: Final = 24


def training_rows(
    history: Floats, longest: int, random: np.random.Generator
) -> tuple[Whole, Whole, Whole, Floats]:
    """Choose rows whose outcome is known by the origin.

    Near steps are drawn more often than far ones; of places long at peace only
    some months are kept, and weigh more.

    Parameters
    ----------
    history
        Deaths (places, months) up to the origin.
    longest
        Furthest step to be forecast [months].
    random
        Chooses months and steps.

    Returns
    -------
    tuple[Whole, Whole, Whole, Floats]
        Place, month and step of each row, and its weight.
    """
    months = history.shape[1]
    kept = random.random(history.shape) < QUIET
    busy = active(history)
    usable = ~np.isnan(history) & (busy | kept)
    usable[:, : min(FIRST, months // 4)] = False
    place, month = (np.repeat(index, PER_MONTH) for index in np.nonzero(usable))
    choices = np.arange(1, max(longest, LONGEST) + 1)
    likely = 1 / (choices + 3)
    ahead = random.choice(choices, len(place), p=likely / likely.sum())
    known = month + ahead < months
    place, month, ahead = place[known], month[known], ahead[known]
    known = ~np.isnan(history[place, month + ahead])
    place, month, ahead = place[known], month[known], ahead[known]
    return place, month, ahead, np.where(busy[place, month], 1, 1 / QUIET)
