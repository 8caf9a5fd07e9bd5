import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from karski.cli import run as main_job


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
    process = subprocess.Popen(  # noqa: S603 -- our own command, spelled out above
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
