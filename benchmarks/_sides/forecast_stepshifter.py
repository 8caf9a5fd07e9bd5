"""ViEWS stepshifter: one LightGBM regression a step; points, not draws."""

from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from views_stepshifter.models.stepshifter import StepshifterModel

STEPS, TREES = 36, 100
INDEX = ["month_id", "country_id"]


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read deaths and features into the frame it wants."""
    with np.load(folder / "world.npz") as file:
        columns = {f"x{i}": x for i, x in enumerate(file["features"].T)}
        deaths = file["deaths_total"].astype(float)
        index = pd.MultiIndex.from_arrays([file["month"], file["place"]], names=INDEX)
    return pd.DataFrame({"deaths": deaths, **columns}, index=index).sort_index()


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Train a model for each step, on as many processes as there are cores; predict."""
    months = given.index.get_level_values("month_id")
    first, last = int(months.min()), int(months.max())
    config = {
        "steps": list(range(1, STEPS + 1)),
        "targets": ["deaths"],
        "target_transform": "log1p",
        "model_reg": "LGBMRegressor",
        "sweep": False,
        "parameters": {"n_estimators": TREES, "n_jobs": 1, "verbose": -1},
    }
    span = {"train": [first, last], "test": [last + 1, last + STEPS]}
    model = StepshifterModel(config, span)
    model.fit(given.copy())
    points = model.predict("forecasting")
    return {"shape": (len(points) // STEPS, STEPS, 1)}
