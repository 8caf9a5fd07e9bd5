import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import polars as pl
import pytest

from karski.briefings.edition import _of_onsets
from karski.cli import _run_onset
from karski.cli import run as main_job
from karski.evaluation import onset_past
from karski.forecasts.onset import issue
from karski.forecasts.onset._question import Question


def test_a_run_forecasts_what_the_data_allow_and_says_what_they_lack(
    karski: Callable, folder: Path
) -> None:
    said = karski("run", "--data", folder, "--no-backtest", "--json")
    document = json.loads(said.out)
    assert [each["target"] for each in document["forecasts"]] == ["deaths_state_based"]
    assert set(document["lacking"]) == {
        "deaths_civilians",
        "deaths_total",
        "deaths_non_state",
        "deaths_one_sided",
        "mk_onset",
    }
    (forecast,) = document["forecasts"]
    assert len(forecast["highest"]) == 10
    chances = [row["probability"] for row in forecast["highest"]]
    assert chances == sorted(chances, reverse=True)


def test_a_second_run_makes_nothing_new(karski: Callable, folder: Path) -> None:
    words = ("run", "--data", folder, "--no-backtest", "--json")
    first, second = (json.loads(karski(*words).out) for _ in range(2))
    assert [f["new"] for f in first["forecasts"]] == [True]
    assert [f["new"] for f in second["forecasts"]] == [False]
    assert [each["edition"]["new"] for each in (first, second)] == [True, False]
    assert first["edition"]["identity"] == second["edition"]["identity"]


