from pathlib import Path

import numpy as np
import polars as pl
import pytest

from karski.core.errors import MissingDataError, UnknownNameError
from karski.core.months import month_id
from karski.forecasts import export
from karski.forecasts._forecast import Forecast, Manifest

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


def test_rows_lie_by_month_country_and_draw_from_0() -> None:
    places = np.array([SLOVAKIA, HUNGARY], np.int32)
    table = export.submission(places, MONTHS, DRAWS, "views")
    assert table.select("month_id", "country_id", "draw").rows() == [
        (month, country, draw)
        for month in MONTHS
        for country in (100, 102)
        for draw in (0, 1)
    ]


def forecast(origin: int, steps: int) -> Forecast:
    manifest = Manifest(
        model="made",
        target="deaths_total",
        origin=origin,
        steps=steps,
        size=2,
        seed=1,
        joint=True,
        data=(),
        version="0",
        software="0",
    )
    draws = np.arange(2 * steps * 2, dtype=np.int32).reshape(2, steps, 2)
    return Forecast(manifest, np.array([HUNGARY, SLOVAKIA], np.int32), draws)


@pytest.mark.parametrize(
    ("origin", "steps", "years"),
    [
        (456, 12, [2018]),  # from December 2017
        (454, 14, [2018]),
        (456, 36, [2018, 2019, 2020]),
        (454, 36, [2018, 2019]),
        (457, 36, [2019, 2020]),
    ],
)
def test_whole_calendar_years_of_a_forecast_are_windows(
    tmp_path: Path, origin: int, steps: int, years: list[int]
) -> None:
    drawn = forecast(origin, steps)
    files = export.write_forecast(tmp_path, drawn, "views")
    assert [file.relative_to(tmp_path).as_posix() for file in files] == [
        f"made/cm/window=Y{year}/made_cm_{year}.parquet" for year in years
    ]
    for year, file in zip(years, files, strict=True):
        first = month_id(year, 1)
        at = first - origin - 1
        expected = export.submission(
            drawn.places,
            np.arange(first, first + 12, dtype=np.int32),
            drawn.draws[:, at : at + 12],
            "views",
        )
        assert pl.read_parquet(file, hive_partitioning=False).equals(expected)


@pytest.mark.parametrize(("origin", "steps"), [(456, 11), (457, 22), (450, 17)])
def test_a_forecast_without_a_whole_year_is_not_exported(
    tmp_path: Path, origin: int, steps: int
) -> None:
    with pytest.raises(MissingDataError, match="no whole calendar year"):
        export.write_forecast(tmp_path, forecast(origin, steps), "views")
    assert list(tmp_path.iterdir()) == []
