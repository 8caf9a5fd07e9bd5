"""Karski: the source's own reader, checks and all."""

from pathlib import Path
from typing import Any

from karski import sources
from karski.sources._source import load

DEATHS = ("deaths_state_based", "deaths_non_state", "deaths_one_sided")


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Find the file."""
    return folder / "GEDEvent_v25_1.csv"


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Read it, and add up what was read."""
    frame = load(sources.catalogue()["ucdp_ged"], given).frame
    return {"deaths": sum(frame[name].sum() for name in DEATHS), "rows": len(frame)}
