from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

BOARD = Path("workspace/exports/leaderboard")


@pytest.fixture
def challenge(tmp_path: Path) -> Callable[..., Path]:
    """Make a challenge of two countries and two windows, with these submissions."""

    def make(*names: str) -> Path:
        root = tmp_path / "challenge"
        for year, first in ((2018, 457), (2019, 469)):
            rows = pl.DataFrame({"month_id": [first] * 2, "country_id": [70, 124]})
            place = f"cm/window=Y{year}/a.parquet"
            _write(root / "actuals" / place, rows.with_columns(outcome=2))
            draws = rows.join(pl.DataFrame({"draw": [0, 1, 2]}), how="cross")
            for number, name in enumerate(names):
                drawn = draws.with_columns(outcome=pl.col("draw") + number)
                _write(root / "submissions" / name / place, drawn)
        return root

    return make


def _write(file: Path, rows: pl.DataFrame) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    rows.write_parquet(file)


def test_without_a_baseline_there_is_a_leaderboard_and_no_comparison(
    karski: Callable, challenge: Callable
) -> None:
    said = karski("evaluate", "--challenge", challenge("one", "two"))
    assert said.code == 0
    assert "Nothing is compared: no one submission named 'conflictology'" in said.out
    board = pl.read_csv(BOARD / "leaderboard.csv")
    assert board["submission"].unique().sort().to_list() == ["one", "two"]
    compared = pl.read_csv(BOARD / "comparisons.csv")
    assert (compared.columns[:2], compared.rows()) == (["submission", "metric"], [])


def test_a_baseline_asked_for_that_is_not_there_is_an_error(
    karski: Callable, challenge: Callable
) -> None:
    root = challenge("one", "conflictology")
    for more in ((), ("--json",)):
        said = karski("evaluate", "--challenge", root, "--baseline", "zzz", *more)
        assert said.code == 1
        assert "no one submission named 'zzz' was scored" in said.err
    assert not BOARD.exists()


def test_with_its_baseline_a_submission_is_compared(
    karski: Callable, challenge: Callable
) -> None:
    said = karski("evaluate", "--challenge", challenge("one", "bm_conflictology"))
    assert "Beside bm_conflictology" in said.out
    assert "Nothing is compared" not in said.out