def test_a_run_scores_the_past_beside_conflictology(
    karski: Callable, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(main_job, "FIRST_YEAR", 2016)
    said = karski("run", "--data", folder, "--json")
    (scored,) = json.loads(said.out)["backtests"]
    assert [row["metric"] for row in scored["months"]] == [
        "crps",
        "ign",
        "mis",
        "crps_log1p",
    ]
    assert all("conflictology" in row["verdict"] for row in scored["months"])
    assert [row["nominal"] for row in scored["intervals"]] == [0.5, 0.8, 0.9]
    assert Path("workspace/exports/scores/deaths_state_based_months.parquet").exists()


def test_without_data_the_simulated_world_stands_in_and_says_so(
    karski: Callable,
) -> None:
    said = karski("forecast", "--model", "conflictology")
    assert said.code == 0
    assert "SIMULATED WORLD" in said.err
    assert "no download" in said.err
    said = karski("forecast", "--model", "conflictology", "--json")
    assert json.loads(said.out)["simulated"] is True


def test_a_folder_without_known_files_is_told(karski: Callable, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    said = karski("run", "--data", tmp_path / "empty")
    assert said.code == 1
    assert "holds no file of a source that Karski knows" in said.err


def test_a_bad_file_is_refused_and_the_rest_goes_on(
    karski: Callable, folder: Path
) -> None:
    bad = folder / "cm_ged_sb_broken.csv"
    bad.write_text("month_id,country_id,name,ged_sb\n301,41,-,-5\n")
    said = karski("run", "--data", folder, "--no-backtest", "--json")
    assert said.code == 0
    assert "Refused: cm_ged_sb_broken.csv" in said.err
    assert "-5" in said.err


def test_ctrl_c_leaves_nothing_half_written_and_says_how_to_go_on(
    folder: Path, tmp_path: Path
) -> None:
    words = [sys.executable, "-c", "from karski.cli import main; main()"]
    words += ["run", "--data", str(folder), "--workspace", str(tmp_path / "w")]
    process = subprocess.Popen(
        words,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    while not (tmp_path / "w" / "readings").exists() and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, error = process.communicate(timeout=120)
    assert process.returncode == 1
    assert "Nothing is half written; the same command goes on from here." in error
    assert "Traceback" not in error
    drafts = [path for path in (tmp_path / "w").rglob("*") if ".draft" in path.name]
    assert drafts == []


def test_help_lists_every_verb_with_a_line(karski: Callable) -> None:
    said = karski("--help")
    assert said.code == 0
    for verb in ("run", "data", "panel", "forecast", "backtest", "evaluate"):
        assert f" {verb} " in said.out


def test_wrong_usage_exits_with_2(karski: Callable) -> None:
    assert karski("forecats").code == 2


# -- onsets ---------------------------------------------------------------------------


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch, one_processor: None) -> None:
    """Forecast onsets by the quick model, with two draws, and score few years."""
    few = partial(issue.manifest_of, draws=2)
    monkeypatch.setattr(issue, "manifest_of", few)
    asked = partial(Question, "onset_elastic_net")
    monkeypatch.setattr(_run_onset, "Question", asked)
    monkeypatch.setattr(_of_onsets, "Question", asked)
    monkeypatch.setattr(onset_past, "FIRST", 2011)
    monkeypatch.setattr(_run_onset, "FIRST", 2011)


@pytest.mark.usefixtures("quick")
def test_onsets_alone_are_forecast_and_scored_and_deaths_say_what_they_lack(
    karski: Callable, onset_folder: Callable
) -> None:
    words = ("run", "--data", onset_folder())
    said = karski(*words)
    assert said.code == 0, said.err
    for sentence in (
        "Where a new mass killing may begin",
        "The risk of a new mass killing in 2014 or 2015, by onset_elastic_net",
        "How the same model did on the past: an onset in the forecast year or the"
        " next, 2011-2012",
        "Not forecast: deaths_civilians. nothing at hand gives deaths_civilians",
    ):
        assert sentence in " ".join(said.out.split())
    assert "No forecast for Chad: its data of 2013 lack population" in said.err
    document = json.loads(karski(*words, "--json").out)
    assert document["forecasts"] == []
    assert document["onsets"]["new"] is False
    assert document["onsets"]["scores"]["targets"]["2yr"]["first"] == 2011
    assert len(document["onsets"]["risks"]) == 24


@pytest.mark.usefixtures("quick")
def test_deaths_and_onsets_are_forecast_together_once(
    karski: Callable, folder: Path, onset_folder: Callable
) -> None:
    for file in onset_folder().iterdir():
        file.rename(folder / file.name)
    words = ("run", "--data", folder, "--no-backtest", "--json")
    first, second = (json.loads(karski(*words).out) for _ in range(2))
    for document, new in ((first, True), (second, False)):
        assert [each["new"] for each in document["forecasts"]] == [new]
        assert document["onsets"]["new"] is new
        assert "scores" not in document["onsets"]
        assert "mk_onset" not in document["lacking"]
    assert first["onsets"]["risks"] == second["onsets"]["risks"]


def test_deaths_alone_say_why_no_onset_is_forecast(
    karski: Callable, folder: Path
) -> None:
    words = ("run", "--data", folder, "--no-backtest")
    said = karski(*words)
    assert "Not forecast: mk_onset. no country-years of mass killing are" in said.out
    document = json.loads(karski(*words, "--json").out)
    assert "onsets" not in document
    assert document["lacking"]["mk_onset"].startswith("no country-years of mass")


@pytest.mark.usefixtures("quick")
def test_where_nothing_can_be_forecast_both_reasons_are_told(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(lambda table: table.with_columns(mk_onset=pl.lit(0.0)))
    said = karski("run", "--data", folder)
    assert said.code == 1
    assert "nothing at hand gives deaths_civilians" in said.err
    assert "ends in an onset (mk_onset); there is nothing to learn from" in said.err


@pytest.mark.usefixtures("quick")
def test_onsets_that_end_too_early_are_forecast_but_not_scored(
    karski: Callable, onset_folder: Callable
) -> None:
    folder = onset_folder(lambda table: table.filter(pl.col("year") <= 1993))
    said = karski("run", "--data", folder)
    assert said.code == 0, said.err
    assert "Issued: " in said.out
    assert "Not scored: `mk_onset` ends 1993; forecasts of 2011 and later" in said.out
    document = json.loads(karski("run", "--data", folder, "--json").out)
    assert "scores" not in document["onsets"]


@pytest.mark.usefixtures("quick")
def test_onsets_that_begin_late_are_scored_from_when_they_can_be(
    karski: Callable, onset_folder: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(onset_past, "FIRST", 1994)
    folder = onset_folder(
        lambda table: table.filter(pl.col("year").is_between(1990, 2000))
    )
    document = json.loads(karski("run", "--data", folder, "--json").out)
    assert document["onsets"]["scores"]["targets"]["2yr"]["first"] == 1998
