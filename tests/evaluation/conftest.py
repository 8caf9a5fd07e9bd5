import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

MONTHS, COUNTRIES = (457, 458), (70, 124)


def draws(size: int = 4, **changed: object) -> pl.DataFrame:
    """Draw k of every country-month is k - 1; `changed` replaces columns."""
    rows = [
        {"month_id": month, "country_id": country, "draw": k, "outcome": k - 1}
        for country in COUNTRIES
        for month in MONTHS
        for k in range(1, size + 1)
    ]
    return pl.DataFrame(rows).with_columns(**changed)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A challenge's folder: four country-months in two windows, one submission."""
    for window in ("Y2018", "Y2019"):
        actuals = draws(1, outcome=pl.lit(2)).drop("draw")
        _write(tmp_path / f"actuals/cm/window={window}/a.parquet", actuals)
        _write(tmp_path / f"submissions/good/cm/window={window}/a.parquet", draws())
    return tmp_path


@pytest.fixture
def write(root: Path) -> Callable[..., Path]:
    def window(
        name: str, window: str, rows: pl.DataFrame, file: str = "a.parquet"
    ) -> Path:
        path = root / "submissions" / name / "cm" / f"window={window}" / file
        return _write(path, rows)

    return window


def _write(path: Path, rows: pl.DataFrame) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    rows.write_parquet(path)
    return path


@pytest.fixture(name="draws")
def _draws() -> Callable[..., pl.DataFrame]:
    return draws


@pytest.fixture(scope="session")
def real_challenge() -> Path:
    """The challenge's real data, which is no part of the project."""
    root = Path(__file__).parents[2]
    named = os.environ.get("KARSKI_DATA")
    for place in [Path(named)] if named else [root / "data", root / "../shared/data"]:
        if (place / "views_challenge").is_dir():
            return place / "views_challenge"
    pytest.skip("no views_challenge in KARSKI_DATA, data or ../shared/data")
