"""Any month of the last twenty years, of any place."""

import numpy as np

from karski.models._model import Draws, Model, counts
from karski.panel._panel import Panel

MONTHS = 240  # of history in the pool


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    """Draw with replacement from one pool: the last 240 months of all places.

    The pool is the world's, not the place's, and each place, step and draw is
    independent of every other: so are the challenge's own draws (their share of
    zeros is the world's in every country). A month before a state existed is not
    in the pool.
    """
    recent = panel.history(target)[:, -MONTHS:]
    pool = recent[~np.isnan(recent)]
    return counts(random.choice(pool, (len(recent), steps, size)))


MODEL = Model(
    title="Bootstrap of 240 months of the world",
    reference="The ViEWS 2023/24 prediction challenge's benchmark 'boot_240'",
    draw=draw,
)
