"""Karski's conflictology: the benchmark that needs no training."""

from typing import Any

from benchmarks._sides.forecast_karski import forecast, prepare

__all__ = ["prepare", "run"]


def run(given: Any) -> dict[str, Any]:  # noqa: ANN401 -- what `prepare` gave
    """Forecast the deaths of all."""
    return forecast(given, "conflictology")
