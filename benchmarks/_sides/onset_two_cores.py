"""Karski's elastic net of onsets, forward, in two processes on two cores."""

from pathlib import Path
from typing import Any

from benchmarks import _onset
from benchmarks._sides.onset_one_core import run

__all__ = ["prepare", "run"]

CORES = 2


def prepare(folder: Path) -> Any:  # noqa: ANN401 -- whatever `run` takes
    """Read the country-years."""
    _onset.hold_to(CORES)
    return _onset.read(folder)
