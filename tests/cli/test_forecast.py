import json
from collections.abc import Callable
from pathlib import Path

import polars as pl

TARGET = ("--target", "deaths_state_based")


def test_a_forecast_is_issued_once(karski: Callable, folder: Path) -> None:
    words = ("forecast", *TARGET, "--data", folder, "--draws", "50", "--json")
    first, second = (json.loads(karski(*words).out) for _ in range(2))
    assert (first["new"], second["new"]) == (True, False)
    assert first["identity"] == second["identity"]
    assert first["origin"] == 444
    draws = pl.read_parquet(Path(first["folder"]) / "draws.parquet")
    assert draws.height == 12 * 36 * 50
    assert draws["month"].unique().sort().to_list() == list(range(445, 481))


def test_the_table_names_countries_and_speaks_in_natural_frequencies(
    karski: Callable, folder: Path
) -> None:
    said = karski("forecast", *TARGET, "--data", folder, "--draws", "50")
    assert said.code == 0
    assert "deaths in state-based conflict in 2017-01 to 2017-12" in said.out
    assert " in 100" in said.out or "about 1 in" in said.out


def test_an_earlier_origin_gives_a_forecast_from_it(
    karski: Callable, folder: Path
) -> None:
    words = ("--origin", "2015-10", "--model", "conflictology", "--json")
    said = karski("forecast", *TARGET, "--data", folder, *words)
    assert json.loads(said.out)["origin"] == 430


def test_an_export_lies_in_the_challenges_layout(
    karski: Callable, folder: Path, tmp_path: Path
) -> None:
    out = tmp_path / "export"
    words = ("--model", "conflictology", "--export", out, "--steps", "12")
    assert karski("forecast", *TARGET, "--data", folder, *words).code == 0
    (file,) = out.rglob("*.parquet")
    expected = "conflictology/cm/window=Y2017/conflictology_cm_2017.parquet"
    assert file.relative_to(out).as_posix() == expected
    assert pl.read_parquet(file).columns == [
        "month_id",
        "country_id",
        "draw",
        "outcome",
    ]


def test_an_unknown_model_is_told_in_one_sentence(
    karski: Callable, folder: Path
) -> None:
    said = karski("forecast", *TARGET, "--data", folder, "--model", "karsky")
    assert said.code == 1
    assert said.err.strip().endswith(
        "Error: no model named 'karsky'; did you mean 'karski'?"
    )


def test_a_target_that_the_data_lack_is_told(karski: Callable, folder: Path) -> None:
    said = karski("forecast", "--target", "deaths_civilians", "--data", folder)
    assert said.code == 1
    assert "nothing at hand gives deaths_civilians" in said.err
    assert "Traceback" not in said.err


def test_a_month_that_is_none_is_wrong_usage(karski: Callable, folder: Path) -> None:
    said = karski("forecast", "--data", folder, "--origin", "2015/10")
    assert said.code == 2


def test_an_origin_beyond_the_data_is_told(karski: Callable, folder: Path) -> None:
    said = karski("forecast", *TARGET, "--data", folder, "--origin", "2019-01")
    assert said.code == 1
    assert "views_challenge covers 2005-01 to 2016-12, not 2019-01" in said.err


def test_a_release_not_yet_published_is_left_out(
    karski: Callable, folder: Path
) -> None:
    words = ("forecast", *TARGET, "--data", folder, "--model", "conflictology")
    known = karski(*words, "--known-on", "2017-06", "--json")
    assert json.loads(known.out)["origin"] == 444
    early = karski(*words, "--known-on", "2016-12")
    assert early.code == 1
    assert "nothing at hand gives deaths_state_based" in early.err
