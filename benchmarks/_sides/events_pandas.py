"""pandas: read the whole file, group, sum; nothing is checked."""

from pathlib import Path
from typing import Any

import pandas as pd


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Find the file."""
    return folder / "GEDEvent_v25_1.csv"


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Read it, and add up what was read."""
    events = pd.read_csv(given, parse_dates=["date_end"], low_memory=False)
    month = events["date_end"].dt.to_period("M")
    sums = events.groupby(["country_id", month])["best"].sum()
    return {"deaths": sums.sum(), "rows": len(sums)}
