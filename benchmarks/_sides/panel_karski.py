"""Karski: every feature of the deaths' history, own and around."""

from pathlib import Path
from typing import Any

from benchmarks import _world
from karski.panel import country_month


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read the deaths."""
    return _world.read(folder)


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Build the panel."""
    panel = country_month.build(given)
    features = sum("__" in column.name for column in panel.columns)
    return {"rows": len(panel.frame), "features": features}
