"""Deaths in 200 countries over 420 months, invented, as uneven as the real ones."""

from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from karski.core import places
from karski.core.columns import Column
from karski.panel import country_month
from karski.panel.series import Series

PLACES, MONTHS, FIRST = 200, 420, 121  # from January 1990
TARGETS = ("deaths_total", "deaths_civilians")
FEATURES = 60  # what the stepshifter gets, as ViEWS gives it about as many
SEED = 7
STARTS, ENDS = 0.01, 0.05  # chance a month that fighting does
MEMORY, SHOCK = 0.95, 0.6  # of the logarithm of its rate


def write(folder: Path) -> None:
    """Write the deaths, and the first features of Karski's own panel, for all sides."""
    frame = _frame()
    panel = country_month.build(series(frame)).frame
    names = [name for name in panel.columns if "__" in name][:FEATURES]
    features = panel.select(names).fill_null(0).fill_nan(0).cast(pl.Float64)
    arrays: dict[str, Any] = {name: frame[name].to_numpy() for name in frame.columns}
    np.savez(folder / "world.npz", features=features.to_numpy(), **arrays)


def read(folder: Path) -> Series:
    """Read the deaths back, as Karski's panel takes them."""
    with np.load(folder / "world.npz") as file:
        names = ("place", "month", *TARGETS)
        return series(pl.DataFrame({name: file[name] for name in names}))


def series(frame: pl.DataFrame) -> Series:
    """Return the deaths as if a source had published them."""
    columns = tuple(
        Column(name, "people killed", "people", least=0, type=pl.Int64)
        for name in TARGETS
    )
    return Series("invented", frame, FIRST, FIRST + MONTHS - 1, columns, ())


def _frame() -> pl.DataFrame:
    random = np.random.default_rng(SEED)
    total = random.poisson(random.gamma(0.3, _rates(random) / 0.3))
    numbers = [n for n, place in places.table().items() if not place.simulated]
    return pl.DataFrame(
        {
            "place": np.repeat(np.array(numbers[:PLACES], dtype=np.int32), MONTHS),
            "month": np.tile(np.arange(MONTHS, dtype=np.int32) + FIRST, PLACES),
            "deaths_total": total.ravel(),
            "deaths_civilians": random.binomial(total, 0.3).ravel(),
        }
    )


def _rates(random: np.random.Generator) -> NDArray[np.float64]:
    """Return deaths expected, shape (PLACES, MONTHS): 0 unless there is fighting."""
    rates = np.zeros((PLACES, MONTHS))
    usual = random.normal(2, 1.5, PLACES)
    fighting, excess = (
        random.random(PLACES) < STARTS / (STARTS + ENDS),
        np.zeros(PLACES),
    )
    for month in range(MONTHS):
        draw = random.random(PLACES)
        fighting = np.where(fighting, draw >= ENDS, draw < STARTS)
        excess = MEMORY * excess + random.normal(0, SHOCK, PLACES)
        rates[:, month] = np.where(fighting, np.exp(usual + excess).clip(max=2e4), 0)
    return rates
