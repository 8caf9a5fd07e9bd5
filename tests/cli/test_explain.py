import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.cli import _scoring, _stock
from karski.core.months import month_id
from karski.core.workspace import Workspace
from karski.evaluation.exceedance import SUMS

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


# (year, probability, deaths): what was said each December of the year that followed
SAID = [
    (2009, 0.2, 50.0),
    (2010, 0.7, 300.0),
    (2011, 0.9, 10.0),
    (2012, 0.45, 4000.0),
    (2013, 0.6, 0.0),
    (2014, 0.01, 150.0),
    (2015, 0.0, 0.0),
]


def sums() -> pl.DataFrame:
    rows = [
        {
            "model": "karski",
            "target": "deaths_state_based",
            "origin": month_id(year - 1, 12),
            "place": 317,
            "months": 12,
            "threshold": 100,
            "probability": probability,
            "draws": 1000,
            "total": total,
            "event": total >= 100,
            "past_year": 0.0,
        }
        for year, probability, total in SAID
    ]
    return pl.DataFrame(rows, schema=SUMS)


@pytest.fixture
def keep(karski: Callable, folder: Path) -> Callable:
    """Keep a record of past forecasts, made from these data unless a key is given."""

    def kept(key: str | None = None) -> Path:
        place = Workspace.at(None)
        series = _stock.gather(place, folder).series("deaths_state_based")
        where = place.exports / "scores"
        made_from = _scoring.key(series) if key is None else key
        _scoring.keep_scores(where, "deaths_state_based", sums(), sums(), made_from)
        return where

    return kept


def record(karski: Callable, folder: Path) -> list[dict]:
    said = karski("explain", "svk", *WORDS, "--data", folder, "--json")
    found: list[dict] = json.loads(said.out)["record"]
    return found


def test_deaths_thought_unlikely_come_first_then_false_alarms(
    karski: Callable, folder: Path, keep: Callable
) -> None:
    keep()
    found = record(karski, folder)
    assert [row["origin"] for row in found] == [
        *("2011-12", "2013-12"),  # 4,000 and 150 killed, at a chance below one half
        *("2010-12", "2012-12"),  # false alarms, the surest first
        *("2008-12", "2009-12", "2014-12"),
    ]
    assert found[0] == {
        "origin": "2011-12",
        "threshold": 100,
        "probability": 0.45,
        "total": 4000.0,
    }
    told = karski("explain", "svk", *WORDS, "--data", folder)
    assert "What it would have said before (largest misses first):" in told.out


def test_a_record_made_from_other_data_is_not_told(
    karski: Callable, folder: Path, keep: Callable
) -> None:
    keep("other data or code")
    assert record(karski, folder) == []


@pytest.mark.parametrize("name", ["_sums.parquet", ".json"])
@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b"[]", b"{}"])
def test_a_record_that_is_not_as_written_is_not_told(
    karski: Callable, folder: Path, keep: Callable, name: str, content: bytes | None
) -> None:
    file = keep() / f"deaths_state_based{name}"
    if content is None:
        file.unlink()
    else:
        file.write_bytes(content)
    told = karski("explain", "svk", *WORDS, "--data", folder)
    assert told.code == 0
    assert "No back-test is at hand" in told.out


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
