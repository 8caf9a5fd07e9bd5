"""Karski: one sort serves the three scores."""

from pathlib import Path
from typing import Any

import numpy as np

from karski.evaluation.metrics._ensemble import NAMES, score_draws


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read outcomes and draws."""
    with np.load(folder / "scores.npz") as file:
        return file["outcomes"], file["draws"]


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Score every case."""
    return dict(zip(NAMES, score_draws(*given).T, strict=True))
