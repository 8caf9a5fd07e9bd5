"""Karski's elastic net of onsets, forward, on one core."""

import os
from pathlib import Path
from typing import Any

from benchmarks import _onset
from karski.forecasts.onset.forward import forward
from karski.models._onset import risk

CORES = 1


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read the country-years."""
    _onset.hold_to(CORES)
    return _onset.read(folder)


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Fit at every base year to what was known, and forecast."""
    found = forward(_onset.ELASTIC_NET, given, _onset.ORIGINS)
    return {
        "place": found["place"].to_numpy(),
        "year": found["year"].to_numpy(),
        "risk": risk(found["log_odds"].to_numpy()),
        "fits": len(_onset.ORIGINS),
        "cores": len(os.sched_getaffinity(0)),
    }
