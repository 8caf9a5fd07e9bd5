"""The figures of the Early Warning Project's forecasts, from its own files."""

from pathlib import Path

import polars as pl
import pytest

from karski.evaluation.onset_cases import History, cases, history
from karski.evaluation.onset_evaluation import Evaluation, Forecaster, evaluate
from karski.evaluation.onset_file import passed_over, read_risks
from karski.sources import ewp_predictors
from karski.sources._source import load

PREDICTORS = [
    column.name
    for column in ewp_predictors.COLUMNS
    if not column.ahead_years and column.name != "mk_onset"
]
# log loss, Brier, AUC, average precision, recall at 30, observed / expected
PUBLISHED = {
    "2yr": (0.0693, 0.01449, 0.832, 0.060, 0.694, 0.60),
    "1yr": (None, None, 0.844, 0.034, 0.718, None),
    "ewp": (None, None, 0.825, None, 0.692, None),
}
MEASURED = {
    "2yr": (0.06932, 0.014493, 0.83170, 0.06014, 50 / 72, 0.5955),
    "1yr": (0.04154, 0.007667, 0.84391, 0.03410, 28 / 39, 0.5538),
    "ewp": (0.05048, 0.008605, 0.82522, 0.03057, 27 / 39, 0.2858),
}
HALF_A_DIGIT = (5e-5, 5e-6, 5e-4, 5e-4, 5e-4, 5e-3)


@pytest.fixture(scope="module")
def ewp(data: Path) -> Path:
    folder = data / "ewp2025"
    if not folder.is_dir():
        pytest.skip(f"{data} holds no ewp2025, the Early Warning Project's files")
    return folder


@pytest.fixture(scope="module")
def past(ewp: Path) -> History:
    file = ewp / "prepared2024predictors-2025-09-03.csv"
    return history(load(ewp_predictors.SOURCE, file).frame, PREDICTORS)


@pytest.fixture(scope="module")
def peer(ewp: Path) -> Forecaster:
    return Forecaster(
        read_risks(ewp / "FOOSforecasts_3Sep2025.csv"),
        read_risks(ewp / "peer_forward_1yr.csv"),
    )


@pytest.fixture(scope="module")
def found(past: History, peer: Forecaster) -> Evaluation:
    return evaluate(past, peer)


@pytest.mark.parametrize("number", range(3))
def test_every_published_figure_to_its_last_digit(
    found: Evaluation, number: int
) -> None:
    scored = found.scored[number]
    ours = scored.figures["ours"].to_list()
    published = PUBLISHED[scored.target.name]
    for value, expected, half in zip(ours, published, HALF_A_DIGIT, strict=True):
        assert expected is None or value == pytest.approx(expected, abs=half)
    assert ours == pytest.approx(MEASURED[scored.target.name], rel=2e-4)


def test_rows_and_onsets(found: Evaluation) -> None:
    counts = [
        (each.target.name, each.country_years, each.onsets, each.first, each.last)
        for each in found.scored
    ]
    assert counts == [
        ("2yr", 4864, 72, 1994, 2023),
        ("1yr", 5032, 39, 1994, 2024),
        ("ewp", 5032, 39, 1994, 2024),
    ]


def test_what_must_be_forecast_is_what_the_peer_forecasts(
    past: History, peer: Forecaster
) -> None:
    assert past.required.equals(peer.two_years.frame.select("place", "year"))
    assert passed_over(peer.two_years, past) == ""


def test_the_union_and_its_ranks_are_the_peers_own(
    ewp: Path, past: History, peer: Forecaster
) -> None:
    file = ewp / "FOOSforecasts_3Sep2025.csv"
    theirs = (
        pl.read_csv(file, null_values="NA", infer_schema_length=None)
        .drop_nulls("maxrisk2")
        .sort("year", "ccode")
    )
    ours = cases("ewp", past, peer.two_years.frame)
    assert ours["risk"].to_list() == pytest.approx(theirs["maxrisk2"].to_list())
    key = ["year", "risk"]
    ranks = [
        table.sort(key)["rank"].to_list()
        for table in (
            ours,
            theirs.rename({"maxrisk2": "risk", "minrank2": "rank"}),
        )
    ]
    assert ranks[0] == ranks[1]
    listed = ours.filter(outcome=1)["listed"]
    assert (listed.sum(), len(listed)) == (27, 39)


def test_the_worst_miss_and_the_highest_false_alarm(found: Evaluation) -> None:
    columns = ["country", "year", "rank", "ranked"]
    assert found.misses.select(columns).row(0) == ("Libya", 2011, 98, 165)
    assert found.false_alarms.select(columns).row(0) == ("Afghanistan", 1994, 1, 155)


def test_the_copy_of_its_run_is_the_same_forecast(
    ewp: Path, past: History, peer: Forecaster
) -> None:
    run = Forecaster(read_risks(ewp / "peer_forward_2yr.csv"))
    beside = evaluate(past, run, peer).scored[0]
    assert beside.figures["verdict"].to_list() == [
        *["the same"] * 5,
        "expects more onsets than came",
    ]
