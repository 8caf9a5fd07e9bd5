"""Exactly zero: nobody dies. What most country-months look like."""

import numpy as np

from karski.models._model import Draws, Model
from karski.panel._panel import Panel


def draw(
    panel: Panel, target: str, steps: int, size: int, random: np.random.Generator
) -> Draws:
    """Draw nothing but zeros."""
    return np.zeros((len(panel.places), steps, size), dtype=np.int32)


MODEL = Model(
    title="Exactly zero",
    reference="The ViEWS 2023/24 prediction challenge's benchmark 'zero'",
    draw=draw,
    joint=True,
)
