import json
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest


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


def test_a_panel_of_mass_killing_without_its_data_is_told(
    karski: Callable, folder: Path
) -> None:
    said = karski("panel", "onset", "--data", folder)
    assert said.code == 1
    assert "no country-years of mass killing are at hand; import" in said.err


def test_the_panel_of_mass_killing_is_written_and_compared(
    karski: Callable, data: Path
) -> None:
    if not (ewp := data / "ewp2025").is_dir():
        pytest.skip("ewp2025 is not in the folder of producers' files")
    said = karski("panel", "onset", "--compare", "--data", ewp, "--json")
    document = json.loads(said.out)
    assert (document["rows"], document["made_from"]) == (9463, "prepared")
    assert pl.read_parquet(document["file"]).height == 9463
    assert len(document["comparison"]) == 39
    shown = karski("panel", "onset", "--compare", "--data", ewp).out
    assert "9,463 rows of 41 columns, as known in 2024" in shown
    assert "the file at hand lacks Cape Verde" in shown
