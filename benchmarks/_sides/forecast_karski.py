"""Karski's flagship: features, training, 1,000 draws."""

from pathlib import Path
from typing import Any

from benchmarks import _world
from karski import models
from karski.models._model import sample
from karski.panel import country_month
from karski.panel.series import Series

STEPS, SIZE, SEED = 36, 1000, 1


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read the deaths."""
    return _world.read(folder)


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401
    """Forecast the deaths of all."""
    return forecast(given, "karski")


def forecast(series: Series, name: str) -> dict[str, Any]:
    """Build the panel and draw the future from a model of the catalogue."""
    model = models.catalogue()[name]
    panel = country_month.bare(series)
    draws = sample(
        model,
        panel,
        "deaths_total",
        origin=series.last,
        steps=STEPS,
        size=SIZE,
        seed=SEED,
    )
    return {"shape": draws.shape}
