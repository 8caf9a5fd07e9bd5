"""Skill on real data: the ViEWS challenge's leaderboard, Karski's models in it."""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import polars as pl

from benchmarks._benchmark import Benchmark
from benchmarks._measure import FailedSideError, Say
from karski.sources._snapshot import find_data

WINDOWS = ("2018", "2019", "2020", "2021")
MODELS = ("conflictology", "karski")
BASELINE = "conflictology"
COMMAND = "from karski.cli import main; main()"
SCORES = ("crps", "ign", "mis")


def table(say: Say) -> pl.DataFrame:
    """Forecast the four windows from what was known, and rank with the published."""
    data = find_data()
    challenge = data / "views_challenge" if data else None
    if challenge is None or not challenge.is_dir():
        absent = "not run: no views_challenge in ./data, ../shared/data or KARSKI_DATA"
        return pl.DataFrame({"submission": [absent]})
    with TemporaryDirectory() as folder:
        say("forecasting 2018-2021", 0, 2)
        _karski(*_backtest(challenge, Path(folder)))
        say("scoring all submissions", 1, 2)
        scores = _karski("evaluate", "--challenge", challenge, "--with", folder)
    return _ranked(pl.DataFrame(scores))


def _backtest(challenge: Path, folder: Path) -> list[str | Path]:
    return [
        *("backtest", "--target", "deaths_state_based", "--data", challenge),
        *("--windows", ",".join(WINDOWS), "--models", ",".join(MODELS)),
        *("--export", folder),
    ]


def _karski(*arguments: str | Path) -> Any:  # noqa: ANN401 -- JSON is anything
    """Run a verb of the command line and return what it prints for machines."""
    done = subprocess.run(
        [sys.executable, "-c", COMMAND, *arguments, "--json"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = done.stderr.strip() or "no word"
        raise FailedSideError(f"karski {arguments[0]}: {said.splitlines()[-1]}")
    return json.loads(done.stdout)


def _ranked(scores: pl.DataFrame) -> pl.DataFrame:
    """Return CRPS by window, the windows' means, and the CRPS beside the baseline's."""
    wide = scores.pivot("window", index="submission", values="crps").rename(
        lambda name: name.replace("Y", "crps_")
    )
    means = scores.group_by("submission").agg(
        *(pl.col(name).mean() for name in SCORES), pl.col("draws").min()
    )
    ranked = wide.join(means, on="submission").sort("crps")
    baseline = ranked.filter(pl.col("submission") == BASELINE)["crps"].item()
    return ranked.with_columns(crps_ratio=pl.col("crps") / baseline)


BENCHMARK = Benchmark(
    title="ViEWS prediction challenge 2018-2021, deaths in state-based conflict",
    target="mean CRPS at most 29.05, and better than conflictology in each window",
    table=table,
)
