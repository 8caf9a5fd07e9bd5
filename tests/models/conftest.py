import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from karski.core.columns import Column
from karski.panel._panel import Panel

TARGET = "deaths_total"
DEATHS = Column(TARGET, "people killed", "people", least=0, missing=True)


def _panel_of(history: NDArray[np.float64], first_place: int = 9001) -> Panel:
    """Simulated places in months 1, 2, ...; NaN: no row, no state yet."""
    places, months = history.shape
    place, month = np.divmod(np.arange(places * months), months)
    frame = pl.DataFrame(
        {"place": place + first_place, "month": month + 1, TARGET: history.ravel()}
    ).filter(pl.col(TARGET).is_not_nan())
    return Panel.of(frame, months, (DEATHS,))


@pytest.fixture(scope="session")
def panel_of() -> Callable[..., Panel]:
    return _panel_of


@pytest.fixture(scope="session")
def challenge() -> Path:
    """The folder of the ViEWS challenge's data, which is not part of the project."""
    root = os.environ.get("KARSKI_DATA") or Path(__file__).parents[3] / "shared/data"
    folder = Path(root) / "views_challenge"
    if not folder.is_dir():
        pytest.skip(f"no real data at {folder}: set KARSKI_DATA to a folder with it")
    return folder
