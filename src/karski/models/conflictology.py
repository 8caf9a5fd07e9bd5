"""Conflictology: the next months are like the place's own last twelve.

The baseline that almost nobody beats. No entrant to the challenge had a better CRPS
for countries.
"""

import numpy as np

from karski.models._last_year import last_year
from karski.models._model import MONTHS_NEEDED, Draws, Model, counts
from karski.panel._panel import Panel


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    """Give the place's last twelve months, oldest first, as the draws of every step.

    Nothing is random and `size` is not asked. A state younger than a year gives what
    months it has, repeated (see `last_year`).

    Draw k is the same month at every step, not a possible future, so sums over
    months cannot be read off (``joint=False``): adding draw k over twelve steps would
    be twelve times one month. What conflictology says of a sum is
    in `karski.evaluation.sum_baselines`.
    """
    months = last_year(panel.history(target))
    shape = (len(months), steps, MONTHS_NEEDED)
    return counts(np.broadcast_to(months[:, None, :], shape))


MODEL = Model(
    title="Conflictology: the place's own last 12 months",
    reference="The ViEWS 2023/24 prediction challenge's benchmark 'conflictology'",
    draw=draw,
    size=MONTHS_NEEDED,
)
