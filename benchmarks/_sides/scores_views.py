"""views-evaluation: the three scores of its native evaluator, which are means."""

from pathlib import Path
from typing import Any

import numpy as np
from views_evaluation.evaluation.metric_catalog import METRIC_CATALOG

EDGES = [0, 0.5, 2.5, 5.5, 10.5, 25.5, 50.5, 100.5, 250.5, 500.5, 1000.5, np.inf]
SCORES: dict[str, tuple[str, dict[str, Any]]] = {
    "crps": ("CRPS", {}),
    "ign": ("Ignorance", {"bins": EDGES, "low_bin": 0, "high_bin": 10000}),
    "mis": ("MIS", {"alpha": 0.1}),
}


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read outcomes and draws."""
    with np.load(folder / "scores.npz") as file:
        return file["outcomes"], file["draws"]


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Score all cases together."""
    outcomes, draws = given
    return {
        name: METRIC_CATALOG[metric].function(outcomes, draws, **parameters)
        for name, (metric, parameters) in SCORES.items()
    }
