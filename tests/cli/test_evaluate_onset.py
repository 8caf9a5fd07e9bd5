"""``karski evaluate --onset``, as a person calls it."""

import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest

from karski.sources import ewp_predictors

WRITTEN = Path("workspace/exports/onset_scores")
CODES = (2, 20, 40, 41, 42, 70, 90, 91, 92, 93)
YEARS = range(1993, 2003)


@pytest.fixture
def prepared(tmp_path: Path) -> Path:
    """A folder with a prepared file: an onset in Haiti in 1996, in Mexico in 2000."""
    rows = pl.DataFrame(
        [(code, year) for code in CODES for year in YEARS],
        ["ccode", "year"],
        orient="row",
    )
    onset = pl.struct("ccode", "year").is_in(
        [{"ccode": 41, "year": 1996}, {"ccode": 70, "year": 2000}]
    )
    filled = {
        column.name: pl.lit(max(0, column.least or 0))
        for column in ewp_predictors.COLUMNS
    }
    table = rows.with_columns(**filled).with_columns(mk_onset=onset.cast(pl.Int64))
    folder = tmp_path / "ewp"
    folder.mkdir()
    table.write_csv(folder / "prepared.csv")
    return folder


@pytest.fixture
def risks(tmp_path: Path) -> Callable[..., Path]:
    def write(name: str, level: float = 0.01, cut: int = 0) -> Path:
        rows = [
            (year, code, min(1.0, level * (1 + code % 7)))
            for year in range(1994, 2003)
            for code in CODES
        ]
        table = pl.DataFrame(rows, ["year", "ccode", "risk"], orient="row")
        table[cut:].write_csv(tmp_path / name)
        return tmp_path / name

    return write


def test_a_file_is_scored_shown_and_written(
    karski: Callable, prepared: Path, risks: Callable
) -> None:
    said = karski(
        *("evaluate", "--onset", risks("ours.csv"), "--data", prepared),
        *("--baseline", risks("theirs.csv", 0.05)),
    )
    assert said.code == 0, said.err
    for words in (
        "2yr: an onset in the forecast year or the next, 1994-2001; 80 country-years, 4"
        " with an onset; ours.csv, beside theirs.csv",
        "1yr: an onset in the forecast year, 1994-2002; 90 country-years, 2",
        "log loss: how surprised the risks were",
        "Onsets that were warned of least (ewp)",
    ):
        assert words in said.out
    scores = pl.read_csv(WRITTEN / "scores.csv")
    assert scores["target"].unique(maintain_order=True).to_list() == [
        "2yr",
        "1yr",
        "ewp",
    ]
    assert set(pl.read_csv(WRITTEN / "misses.csv")["country"]) == {"Haiti", "Mexico"}
    document = json.loads((WRITTEN / "scores.json").read_text())
    assert document["targets"]["2yr"]["onsets"] == 4


def test_without_a_baseline_nothing_is_compared_and_it_says_so(
    karski: Callable, prepared: Path, risks: Callable
) -> None:
    said = karski("evaluate", "--onset", risks("ours.csv"), "--data", prepared)
    assert said.code == 0
    assert said.out.count("Nothing is compared: no baseline's risks") == 3


def test_the_peers_file_in_the_data_folder_is_the_baseline(
    karski: Callable, prepared: Path, risks: Callable
) -> None:
    peer = pl.read_csv(risks("theirs.csv")).rename({"risk": "risk_prev"})
    peer.write_csv(prepared / "FOOSforecasts_2003.csv")
    said = karski(
        *("evaluate", "--onset", risks("ours.csv"), "--data", prepared, "--json")
    )
    targets = json.loads(said.out)["targets"]
    assert {each["baseline"] for each in targets.values()} == {"FOOSforecasts_2003.csv"}
    assert targets["ewp"]["scores"][0]["verdict"] == "the same"


def test_a_file_that_lacks_rows_is_refused_unless_partial(
    karski: Callable, prepared: Path, risks: Callable
) -> None:
    words = ("evaluate", "--onset", risks("ours.csv", cut=3), "--data", prepared)
    said = karski(*words)
    assert said.code == 1
    assert said.err.strip() == (
        "Error: ours.csv lacks 3 of the 90 country-years to be scored, first United"
        " States in 1994; complete the file, or score with --partial what every file"
        " has"
    )
    partial = karski(*words, "--partial", "--json")
    assert partial.code == 0
    assert json.loads(partial.out)["targets"]["1yr"]["country_years"] == 87
    assert "Note: ours.csv lacks 3 of the 90" in partial.err


def test_without_the_prepared_file_it_says_what_to_fetch(
    karski: Callable, folder: Path, risks: Callable
) -> None:
    said = karski("evaluate", "--onset", risks("ours.csv"), "--data", folder)
    assert said.code == 1
    assert "karski data pull ewp_predictors" in said.err


def test_a_prepared_file_with_a_changed_column_is_named(
    karski: Callable, prepared: Path, risks: Callable
) -> None:
    file = prepared / "prepared.csv"
    file.write_text(file.read_text().replace("mk_onset_1or2", "target"))
    said = karski("evaluate", "--onset", risks("ours.csv"), "--data", prepared)
    assert said.code == 1
    assert "what came is not at hand" in said.err
    assert "prepared.csv: row 1 looks like" in said.err
    assert "has no column 'mk_onset_1or2'" in said.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ((), "give one of --challenge FOLDER and --onset FILE.csv"),
        (
            ("--challenge", "a", "--onset", "b"),
            "give one of --challenge FOLDER and --onset FILE.csv",
        ),
        (("--onset", "b", "--with", "c"), "--with goes with --challenge"),
        (("--challenge", "a", "--partial"), "--partial go with --onset"),
    ],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    karski: Callable, words: tuple[str, ...], sentence: str
) -> None:
    said = karski("evaluate", *words)
    assert said.code == 2
    assert sentence in " ".join(said.err.replace("│", " ").split())
