import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.cli import run as main_job

WORDS = ("--target", "deaths_state_based")


def test_a_country_is_told_with_its_past_and_its_chances(
    karski: Callable, folder: Path
) -> None:
    said = karski("explain", "Slovakia", *WORDS, "--data", folder, "--json")
    document = json.loads(said.out)
    counts = pl.read_csv(folder / "cm_ged_sb_2005_2016.csv").filter(country_id=102)
    year = counts.filter(pl.col("month_id") > 432)["ged_sb"]
    assert document["past_years"][0] == {
        "months": "2016-01 to 2016-12",
        "deaths": year.sum(),
    }
    assert document["rests_on"]["months_with_deaths_of_12"] == (year > 0).sum()
    assert [(row["months"], row["threshold"]) for row in document["chances"]] == [
        (months, threshold) for months in (3, 6, 12) for threshold in (25, 100, 1000)
    ]
    assert document["record"] == []


def test_past_misses_come_first(
    karski: Callable, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_job, "FIRST_YEAR", 2014)
    karski("run", "--data", folder)
    said = karski("explain", "svk", *WORDS, "--data", folder, "--json")
    record = json.loads(said.out)["record"]
    misses = [
        abs(row["probability"] - (row["total"] >= row["threshold"])) for row in record
    ]
    assert len(record) == 3
    assert misses == sorted(misses, reverse=True)
    told = karski("explain", "svk", *WORDS, "--data", folder)
    assert "the worst first" in told.out


def test_a_country_that_is_none_suggests_its_neighbour(karski: Callable) -> None:
    said = karski("explain", "Slovakai")
    assert said.code == 1
    assert "did you mean 'Slovakia'?" in said.err


def test_a_country_that_the_series_lacks_is_told(
    karski: Callable, folder: Path
) -> None:
    said = karski("explain", "Brazil", *WORDS, "--data", folder)
    assert said.code == 1
    assert "Brazil is not among the states of views_challenge in 2016-12" in said.err
