from collections.abc import Callable

import numpy as np
import polars as pl
import pytest
from numpy.typing import NDArray

from karski.core.columns import Column
from karski.panel._panel import Panel

TARGET = "deaths_total"
DEATHS = Column(TARGET, "people killed", "people", least=0, missing=True)


def _panel_of(history: NDArray[np.float64], first_place: int = 1) -> Panel:
    """Months are 1, 2, ...; NaN is a month before the state existed: no row."""
    places, months = history.shape
    place, month = np.divmod(np.arange(places * months), months)
    frame = pl.DataFrame(
        {"place": place + first_place, "month": month + 1, TARGET: history.ravel()}
    ).filter(pl.col(TARGET).is_not_nan())
    return Panel.of(frame, months, (DEATHS,))


@pytest.fixture(scope="session")
def panel_of() -> Callable[..., Panel]:
    return _panel_of
