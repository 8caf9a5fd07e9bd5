"""Karski's blend for onsets, with the earlier years it learns from, on two cores.

It tells how many risks it gave, not which: those are scored once, elsewhere.
"""

import os
from typing import Any

from benchmarks import _onset
from benchmarks._sides.onset_two_cores import prepare
from karski.forecasts.onset.forward import first_origin
from karski.forecasts.onset.risks import risks

__all__ = ["prepare", "run"]


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401 -- whatever `prepare` gave
    """Fit at every base year from the first on; recalibrate."""
    found = risks(_onset.BLEND, given, _onset.ORIGINS)
    asked = found["year"].is_in(list(_onset.ORIGINS)).sum()
    return {
        "forecasts": asked,
        "fits": _onset.ORIGINS.stop - first_origin(given),
        "cores": len(os.sched_getaffinity(0)),
    }
