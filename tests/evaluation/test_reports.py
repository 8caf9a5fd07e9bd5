"""Reports by group, always beside a baseline and with an interval."""

import numpy as np
import polars as pl
import pytest

from karski.core.errors import MissingDataError
from karski.evaluation.reports import (
    GROUPS,
    LEVEL_NAMES,
    by_groups,
    report,
    with_groups,
)

PLACES = (2, 20, 40, 41)


def scores(gain: float = 1.0) -> pl.DataFrame:
    random = np.random.default_rng(0)
    rows = [
        {
            "model": model,
            "target": "deaths_total",
            "origin": 12 * year,
            "place": place,
            "step": step,
            "year": 1980 + year,
            "past_year": float(place),
            "crps": level - (gain * random.uniform(0.5, 1.5) if model == "ours" else 0),
        }
        for year in (30, 31, 32)
        for place in PLACES
        for step in (1, 2)
        for level in [place + step + random.random()]
        for model in ("ours", "conflictology")
    ]
    return pl.DataFrame(rows)


def table(by: tuple[str, ...] = (), data: pl.DataFrame | None = None) -> pl.DataFrame:
    found = scores() if data is None else data
    return report(found, "ours", "conflictology", by=by, metrics=("crps",))


def test_all_together() -> None:
    (row,) = table().rows(named=True)
    means = dict(scores().group_by("model").agg(pl.col("crps").mean()).iter_rows())
    assert row["ours"] == pytest.approx(means["ours"])
    assert row["baseline"] == pytest.approx(means["conflictology"])
    assert row["change"] == pytest.approx(row["ours"] / row["baseline"] - 1)
    assert row["low"] <= row["change"] <= row["high"]
    assert (row["cases"], row["clusters"]) == (24, 4)
    assert row["verdict"].startswith("better than conflictology by")


@pytest.mark.parametrize(
    ("by", "groups"),
    [(("year",), 3), (("step",), 2), (("place",), 4), (("year", "step"), 6)],
)
def test_each_group_is_compared_alone(by: tuple[str, ...], groups: int) -> None:
    found = table(by)
    assert len(found) == groups
    assert found.select(by).rows() == sorted(found.select(by).rows())
    first = dict(zip(by, found.select(by).row(0), strict=True))
    part = scores().filter(**first)
    ours = part.filter(pl.col("model") == "ours")["crps"].mean()
    assert found["ours"][0] == pytest.approx(ours)
    assert found["cases"].sum() == 24


def test_one_country_is_compared_over_its_years() -> None:
    assert set(table(("place",))["clusters"]) == {3}


def test_only_cases_that_both_have_are_compared() -> None:
    lacking = scores().filter((pl.col("model") == "ours") | (pl.col("place") != 41))
    assert table(data=lacking)["cases"].item() == 18


def test_nothing_in_common_is_refused() -> None:
    with pytest.raises(MissingDataError, match="ours and nobody have no forecast"):
        report(scores(), "ours", "nobody", metrics=("crps",))


def test_regions_and_levels_of_violence_can_be_grouped_by() -> None:
    levels = {2: 0.0, 20: 24.0, 40: 25.0, 41: 1000.0}
    grouped = with_groups(
        scores().with_columns(past_year=pl.col("place").replace_strict(levels))
    )
    found = dict(grouped.select("place", "violence").unique().iter_rows())
    assert found == {
        2: LEVEL_NAMES[0],
        20: LEVEL_NAMES[1],
        40: LEVEL_NAMES[2],
        41: LEVEL_NAMES[4],
    }
    regions = dict(grouped.select("place", "region").unique().iter_rows())
    assert regions[2] == regions[20] == "Northern America"
    assert regions[40] == regions[41] == "Caribbean"
    by_level = table(("violence",), grouped)
    assert by_level["violence"].to_list() == [
        *(LEVEL_NAMES[0], LEVEL_NAMES[1], LEVEL_NAMES[2], LEVEL_NAMES[4]),
    ]


def test_unknown_past_years_have_no_level() -> None:
    grouped = with_groups(scores().with_columns(past_year=pl.lit(None, pl.Float64)))
    assert grouped["violence"].null_count() == len(grouped)


def test_countries_and_regions_are_named_and_windows_are_years() -> None:
    found = by_groups(scores(), "conflictology", metrics=("crps",))
    assert list(found) == list(GROUPS)
    assert found["window"]["window"].to_list() == ["Y2010", "Y2011", "Y2012"]
    assert found["step"]["step"].to_list() == [1, 2]
    assert found["country"]["country"].to_list() == [
        *("Canada", "Cuba", "Haiti", "United States"),
    ]
    assert found["country"]["clusters"].to_list() == [3] * 4  # years
    assert found["region"]["region"].to_list() == ["Caribbean", "Northern America"]
    assert found["violence"]["violence"].to_list() == [*LEVEL_NAMES[1:3]]
    by_number = table(("place",)).sort("place")
    by_name = found["country"].with_columns(
        place=pl.col("country").replace_strict(
            {"United States": 2, "Canada": 20, "Cuba": 40, "Haiti": 41}
        )
    )
    assert by_name.sort("place")["ours"].to_list() == by_number["ours"].to_list()


def test_without_the_baseline_or_another_model_there_are_no_groups() -> None:
    alone = scores().filter(pl.col("model") == "ours")
    assert by_groups(alone, "conflictology") == {}
    assert by_groups(alone, "ours") == {}
