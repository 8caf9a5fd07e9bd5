from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.errors import UnknownNameError
from karski.forecasts import export

SLOVAKIA, HUNGARY, SOVIET_ONLY = 317, 310, 315  # the last: Czechoslovakia, to 1992
MONTHS = np.array([457, 458], np.int32)
DRAWS = np.arange(8, dtype=np.int32).reshape(2, 2, 2)


def test_draws_lie_under_the_challenges_own_numbers() -> None:
    places = np.array([HUNGARY, SLOVAKIA], np.int32)
    table = export.submission(places, MONTHS, DRAWS, "views")
    ids = {HUNGARY: 100, SLOVAKIA: 102}
    for place, number in ids.items():
        row = places.tolist().index(place)
        rows = table.filter(country_id=number)
        assert rows.select("month_id", "draw", "outcome").rows() == [
            (month, draw, DRAWS[row, step, draw])
            for step, month in enumerate(MONTHS)
            for draw in range(2)
        ]


def test_a_place_the_challenge_does_not_know_is_refused() -> None:
    places = np.array([HUNGARY, SOVIET_ONLY], np.int32)
    with pytest.raises(UnknownNameError, match=r"Czechoslovakia \(315\)"):
        export.submission(places, MONTHS, DRAWS, "views")


def test_other_series_keep_the_number_of_the_state() -> None:
    places = np.array([HUNGARY, SOVIET_ONLY], np.int32)
    table = export.submission(places, MONTHS, DRAWS, "number")
    assert table["country_id"].unique().sort().to_list() == [HUNGARY, SOVIET_ONLY]


def test_a_window_is_one_file_in_the_challenges_layout(tmp_path: Path) -> None:
    table = export.submission(np.array([HUNGARY, SLOVAKIA]), MONTHS, DRAWS, "views")
    file = export.write_submission(tmp_path, "made", 2018, table)
    expected = "made/cm/window=Y2018/made_cm_2018.parquet"
    assert file.relative_to(tmp_path).as_posix() == expected
    back = pl.read_parquet(file)
    assert back.columns == ["month_id", "country_id", "draw", "outcome"]
    assert back.equals(table)


def test_outcomes_lie_under_the_same_numbers() -> None:
    happened = pl.DataFrame({"place": [SLOVAKIA], "month": [457], "deaths_total": [3]})
    table = export.actuals(happened, "deaths_total", "views")
    assert table.rows(named=True) == [
        {"month_id": 457, "country_id": 102, "outcome": 3}
    ]
