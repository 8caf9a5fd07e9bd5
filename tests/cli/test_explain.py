import json
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from karski.cli import _explain_onset, _stock
from karski.core.months import month_id
from karski.core.workspace import Workspace
from karski.evaluation import kept_scores
from karski.evaluation.exceedance import SUMS
from karski.forecasts.onset import issue, store
from karski.forecasts.onset._question import Question

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
        made_from = kept_scores.key(series) if key is None else key
        kept_scores.keep_scores(where, "deaths_state_based", sums(), sums(), made_from)
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


# -- where a new mass killing may begin -----------------------------------------------


@pytest.fixture
def both(folder: Path, onset_folder: Callable) -> Path:
    """A folder with deaths and with onsets."""
    for file in onset_folder().iterdir():
        file.rename(folder / file.name)
    return folder


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, one_processor: None) -> tuple[str, ...]:
    """Ask of onsets what takes seconds; return the words that issue it."""
    few = partial(issue.manifest_of, draws=2)
    monkeypatch.setattr(issue, "manifest_of", few)
    asked = partial(Question, "onset_elastic_net")
    monkeypatch.setattr(_explain_onset, "Question", asked)
    return ("onset", "forecast", "--model", "onset_elastic_net")


def test_an_issued_forecast_of_onsets_ends_the_explanation(
    karski: Callable, both: Path, quick: tuple[str, ...]
) -> None:
    karski(*quick, "--data", both)
    words = ("Mali", *quick[2:], "--data", both)
    alone = karski("onset", "explain", *words)
    said = karski("explain", "Mali", *WORDS, "--data", both)
    assert said.code == 0, said.err
    last = said.out.split("Where a new mass killing may begin:")[1]
    assert last.split() == alone.out.split()
    document = json.loads(karski("onset", "explain", *words, "--json").out)
    told = json.loads(karski("explain", "mli", *WORDS, "--data", both, "--json").out)
    assert told["onset"] == document
    assert told["onset_lacking"] is None


@pytest.mark.usefixtures("quick")
def test_none_is_issued_to_explain_and_the_verb_that_does_is_named(
    karski: Callable, both: Path
) -> None:
    said = karski("explain", "Mali", *WORDS, "--data", both)
    assert said.code == 0
    assert said.out.rstrip().endswith(
        "no forecast has been issued from these data; `karski onset explain MLI` makes"
        " one and tells it."
    )
    assert list(store.issued(Workspace.at(None))) == []
    told = json.loads(karski("explain", "mli", *WORDS, "--data", both, "--json").out)
    assert (told["onset"], told["onset_lacking"]) == (None, None)


def test_one_issued_from_other_data_is_not_told(
    karski: Callable, both: Path, quick: tuple[str, ...]
) -> None:
    karski(*quick, "--data", both)
    prepared = both / "prepared.csv"
    prepared.write_text(prepared.read_text() + "\n")
    said = karski("explain", "Mali", *WORDS, "--data", both)
    assert "no forecast has been issued from these data" in said.out


def test_a_country_without_a_risk_of_onset_says_why(
    karski: Callable, both: Path, quick: tuple[str, ...]
) -> None:
    karski(*quick, "--data", both)
    told = json.loads(karski("explain", "svk", *WORDS, "--data", both, "--json").out)
    assert told["onset"] is None
    assert told["onset_lacking"] == (
        "Slovakia is not among the 24 countries forecast from 2013"
    )


def test_without_data_on_onsets_it_says_what_to_import(
    karski: Callable, folder: Path
) -> None:
    said = karski("explain", "Slovakia", *WORDS, "--data", folder)
    assert said.code == 0
    last = said.out.rstrip().splitlines()[-1]
    assert last.startswith("  not forecast: no country-years of mass killing are at")
