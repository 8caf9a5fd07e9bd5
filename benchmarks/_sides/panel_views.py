"""ViEWS transformation library: as many features, of the same kinds, by pandas."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from views_transformation_library import views_2 as views

INDEX = ["month_id", "country_id"]
TARGETS = ("deaths_total", "deaths_civilians")
LEVELS = (1, 25, 100)


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read the deaths."""
    with np.load(folder / "world.npz") as file:
        index = pd.MultiIndex.from_arrays([file["month"], file["place"]], names=INDEX)
        counts = {name: file[name].astype(float) for name in TARGETS}
    return pd.DataFrame(counts, index=index).sort_index()


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Build the features."""
    columns = [column for name in TARGETS for column in features(given[name])]
    frame = pd.concat(columns, axis=1)
    return {"rows": len(frame), "features": frame.shape[1]}


def features(counts: pd.Series) -> Iterator[pd.Series]:
    """Give 46 of a target: 16 means, 27 of levels and time since, 3 sums."""
    logs = views.ln(counts)
    for months in (1, 2, 3, 6, 12, 24, 60, 120):
        yield views.ln(views.moving_average(counts, months))
        yield views.moving_average(logs, months)
    for level in LEVELS:
        reached = views.greater_or_equal(counts, level)
        for months in (3, 6, 12, 24, 60):
            yield views.moving_average(reached, months)
        since = views.cweq(reached, 0)
        yield views.ln(since)
        for halflife in (2, 6, 18):
            yield views.decay(since, halflife)
    for months in (6, 12, 36):
        yield views.moving_sum(counts, months)
