"""scoringrules: CRPS and interval score; it has no ignorance over classes."""

from pathlib import Path
from typing import Any

import numpy as np
import scoringrules

MISSED = 0.1  # share outside a 90 % interval


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read outcomes and draws."""
    with np.load(folder / "scores.npz") as file:
        return file["outcomes"], file["draws"]


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Score every case."""
    outcomes, draws = given
    lower, upper = np.quantile(draws, [MISSED / 2, 1 - MISSED / 2], axis=1)
    return {
        "crps": scoringrules.crps_ensemble(outcomes, draws, estimator="qd"),
        "mis": scoringrules.interval_score(outcomes, lower, upper, MISSED),
    }
