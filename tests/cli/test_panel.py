import json
from collections.abc import Callable
from pathlib import Path

import polars as pl


def test_a_panel_is_written_with_what_its_columns_mean(
    karski: Callable, folder: Path
) -> None:
    words = ("--target", "deaths_state_based", "--data", folder, "--json")
    document = json.loads(karski("panel", "build", *words).out)
    file = Path(document["file"])
    frame = pl.read_parquet(file)
    meaning = json.loads(file.with_suffix(".json").read_text())
    assert frame.height == document["rows"] == 12 * 144
    assert sorted(frame.columns[2:]) == sorted(meaning)
    assert document["as_of"] == "2016-12"


def test_a_panel_of_an_earlier_origin_ends_there(
    karski: Callable, folder: Path
) -> None:
    words = ("--target", "deaths_state_based", "--data", folder, "--json")
    document = json.loads(karski("panel", "build", *words, "--origin", "2014-06").out)
    frame = pl.read_parquet(document["file"])
    assert frame["month"].max() == 414


def test_a_yearly_panel_without_yearly_data_is_told(
    karski: Callable, folder: Path
) -> None:
    said = karski("panel", "build", "--yearly", "--data", folder)
    assert said.code == 1
    assert "no country-year deaths are at hand" in said.err
