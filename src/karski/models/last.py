"""The last month again, with the noise of a count."""

import numpy as np

from karski.models._model import Draws, Model, counts
from karski.panel._panel import Panel


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    """Draw Poisson counts whose mean is the place's month at the origin."""
    mean = panel.history(target)[:, -1]
    return counts(random.poisson(mean[:, None, None], (len(mean), steps, size)))


MODEL = Model(
    title="Last month, Poisson",
    reference="The ViEWS 2023/24 prediction challenge's 'last historical Poisson'",
    draw=draw,
    follows_spikes=True,
)
