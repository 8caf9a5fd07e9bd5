"""Skill of yearly risks on real data: the Early Warning Project's beside Karski's."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path

import polars as pl

from benchmarks import _onset
from benchmarks._benchmark import Benchmark
from benchmarks._measure import Say
from karski.evaluation.onset_cases import TARGETS, History, history
from karski.evaluation.onset_evaluation import Evaluation, Forecaster, evaluate
from karski.evaluation.onset_file import Risks, read_risks
from karski.evaluation.onset_scores import CLUSTERS, SCORES
from karski.forecasts.onset.risks import risks
from karski.panel._panel import Panel
from karski.panel.onset import PREDICTORS
from karski.sources._snapshot import find_data

PEERS = ("FOOSforecasts_3Sep2025.csv", "peer_forward_1yr.csv")  # of two years, of one
PEER, ELASTIC_NET, BLEND = "peer (R)", "elastic net", "blend"
NAMES = ("log loss", "Brier", "AUC", "AP", "recall@30", "obs./exp.")
SHORT = dict(zip(SCORES, NAMES, strict=True))
DIGITS = 5  # of a difference
ENDS = ("low", "high")


def table(say: Say, files: Sequence[Path] = ()) -> pl.DataFrame:
    """Score on the three targets; the blend's risks come from files, if given.

    Parameters
    ----------
    say : callable
    files : sequence of Path
        Exports of a back-test: risks of two years, then perhaps of one.
    """
    folder = find_data()
    peers = [folder / "ewp2025" / name for name in PEERS] if folder else []
    if not peers or not all(file.is_file() for file in peers):
        absent = "not run: no ewp2025 in ./data, ../shared/data or KARSKI_DATA"
        return pl.DataFrame({"target": [absent]})
    panel, _ = _onset.panel()
    past, peer = history(panel.frame, PREDICTORS), Forecaster(*map(read_risks, peers))
    made = {ELASTIC_NET: _elastic_net(panel, say)}
    if files:
        made[BLEND] = Forecaster(*map(read_risks, files))
    say("scoring", 2, 3)
    return _scores(past, peer, made)


def _elastic_net(panel: Panel, say: Say) -> Forecaster:
    found = []
    for done, horizon in enumerate((2, 1)):
        say(f"forecasting {horizon} years ahead", done, 3)
        question = replace(_onset.ELASTIC_NET, horizon=horizon)
        made = risks(question, panel, _onset.ORIGINS).with_columns(pl.col("year") + 1)
        found.append(Risks(ELASTIC_NET, made.select("place", "year", "risk")))
    return Forecaster(*found)


def _scores(
    past: History, peer: Forecaster, made: Mapping[str, Forecaster]
) -> pl.DataFrame:
    """Return a row for each target, score and forecast.

    A forecast of two years only is not scored on the target ``1yr``.
    """
    tables = [_rows(PEER, evaluate(past, peer))]
    tables += [_rows(name, evaluate(past, one, peer)) for name, one in made.items()]
    found = pl.concat(tables)
    one_year = [name for name, one in {PEER: peer, **made}.items() if one.one_year]
    key = {"target": TARGETS, "score": NAMES, "forecast": (PEER, *made)}
    rows = pl.DataFrame(product(*key.values()), schema=[*key], orient="row")
    asked = rows.filter(
        (pl.col("target") != "1yr") | pl.col("forecast").is_in(one_year)
    )
    return asked.join(found, on=[*key], how="left", maintain_order="left")


def _rows(forecast: str, found: Evaluation) -> pl.DataFrame:
    return pl.concat(
        scored.figures.select(
            pl.col("score").replace_strict(SHORT),
            pl.lit(scored.target.name).alias("target"),
            pl.lit(forecast).alias("forecast"),
            pl.col("ours").alias("value"),
            *_outer("ours", ""),
            pl.col("difference").round(DIGITS),
            *(each.round(DIGITS) for each in _outer("difference", "difference_")),
        )
        for scored in found.scored
    )


def _outer(name: str, prefix: str) -> list[pl.Expr]:
    """Return the outer ends of the intervals by country and by year."""
    low, high = ([f"{name}_{end}_by_{each}" for each in CLUSTERS] for end in ENDS)
    return [
        pl.min_horizontal(low).fill_nan(None).alias(f"{prefix}low"),
        pl.max_horizontal(high).fill_nan(None).alias(f"{prefix}high"),
    ]


BENCHMARK = Benchmark(
    title=(
        "Skill of yearly risks of a new mass killing, 1994-2024: each score, and its"
        " difference from the peer's, with the outer ends of 95 % intervals by country"
        " and by year"
    ),
    target=(
        "the blend on 2yr: log loss at most .0656, Brier .0142; AUC at least .84,"
        " average precision .095; its rows are filled from --with FILE"
    ),
    table=table,
    beside=table,
)
